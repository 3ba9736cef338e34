"""Of the limits that run already: near from the half-time of the clock that ends first, or, where another's clock was joined, on the day itself."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def set_near(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The column itself goes away with the migration before."""
    clocks = apps.get_model("matters", "MatterClock").objects.filter(matter=OuterRef("pk"), stopped_on=None, due_on=OuterRef("due_on"))
    half = Subquery(clocks.order_by("half_on").values("half_on")[:1])
    apps.get_model("matters", "Matter").objects.filter(is_open=True).update(near_on=Coalesce(half, F("due_on")))


class Migration(migrations.Migration):
    dependencies = [("matters", "0019_near_limits")]
    operations = [migrations.RunPython(set_near, migrations.RunPython.noop)]
