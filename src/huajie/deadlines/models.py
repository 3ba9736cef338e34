"""The calendar of working days, and what a room gives its own clocks: a running clock, and a row for each change of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.rules.clocks.calendar import DayKind


class CalendarYear(models.Model):
    """A year, and whether its holidays were announced. Until then its days are known by weekday alone."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    announced = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)  # the notice that announced it
    revision = models.UUIDField(default=uuid4, editable=False)  # another one with every edit of the year or of a day in it
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["year"]


class CalendarDay(models.Model):
    """A day that was set by name: a holiday, a make-up workday, or a day of which somebody decided otherwise."""

    KINDS = (
        (DayKind.HOLIDAY.value, _("Holiday")),
        (DayKind.MAKE_UP.value, _("Make-up workday")),
        (DayKind.WORKDAY.value, _("Workday")),
        (DayKind.WEEKEND.value, _("Day of rest")),
    )

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=60, blank=True)
    because = models.CharField(max_length=200, blank=True)  # why somebody decided otherwise than was announced
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["day"]


class RunningClock(models.Model):
    """One duty that runs for one record, to which the concrete model adds its key. Only services/running.py writes these columns."""

    code = models.CharField(max_length=20)
    started_on = models.DateField()
    target_on = models.DateField()  # the last day counted: the internal target
    due_on = models.DateField()  # after roll-over: the hard limit
    half_on = models.DateField()  # the day on which the warning fraction of the limit is used up
    provisional = models.BooleanField(default=False)  # the rule is unverified, or the calendar is not known that far
    extended_by = models.PositiveSmallIntegerField(default=0)
    suspended_since = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    met = models.BooleanField(null=True, blank=True)  # known once stopped: in time or not
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("target_on")), name="%(class)s_due_after_target"),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on")), name="%(class)s_stops_after_start"
            ),
            models.CheckConstraint(condition=Q(met__isnull=True) | Q(stopped_on__isnull=False), name="%(class)s_met_once_stopped"),
        ]
        indexes = [
            # what runs and ends soon, or has ended: worklists, warnings, recomputing
            models.Index(fields=["due_on"], condition=Q(stopped_on__isnull=True), name="%(class)s_open_due"),
        ]


class ChangeKind(models.TextChoices):
    """What happened to a clock."""

    STARTED = "started", _("Started")
    SUSPENDED = "suspended", pgettext_lazy("clock", "Suspended")
    RESUMED = "resumed", _("Resumed")
    EXTENDED = "extended", pgettext_lazy("clock", "Extended")
    RECOMPUTED = "recomputed", _("Counted again")
    STOPPED = "stopped", _("Stopped")


class ClockChange(models.Model):
    """One change of a clock. A concrete model adds `clock`, a foreign key with the related name `changes`."""

    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=20, blank=True)  # why counting paused: a ground that the duty's article allows
    before_due_on = models.DateField(null=True, blank=True)
    after_due_on = models.DateField(null=True, blank=True)
    span_first = models.DateField(null=True, blank=True)  # when resumed: the first and last day that do not count
    span_last = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
