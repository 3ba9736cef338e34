"""The deadlines of a matter."""

from django.db import models

from huajie.accounts.models import Unit
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models.matter import Matter


class MatterClock(RunningClock):
    """A duty towards the resident whose time runs, and the unit that owes it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="clocks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class MatterClockChange(ClockChange):
    """What changed a deadline of a matter."""

    clock = models.ForeignKey(MatterClock, on_delete=models.CASCADE, related_name="changes")
