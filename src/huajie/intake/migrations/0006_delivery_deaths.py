"""A delivery counts how often the process at work on it died."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("intake", "0005_earlier_rows_lie_with_their_records")]

    operations = [
        migrations.AddField(model_name="delivery", name="deaths", field=models.PositiveSmallIntegerField(default=0)),
    ]
