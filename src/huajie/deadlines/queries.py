"""Reading the calendar of working days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from huajie.core.written import Written
from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.rules.clocks.announced import announced, known_name
from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.counting import Count, Deadline, deadline
from huajie.rules.clocks.words import Words

_COUNTS_REMEMBERED = 20_000


@dataclass(frozen=True)
class _Read:
    """The calendar as it was read, with what was counted by it."""

    revisions: tuple[UUID, ...]
    calendar: Calendar
    count: Callable[[Count], Deadline]


_read: _Read | None = None
_revisions = Written(lambda: CalendarYear.objects.order_by("year").values_list("revision"))


def calendar() -> Calendar:
    """The calendar as it stands. One small query; the days are read again only when some process has edited them."""
    return _current().calendar


def counter() -> Callable[[Count], Deadline]:
    """How a deadline is counted by the calendar as it stands. One small query; the same duty from the same day is counted once."""
    return _current().count


def _current() -> _Read:
    global _read
    revisions = tuple(revision for (revision,) in _revisions.all())
    if _read is None or _read.revisions != revisions:
        found = _from_tables() if revisions else announced()
        _read = _Read(revisions, found, lru_cache(maxsize=_COUNTS_REMEMBERED)(lambda count: deadline(count, found)))
    return _read


def _from_tables() -> Calendar:
    """Two queries."""
    years = list(CalendarYear.objects.values_list("year", "announced", "source"))
    days = list(CalendarDay.objects.values_list("day", "kind", "name", "because"))
    return Calendar(
        {day: DayKind(kind) for day, kind, _name, _because in days},
        date(_last_announced({year: is_announced for year, is_announced, _source in years}), 12, 31),
        {day: _name_of(name, because) for day, _kind, name, because in days if name or because},
        {year: _words_of(year, source) for year, _announced, source in years if source},
    )


def _last_announced(years: dict[int, bool]) -> int:
    """The last year before which none is missing; the year before the first, if none was announced."""
    last = min(years) - 1
    while years.get(last + 1):
        last += 1
    return last


def _name_of(name: str, because: str) -> Words:
    """The day's name, and why somebody decided otherwise."""
    known = known_name(name)
    if not because:
        return known
    return Words(f"{name}（{because}）" if name else because, f"{known.en} ({because})" if name else because)


def _words_of(year: int, source: str) -> Words:
    """A notice that the seed knows is told in English, too."""
    known = announced().sources.get(year)
    return known if known and known.zh == source else Words(source, source)
