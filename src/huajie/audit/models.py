"""The append-only record of acts and of reads of personal data."""

from django.db import models


class Entry(models.Model):
    """One act: who, when, what, on what. `digest` covers the entry and the digest before it, so a changed byte is found."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject", "number"], name="audit_subject"),  # who read or changed this record
            models.Index(fields=["actor", "number"], name="audit_actor"),  # what a person did
        ]
