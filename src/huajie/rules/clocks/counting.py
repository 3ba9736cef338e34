"""Counting a limit: the day on which it ends, and how each day on the way was taken."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.duties import Duty, Ground, Unit
from huajie.rules.clocks.refusals import ClockRefused, Why

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Days that are not counted, the first and the last among them, and the ground for it."""

    first: date
    last: date
    ground: str

    def holds(self, day: date) -> bool:
        """True if and only if the day lies in the span."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted: a duty from a day (hours: from a moment), without the suspended days, extended in the duty's own unit."""

    duty: Duty
    started_on: date
    suspensions: tuple[Span, ...] = ()
    extended_by: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The days that a limit ends on; for hours they are moments."""

    target_on: date  # the last day counted: the internal target
    due_on: date  # after roll-over: the hard limit
    half_on: date  # when the warning fraction is used up
    provisional: bool
    rolled: bool


class Part(StrEnum):
    """What a day is in the count."""

    START = "start"  # the first day is not counted
    COUNTED = "counted"
    SUSPENDED = "suspended"
    NOT_WORKED = "not_worked"  # a weekend or holiday, and the limit is in working days
    ROLLED = "rolled"  # after the target, nobody works, the limit moves on
    ROLLED_TO = "rolled_to"  # the first working day after the target


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day of the count. `number` is how many days were counted by its end."""

    day: date
    kind: DayKind
    part: Part
    number: int
    ground: Ground | None = None  # why it is suspended
    is_half: bool = False
    is_target: bool = False
    is_due: bool = False


def deadline(count: Count, calendar: Calendar) -> Deadline:
    """The days on which the limit ends. The first day is not counted (民事诉讼法 §85)."""
    _refuse(count)
    if count.duty.unit is Unit.HOURS:
        return _deadline_in_hours(count, calendar)
    return _deadline_of(count, tuple(_days(count, calendar)), calendar)


def days_of(count: Count, calendar: Calendar) -> tuple[DayCounted, ...]:
    """Each day from the start to the hard limit; none for a limit in hours."""
    _refuse(count)
    return () if count.duty.unit is Unit.HOURS else tuple(_days(count, calendar))


def _refuse(count: Count) -> None:
    """Refuse what the duty's article does not allow."""
    duty, extension = count.duty, count.duty.extension
    if count.extended_by < 0:
        raise ClockRefused(Why.EXTENSION_NOT_POSITIVE, code=duty.code, asked=count.extended_by)
    if count.extended_by and extension is None:
        raise ClockRefused(Why.NO_EXTENSION, code=duty.code, article=duty.article)
    if extension is not None and extension.limit is not None and count.extended_by > extension.limit:
        facts = {"asked": count.extended_by, "limit": extension.limit, "unit": duty.unit, "article": extension.article}
        raise ClockRefused(Why.EXTENSION_OVER_LIMIT, code=duty.code, **facts)
    for span in count.suspensions:
        duty.ground(span.ground)
        if span.last < span.first:
            raise ClockRefused(Why.SPAN_BACKWARDS, first=span.first, last=span.last)
        if span.first < _day_of(count.started_on):
            raise ClockRefused(Why.SPAN_BEFORE_START, first=span.first, started_on=_day_of(count.started_on))


def _days(count: Count, calendar: Calendar) -> Iterator[DayCounted]:
    """Each day from the start to the hard limit."""
    duty, day, number = count.duty, _day_of(count.started_on), 0
    limit = _limit_in_days(count)
    half = math.ceil(limit * duty.warns_at)
    yield DayCounted(day, calendar.kind_of(day), Part.START, 0, is_half=half == 0, is_target=limit == 0)
    while number < limit:
        day += _DAY
        part, ground = _part_of(day, count, calendar)
        number += part is Part.COUNTED
        is_target = part is Part.COUNTED and number == limit
        yield DayCounted(
            day,
            calendar.kind_of(day),
            part,
            number,
            ground,
            is_half=part is Part.COUNTED and number == half,
            is_target=is_target,
            is_due=is_target and (not duty.rolls or calendar.is_workday(day)),
        )
    if duty.rolls:
        yield from _rolled(day, number, calendar)


def _part_of(day: date, count: Count, calendar: Calendar) -> tuple[Part, Ground | None]:
    """What a day before the target is, and the ground if it is suspended."""
    for span in count.suspensions:
        if span.holds(day):
            return Part.SUSPENDED, count.duty.ground(span.ground)
    if count.duty.unit is Unit.WORKDAYS and not calendar.is_workday(day):
        return Part.NOT_WORKED, None
    return Part.COUNTED, None


def _rolled(target: date, number: int, calendar: Calendar) -> Iterator[DayCounted]:
    """The days from a target on which nobody works to the first one on which one does."""
    day = target
    while not calendar.is_workday(day):
        day += _DAY
        is_due = calendar.is_workday(day)
        yield DayCounted(day, calendar.kind_of(day), Part.ROLLED_TO if is_due else Part.ROLLED, number, is_due=is_due)


def _deadline_of(count: Count, days: tuple[DayCounted, ...], calendar: Calendar) -> Deadline:
    target_on = next(each.day for each in days if each.is_target)
    due_on = days[-1].day
    return Deadline(
        target_on=target_on,
        due_on=due_on,
        half_on=next(each.day for each in days if each.is_half),
        provisional=_is_provisional(count, due_on, calendar),
        rolled=due_on != target_on,
    )


def _limit_in_days(count: Count) -> int:
    """The limit with its extension as a number of days or working days."""
    limit = count.duty.limit + count.extended_by
    started_on = _day_of(count.started_on)
    return (_months_after(started_on, limit) - started_on).days if count.duty.unit is Unit.MONTHS else limit


def _months_after(day: date, months: int) -> date:
    """The day of the same number, or the last of a month that has none (民法典 §202)."""
    years, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + month // 11, (month + 1) % _MONTHS_A_YEAR + 1, 1)
    return min(first + (day.day - 1) * _DAY, following - _DAY)


def _deadline_in_hours(count: Count, calendar: Calendar) -> Deadline:
    """Moments: the target counts from the moment itself, the hard limit from the next full hour, for the first hour is not counted."""
    started, hours = _moment_of(count.started_on), count.duty.limit + count.extended_by
    target = started + hours * _HOUR
    due = started.replace(minute=0, second=0, microsecond=0) + (hours + 1) * _HOUR
    half = started + hours * _HOUR * float(count.duty.warns_at)
    return Deadline(target, due, half, _is_provisional(count, _day_of(due), calendar), rolled=False)


def _is_provisional(count: Count, due_on: date, calendar: Calendar) -> bool:
    """True if and only if the rule, a ground that was used, or the calendar of some day is not certain."""
    uncertain = count.duty.provisional or any(count.duty.ground(span.ground).provisional for span in count.suspensions)
    extended = count.extended_by > 0 and count.duty.extension is not None and count.duty.extension.provisional
    return uncertain or extended or not calendar.is_known(due_on)


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment_of(day: date) -> datetime:
    """A day without an hour counts from its beginning."""
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
