"""From when the nearest limit of a matter is near."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0018_outsiders_and_withdrawals")]
    operations = [migrations.AddField("matter", "near_on", models.DateField(default=datetime.date(9999, 12, 31)))]
