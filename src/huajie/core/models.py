"""Sequences, from which references are drawn."""

from django.db import models


class Sequence(models.Model):
    """The last number given out under a name."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.BigIntegerField(default=0)
