"""Indexes for what is rare within a town or a unit: unassigned, resolved, reopened, assisted with."""

import huajie.core.planner
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_legal_service_clerk"),
        ("areas", "0001_initial"),
        ("matters", "0015_many_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(condition=models.Q(("duty", "assist")), fields=["unit", "state"], name="handover_assists"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["lead_unit", "found_on", "id"], name="matter_unit_open_found"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("is_open", True), ("lead_unit", None)),
                name="matter_town_unled_due",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.F("state"),
                models.F("due_on"),
                models.F("id"),
                condition=models.Q(("is_open", True)),
                name="matter_town_state_due",
            ),
        ),
    ]
