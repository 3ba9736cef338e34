"""An answer is kept with the act that it answers; rows of acts at work are no more."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_unfinished(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What died at work was undone: its key is free."""
    apps.get_model("api", "KeptAnswer").objects.filter(status=None).delete()


class Migration(migrations.Migration):
    dependencies = [("api", "0003_webhooks")]

    operations = [
        migrations.RunPython(forget_unfinished, migrations.RunPython.noop),
        migrations.AlterField("keptanswer", "status", models.PositiveSmallIntegerField()),
    ]
