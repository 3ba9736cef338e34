"""What a unit took a column for last time."""

from django.conf import settings
from django.db import models

from huajie.accounts.models import Unit


class RememberedColumn(models.Model):
    """In lists of this kind from this unit, a column headed so holds that field ('' : kept as a note)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="remembered_columns")
    kind = models.CharField(max_length=20)
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "header"], name="column_remembered_once")]
