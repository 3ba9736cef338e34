"""The search table of matters: pairs of characters, indexed on both databases."""

from django.db import migrations

from huajie.core.search import create_index


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [create_index("matters_matter_search")]
