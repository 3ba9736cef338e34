"""The search table of people: pairs of characters, indexed on both databases."""

from django.db import migrations

from huajie.core.search import create_index


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [create_index("people_person_search")]
