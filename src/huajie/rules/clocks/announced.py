"""The holidays that the State Council announced, as a maintained package keeps them, and those that may be expected of a later year."""

from datetime import date
from functools import cache

from chinese_calendar import Holiday, constants
from holidays import country_holidays

from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.words import Words


@cache
def announced() -> Calendar:
    """Every holiday and make-up workday from 2004 to the last year that the package knows."""
    days = dict.fromkeys(constants.holidays, DayKind.HOLIDAY) | dict.fromkeys(constants.workdays, DayKind.MAKE_UP)
    names = {day: _name(english) for known in (constants.holidays, constants.workdays) for day, english in known.items()}
    last = max(day.year for day in days)
    sources = {year: _source(year) for year in range(min(day.year for day in days), last + 1)}
    return Calendar(days, date(last, 12, 31), names, sources)


def expected(year: int) -> dict[date, Words]:
    """The holidays that the law and the lunar calendar foretell for a year. Make-up workdays are known only once they are announced."""
    chinese, english = (country_holidays("CN", years=year, language=language) for language in ("zh_CN", "en_US"))
    return {day: Words(chinese[day], english[day]) for day in sorted(chinese)}


def known_name(chinese: str) -> Words:
    """A holiday's name in both languages, as far as it is a known one."""
    return next((_name(each.value) for each in Holiday if each.chinese == chinese), Words(chinese, chinese))


def _name(english: str) -> Words:
    return Words(Holiday(english).chinese, english)


def _source(year: int) -> Words:
    return Words(f"国务院办公厅关于{year}年部分节假日安排的通知", f"State Council General Office, notice on the holidays of {year}")
