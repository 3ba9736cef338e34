"""How much time a running clock has left, in its own unit, as people say it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from huajie.deadlines.models import RunningClock
from huajie.deadlines.queries import calendar
from huajie.deadlines.said import length_of
from huajie.rules.clocks.calendar import Calendar
from huajie.rules.clocks.duties import Unit, duty

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a limit on a day. `number` counts days or working days to the hard limit; beyond it, since it."""

    number: int
    unit: Unit
    is_over: bool
    used_percent: int
    """How much of the time from the start to the hard limit is gone, 0 to 100."""

    @property
    def said(self) -> str:
        """3 working days left; due today; 2 days overdue."""
        if self.is_over:
            return _("%(length)s overdue") % {"length": length_of(self.number, self.unit)}
        if self.number == 0:
            return _("due today")
        return _("%(length)s left") % {"length": length_of(self.number, self.unit)}


def remaining(clock: RunningClock, on: date, days: Calendar | None = None) -> Remaining:
    """What is left of the clock on a day; for many clocks, read the calendar once and give it.

    Overdue time is told in calendar days: nothing is rolled to once it is over.
    """
    rule = duty(clock.code, clock.started_on)
    if on > clock.due_on:
        return Remaining((on - clock.due_on).days, Unit.DAYS, is_over=True, used_percent=100)
    unit = Unit.WORKDAYS if rule.unit is Unit.WORKDAYS else Unit.DAYS
    number = _workdays(on, clock.due_on, days or calendar()) if unit is Unit.WORKDAYS else (clock.due_on - on).days
    return Remaining(number, unit, is_over=False, used_percent=_used(clock, on))


def days_left(due_on: date, on: date) -> Remaining:
    """What is left until a hard limit in calendar days, for lists, which load no clocks."""
    return Remaining(abs((due_on - on).days), Unit.DAYS, is_over=due_on < on, used_percent=100 if due_on < on else 0)


def _workdays(after: date, until: date, days: Calendar) -> int:
    """The working days after one day up to another."""
    return sum(days.is_workday(after + number * _DAY) for number in range(1, (until - after).days + 1))


def _used(clock: RunningClock, on: date) -> int:
    whole = (clock.due_on - clock.started_on).days
    return min(100, max(0, round(100 * (on - clock.started_on).days / whole))) if whole else 100
