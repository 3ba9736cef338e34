"""A delivery can be withdrawn; its files are not held against the same files handed in again."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_DELIVERY_STATES = [
    ("reading", "Reading"),
    ("mapping", "Waiting for its columns to be confirmed"),
    ("registering", "Entering the register"),
    ("done", "Done"),
    ("failed", "Stopped by a fault"),
    ("withdrawn", "Withdrawn"),
]
_FILE_STATES = [
    ("waiting", "Waiting"),
    ("read", "Read"),
    ("registered", "In the register"),
    ("seen_before", "Delivered before, nothing changed"),
    ("unreadable", "Cannot be read"),
    ("withdrawn", "Withdrawn"),
]
_NOT_TAKEN = ("seen_before", "unreadable", "withdrawn")


def forget_withdrawals(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back: what was withdrawn has nothing to be read, and holds nothing against the next attempt."""
    apps.get_model("intake", "ListFile").objects.filter(state="withdrawn").update(state="unreadable")
    apps.get_model("intake", "Delivery").objects.filter(state="withdrawn").update(state="done")


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_delivery_deaths")]
    operations = [
        migrations.RemoveConstraint(model_name="listfile", name="file_taken_once"),
        migrations.RunPython(migrations.RunPython.noop, forget_withdrawals),
        migrations.AlterField("delivery", "state", models.CharField(choices=_DELIVERY_STATES, default="reading", max_length=12)),
        migrations.AlterField("listfile", "state", models.CharField(choices=_FILE_STATES, default="waiting", max_length=12)),
        migrations.AddConstraint(
            model_name="listfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", _NOT_TAKEN), _negated=True), fields=("sha256",), name="file_taken_once"
            ),
        ),
    ]
