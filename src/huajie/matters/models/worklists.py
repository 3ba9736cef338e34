"""Filters that somebody keeps, and what somebody did with many matters at once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff


class SavedFilter(models.Model):
    """A worklist with its filters, under a name of its own. `query` is what its address carries."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=40)
    query = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="saved_filter_once")]


class BulkAct(models.TextChoices):
    """What can be done with many matters at once."""

    UNIT = "unit", _("Assign to a unit")
    LEADER = "leader", _("Set the leader")
    TASK = "task", _("Set a task")


class BulkRun(models.Model):
    """One act on many matters: each its own act, with what became of it. `answers` maps a reference to why it was refused (empty: done)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=8, choices=BulkAct.choices)
    said = models.JSONField()  # unit, text, assignee, due_on, because
    refs = models.JSONField()
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    @property
    def total(self) -> int:
        return len(self.refs)

    @property
    def done(self) -> int:
        """How many were done."""
        return sum(not why for why in self.answers.values())

    @property
    def refused(self) -> list[tuple[str, str]]:
        """Each that was refused, with the reason."""
        return [(ref, why) for ref, why in self.answers.items() if why]

    @property
    def answered(self) -> int:
        return len(self.answers)
