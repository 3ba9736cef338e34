"""A responsible leader's list (包案清单), the cases on it, and one row for every move of either."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.matters.leading.states import CASE_LIFECYCLE, ENDED, LIST_LIFECYCLE, CaseState, ListState
from huajie.matters.models.leaders import LeaderNode
from huajie.matters.models.matter import Matter


class LeaderList(models.Model):
    """The cases that one leader takes on in one period."""

    node = models.ForeignKey(LeaderNode, on_delete=models.PROTECT, related_name="lists")
    title = models.CharField(max_length=80)
    period = models.CharField(max_length=20)  # 2026, 2026年第三季度
    state = models.CharField(max_length=8, choices=ListState.choices, default=ListState.DRAFTED)
    drawn_up_at = models.DateTimeField(default=timezone.now)
    drawn_up_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    served_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["node", "period", "title"], name="leader_list_once")]

    def __str__(self) -> str:
        return self.title


class LeaderCase(models.Model):
    """One matter on a list: what the leader planned, by when, and how far it is."""

    list = models.ForeignKey(LeaderList, on_delete=models.PROTECT, related_name="cases")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="leader_cases")
    state = models.CharField(max_length=16, choices=CaseState.choices, default=CaseState.LISTED)
    due_on = models.DateField()
    asked_until = models.DateField(null=True, blank=True)  # the day for which an extension was asked
    plan = models.TextField(blank=True)
    result = models.TextField(blank=True)
    finished_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["list", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list", "matter"], name="leader_case_once_a_list"),
            models.UniqueConstraint(fields=["matter"], condition=~Q(state__in=sorted(ENDED)), name="leader_case_on_one_desk"),
        ]


class LeaderStep(models.Model):
    """Who moved a list (no case) or one of its cases, when, from where to where and why. Never changed."""

    list = models.ForeignKey(LeaderList, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(LeaderCase, on_delete=models.CASCADE, null=True, blank=True, related_name="steps")
    move = models.CharField(max_length=20)  # a name of leading.states
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=400, blank=True)
    facts = models.JSONField(default=dict)  # plan, coordination, due_on, result, materials, notice

    class Meta:
        ordering = ["pk"]

    @property
    def label(self) -> str:
        """What was done."""
        return str((CASE_LIFECYCLE if self.case_id else LIST_LIFECYCLE).move(self.move).label)
