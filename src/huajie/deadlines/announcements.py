"""A year's holidays as one writes them down: a day or a span and a name in each line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.rules.clocks.announced import announced, expected
from huajie.rules.clocks.calendar import DayKind

_DAY = timedelta(days=1)
_LINE = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|~|至|—)\s*(?P<last>\d{4}-\d{2}-\d{2}))?\s*(?P<name>.*)")
Days = Mapping[date, tuple[DayKind, str]]


class NotRead(Exception):
    """A line that names no day."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"{number}: {line}")
        self.number, self.line = number, line


@dataclass(frozen=True)
class Announcement:
    """What a year's form begins with, and whether the days are only to be expected."""

    source: str
    days: Days
    is_expected: bool


def announcement_of(year: int) -> Announcement:
    """What is kept of a year; else what the packages know of it; else what may be expected."""
    kept = CalendarYear.objects.filter(pk=year).first()
    days = {day.day: (DayKind(day.kind), day.name) for day in CalendarDay.objects.filter(day__year=year)}
    if days or (kept and kept.announced):
        return Announcement(kept.source if kept else "", days, is_expected=False)
    known = announced()
    if year in known.sources:
        found = {day: (kind, known.names[day].zh) for day, kind in known.days.items() if day.year == year}
        return Announcement(known.sources[year].zh, found, is_expected=False)
    return Announcement("", {day: (DayKind.HOLIDAY, name.zh) for day, name in expected(year).items()}, is_expected=True)


def written(days: Days, kind: DayKind) -> str:
    """The days of one kind, a line for each stretch of the same name."""
    chosen = sorted((day, name) for day, (each, name) in days.items() if each is kind)
    stretches = groupby(enumerate(chosen), key=lambda pair: (pair[1][0] - pair[0] * _DAY, pair[1][1]))
    return "\n".join(_line([day for _position, (day, _name) in stretch], name) for (_start, name), stretch in stretches)


def read(text: str) -> dict[date, str]:
    """Each day of the lines with its name; NotRead for a line that names none."""
    return dict(_read(enumerate(text.splitlines(), 1)))


def _read(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[date, str]]:
    for number, line in lines:
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        try:
            first, last = (date.fromisoformat(found[part] or found["first"]) for part in ("first", "last")) if found else (None, None)
        except ValueError:
            raise NotRead(number, line.strip()) from None
        if not found or first is None or last is None or last < first or last.year != first.year:
            raise NotRead(number, line.strip())
        for ahead in range((last - first).days + 1):
            yield first + ahead * _DAY, found["name"].strip()


def _line(days: list[date], name: str) -> str:
    span = days[0].isoformat() if len(days) == 1 else f"{days[0].isoformat()}..{days[-1].isoformat()}"
    return f"{span} {name}".strip()
