"""Indexes by which a worklist of a village, a town, a unit or the district is read in its order; towns and villages as search tokens."""

import huajie.core.planner
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_AREA = "SELECT {} FROM matters_matter WHERE matters_matter.id = matters_matter_search.rowid"


def add_areas(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The tokens of the town and the village that each matter lies in. Undoing leaves them: nothing else reads them."""
    codes = [f"'a' || substr(area_id, 1, {length})" for length in (9, 12)]
    if editor.connection.vendor == "sqlite":
        added = _AREA.format(" || ' ' || ".join(codes))
        editor.execute(f"UPDATE matters_matter_search SET tokens = tokens || ' ' || ({added})")
    else:
        added = _AREA.format(f"array_to_tsvector(ARRAY[{', '.join(codes)}])")
        editor.execute(f"UPDATE matters_matter_search SET tokens = tokens || ({added})")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_installation"),
        ("areas", "0001_initial"),
        ("matters", "0012_closing_by_the_resident"),
    ]

    operations = [
        migrations.RunPython(add_areas, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_area_found",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_kind_found",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_area_due",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matter_area_state_due",
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.OrderBy(models.F("found_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_town_found",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=12),
                models.OrderBy(models.F("found_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_village_found",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["lead_unit", "-found_on", "-id"], name="matter_unit_found"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["sector_unit", "-found_on", "-id"], name="matter_sector_found"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(condition=models.Q(("is_open", True)), fields=["found_on", "id"], name="matter_open_found"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.F("found_on"),
                models.F("id"),
                condition=models.Q(("is_open", True)),
                name="matter_town_open_found",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("is_open", True)),
                name="matter_town_due",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=12),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("is_open", True)),
                name="matter_village_due",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(condition=models.Q(("is_open", True)), fields=["sector_unit", "due_on", "id"], name="matter_sector_due"),
        ),
    ]
