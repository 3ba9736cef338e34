"""Beside the kind of a sheet stands why it was taken for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [migrations.AddField("listsheet", "kind_because", models.JSONField(default=dict))]
