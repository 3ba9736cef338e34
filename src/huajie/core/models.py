"""Sequences, from which references are drawn, and the templates that offices have put in place of ours."""

from django.db import models


class Sequence(models.Model):
    """The last number given out under a name."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)


class OfficeTemplate(models.Model):
    """An office's own version of a document's template, which holds from a day on. Who added it stands in the record of acts."""

    kind = models.CharField(max_length=30)
    since = models.DateField()
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        # which version of a kind holds on a day
        indexes = [models.Index(fields=["kind", "-since"], name="office_template_by_day")]
