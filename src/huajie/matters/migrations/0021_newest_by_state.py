"""Indexes by which the newest matters in a state are read, of a district and of a town."""

from django.db import migrations, models

import huajie.core.planner


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0001_initial"),
        ("matters", "0020_near_limits_of_what_runs"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["state", "-found_on", "-id"], name="matter_state_found"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                huajie.core.planner.Prefix("area", length=9),
                models.F("state"),
                models.OrderBy(models.F("found_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="matter_town_state_found",
            ),
        ),
    ]
