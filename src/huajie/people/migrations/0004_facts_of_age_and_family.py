"""Three more things that lists state: age, the family's situation, where its income comes from."""

from django.db import migrations, models

KINDS = [
    ("income_fen_per_month", "Income per month"),
    ("income_fen_per_person_month", "Income per person and month"),
    ("income_source", "Source of income"),
    ("household_size", "People in the household"),
    ("family_situation", "Family situation"),
    ("hardship_cause", "Cause of hardship"),
    ("benefits", "Benefits received"),
    ("age", "Age"),
    ("health", "Health"),
    ("disability", "Disability"),
    ("school", "School"),
    ("housing", "Housing"),
    ("employment", "Employment"),
    ("hukou_place", "Place of household registration"),
    ("residence_registered", "Residence registered"),
    ("arrived_on", "Arrived on"),
    ("bank_account", "Bank account"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_merges_found_different")]
    operations = [migrations.AlterField("fact", "kind", models.CharField(choices=KINDS, max_length=32))]
