"""A count told day by day, in the reader's language: for the command line and for pages alike."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from huajie.deadlines.said import KINDS, PARTS, told
from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.counting import DayCounted, Part
from huajie.rules.clocks.explaining import DayExplained, Explanation


@dataclass(frozen=True, slots=True)
class Line:
    """One day: what kind of day it is, its part in the count, and on what that rests."""

    day: date
    weekday: str
    kind: str
    part: str
    source: str
    counts: bool
    is_marked: bool  # half, target or hard limit


def lines_of(told_of: Explanation) -> tuple[Line, ...]:
    """A line for each day."""
    return tuple(_line(each) for each in told_of.days)


def marks_of(day: DayCounted) -> dict[str, str]:
    """What else a day is: half used up, the target, the hard limit."""
    marks = {
        "half": (day.is_half, _("half used up")),
        "target": (day.is_target, _("internal target")),
        "due": (day.is_due, _("hard limit")),
    }
    return {name: said for name, (holds, said) in marks.items() if holds}


def why_provisional(due_on: date, calendar: Calendar) -> str:
    """What may still change the dates of a provisional deadline."""
    day = due_on.date() if isinstance(due_on, datetime) else due_on
    if calendar.is_known(day):
        return _("Provisional: a rule that was used is not verified yet.")
    return _("Provisional: the holidays of %(year)s were not announced. It is counted again once they are.") % {"year": day.year}


def _line(each: DayExplained) -> Line:
    day, marks = each.counted, marks_of(each.counted)
    part = _("counted, day %(number)s") % {"number": day.number} if day.part is Part.COUNTED else str(PARTS[day.part])
    return Line(
        day=day.day,
        weekday=str(WEEKDAYS_ABBR[day.day.weekday()]),
        kind=str(KINDS[DayKind(day.kind)]),
        part=" · ".join((part, *marks.values())),
        source=told(each.source),
        counts=day.part is Part.COUNTED,
        is_marked=bool(marks),
    )
