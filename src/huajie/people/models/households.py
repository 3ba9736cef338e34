"""A household and who lives in it."""

from django.db import models

from huajie.people.models.persons import Person
from huajie.people.models.records import MergeableRecord, merge_indexes
from huajie.people.models.sourced import Sourced


class Household(MergeableRecord):
    """People who live and keep house together."""

    address = models.CharField(max_length=200, blank=True)
    head = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [*merge_indexes("household"), models.Index(fields=["area", "id"], name="household_area")]


class Membership(Sourced):
    """One person in one household, with the relation to its head as it was written."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    relation = models.CharField(max_length=20, blank=True)
