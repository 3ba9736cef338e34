"""Merges of people and of households: both sides kept, undone at any later time."""

from django.conf import settings
from django.db import models

from huajie.people.models.households import Household
from huajie.people.models.persons import Person


class Merge(models.Model):
    """`absorbed` was found to be `kept`. Undoing sets `undone_at` and lets the absorbed record stand again."""

    kept_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="merges_kept")
    absorbed_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="merges_absorbed")
    kept_household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="merges_kept")
    absorbed_household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="merges_absorbed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200)
    evidence = models.JSONField(default=list)
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found_different = models.BooleanField(default=False)  # undone because the two are not one: they are never joined or asked about again
