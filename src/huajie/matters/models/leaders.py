"""Responsible leaders: a district leader, the leading groups beneath, the working groups beneath those."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.areas.models import Area


class LeaderLevel(models.TextChoices):
    """As many as the district has: the programme had 16, 36 and 80."""

    DISTRICT = "district", _("District leader")
    LEADING_GROUP = "leading_group", _("Leading group")
    WORKING_GROUP = "working_group", _("Working group")


class LeaderNode(models.Model):
    """One place in that order, and who holds it. A district leader without a parent who approves lists is the top leader."""

    level = models.CharField(max_length=14, choices=LeaderLevel.choices)
    name = models.CharField(max_length=80)  # 第三领导小组
    leader = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="led")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    is_top = models.BooleanField(default=False)  # approves the lists of the others
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["level", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="leader_node_once"),
            models.CheckConstraint(condition=Q(is_top=False) | Q(level="district"), name="leader_top_is_of_the_district"),
            models.UniqueConstraint(fields=["area"], condition=Q(is_top=True, active=True), name="leader_one_top"),
        ]

    def __str__(self) -> str:
        return self.name
