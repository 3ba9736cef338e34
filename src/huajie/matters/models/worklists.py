"""Filters that somebody keeps."""

from django.db import models

from huajie.accounts.models import Staff


class SavedFilter(models.Model):
    """A worklist with its filters, under a name of its own. `query` is what its address carries."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=40)
    query = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="saved_filter_once")]
