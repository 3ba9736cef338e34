"""A row keeps the area that it was understood as, so that whoever works there finds it in everybody's lists."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("intake", "0003_questions_about_households")]
    operations = [
        migrations.AddField(
            "listrow",
            "area",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="areas.area",
            ),
        ),
        migrations.AddIndex("listrow", models.Index(fields=["file", "area"], name="row_file_area")),
    ]
