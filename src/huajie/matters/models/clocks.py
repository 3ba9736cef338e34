"""The deadlines of a matter, and who asked for more time."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models.matter import Matter


class MatterClock(RunningClock):
    """A duty towards the resident whose time runs, and the unit that owes it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="clocks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class MatterClockChange(ClockChange):
    """What changed a deadline of a matter."""

    clock = models.ForeignKey(MatterClock, on_delete=models.CASCADE, related_name="changes")


class ExtensionRequest(models.Model):
    """More time for a deadline: asked by whoever works on it, decided by the head of the unit."""

    clock = models.ForeignKey(MatterClock, on_delete=models.CASCADE, related_name="extension_requests")
    extra = models.PositiveSmallIntegerField()  # in the duty's own unit
    because = models.CharField(max_length=400)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    approved = models.BooleanField(null=True, blank=True)  # None: not decided yet
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=400, blank=True)  # why it was refused, or what was said beside the approval

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(approved__isnull=True), name="extension_request_one_waits"),
            models.CheckConstraint(condition=Q(extra__gt=0), name="extension_request_is_positive"),
        ]
