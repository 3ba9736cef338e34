"""A year of the calendar as its page shows it: twelve months of weeks."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.deadlines.queries import calendar
from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.words import Words

_MONDAY = 0


@dataclass(frozen=True)
class Cell:
    """A day in a month's table."""

    day: date
    kind: DayKind
    name: Words | None


@dataclass(frozen=True)
class Month:
    """A month: its first day, and its weeks from Monday; None stands for a day of another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class YearShown:
    """A year, whether its holidays are known, and what somebody edited by hand."""

    year: int
    kept: CalendarYear | None
    is_known: bool
    known_until: date
    months: tuple[Month, ...]
    edited: tuple[CalendarDay, ...]


def year_shown(year: int) -> YearShown:
    """Three queries, and those of a calendar that was edited meanwhile."""
    known = calendar()
    return YearShown(
        year=year,
        kept=CalendarYear.objects.filter(pk=year).select_related("edited_by").first(),
        is_known=known.is_known(date(year, 12, 31)),
        known_until=known.known_until,
        months=tuple(_month(known, year, month) for month in range(1, 13)),
        edited=tuple(CalendarDay.objects.filter(day__year=year).exclude(because="").select_related("edited_by")),
    )


def _month(known: Calendar, year: int, month: int) -> Month:
    weeks = Weeks(_MONDAY).monthdatescalendar(year, month)
    return Month(date(year, month, 1), tuple(tuple(_cell(known, day) if day.month == month else None for day in week) for week in weeks))


def _cell(known: Calendar, day: date) -> Cell:
    return Cell(day, known.kind_of(day), known.names.get(day))
