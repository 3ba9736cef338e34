"""Rows that ended before their area was kept lie where their matter lies, or their person."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def take_the_matters_area(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Once, for the rows that are there."""
    row, matter, person = (apps.get_model(*name) for name in (("intake", "ListRow"), ("matters", "Matter"), ("people", "Person")))
    told = matter.objects.filter(pk=OuterRef("matter_id")).values("area_id")
    named = person.objects.filter(pk=OuterRef("person_id")).values("area_id")
    ended = row.objects.filter(models.Q(matter__isnull=False) | models.Q(person__isnull=False))
    ended.update(area_id=Coalesce(Subquery(told), Subquery(named), F("area_id")))


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_row_says_where_it_lies"),
        ("matters", "0004_merges_found_different"),
        ("people", "0004_facts_of_age_and_family"),
    ]
    operations = [migrations.RunPython(take_the_matters_area, migrations.RunPython.noop)]
