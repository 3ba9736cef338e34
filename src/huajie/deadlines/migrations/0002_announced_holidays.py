from django.db import migrations

from huajie.deadlines.services.seeding import seed


def plant(apps, schema_editor):
    seed(apps.get_model("deadlines", "CalendarYear"), apps.get_model("deadlines", "CalendarDay"))


def uproot(apps, schema_editor):
    apps.get_model("deadlines", "CalendarDay").objects.all().delete()
    apps.get_model("deadlines", "CalendarYear").objects.all().delete()


class Migration(migrations.Migration):
    """The holidays and make-up workdays that were announced when this register was made."""

    dependencies = [("deadlines", "0001_calendar")]

    operations = [migrations.RunPython(plant, uproot)]
