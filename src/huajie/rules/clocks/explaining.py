"""How a deadline came about: each day's part in the count, and on what that rests."""

from dataclasses import dataclass

from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.counting import Count, DayCounted, Deadline, Part, days_of, deadline
from huajie.rules.clocks.duties import Unit
from huajie.rules.clocks.words import Words

PERIODS = Words("《民事诉讼法》第85条", "Civil Procedure Law, art. 85")  # the first day is not counted; a last day on a holiday rolls
_WEEKEND = Words("周末", "weekend")
_BY_ARTICLE = {Part.START, Part.ROLLED_TO}


@dataclass(frozen=True, slots=True)
class DayExplained:
    """A day of the count and the source of its part in it."""

    counted: DayCounted
    source: Words


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline and the days that led to it, from the start to the hard limit. A limit in hours has no days between."""

    count: Count
    deadline: Deadline
    days: tuple[DayExplained, ...]


def explain(count: Count, calendar: Calendar) -> Explanation:
    """The deadline with a line for each day."""
    days = tuple(DayExplained(each, _source(each, count, calendar)) for each in days_of(count, calendar))
    return Explanation(count, deadline(count, calendar), days)


def _source(counted: DayCounted, count: Count, calendar: Calendar) -> Words:
    """On what a day's part rests: an article, the notice that announced a holiday, or the week."""
    if counted.ground is not None:
        return Words(f"{counted.ground.name.zh}，{counted.ground.article.zh}", f"{counted.ground.name.en}, {counted.ground.article.en}")
    if counted.part in _BY_ARTICLE:
        return PERIODS
    if counted.part is Part.COUNTED and not (counted.kind is DayKind.MAKE_UP and count.duty.unit is Unit.WORKDAYS):
        return count.duty.article
    return _of_the_calendar(counted, calendar)


def _of_the_calendar(counted: DayCounted, calendar: Calendar) -> Words:
    year = counted.day.year
    if not calendar.is_known(counted.day):
        return Words(f"{year}年放假安排尚未公布，按星期推算", f"the holidays of {year} were not announced: by weekday")
    if counted.day not in calendar.days:
        return _WEEKEND
    name, notice = calendar.names.get(counted.day), calendar.sources.get(year)
    return Words(
        "，".join(words.zh for words in (name, notice) if words),
        ", ".join(words.en for words in (name, notice) if words),
    )
