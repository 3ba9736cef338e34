"""Reads dates in the shapes people type; never invents a day, and says when the year came from elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.text import half_width
from huajie.intake.reading.typed import Precision, TypedDate

# Nobody on a list of today was born, and nothing on it happened, before this.
EARLIEST = dt.date(1900, 1, 2)
# Deadlines and ends of agreements lie ahead, but not beyond a working life.
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = (367, 73_050)  # 1901-01-01 … 2099-12-31 as Excel counts

_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_TENS = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?")
_TIME = re.compile(r"\s*(?:T|\s)?(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})?)?秒?(?:\.\d+)?$")
_FULL = re.compile(r"(\d{4})\s*[-./年,、\\]\s*(\d{1,2})\s*[-./月,、\\]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?(?:份)?")
_COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_APPROXIMATE = re.compile(
    r"^(?:约|大约|自|从|于)\s*|\s*(?:左右|前后|起|许|以来|至今|始|上午|下午|晚上?|早上?|中午|凌晨|星期.|周.|\((?:星期|周).\))+$"
)


class UnlikelyDate(ValueError):
    """A date before 1900 or after what the field allows."""


class NoDate(ValueError):
    """Text that is no date."""


@dataclass(frozen=True, slots=True)
class YearHints:
    """What tells the year of “5月10日”: full dates of the same column, else the month for which the list was made."""

    column_days: tuple[dt.date, ...] = field(default=())
    list_year: int | None = None
    list_month: int | None = None

    def year_of(self, month: int, day: int) -> int | None:
        """The year if and only if the hints leave a single one."""
        if self.column_days:
            first, last = self.column_days[0], self.column_days[-1]
            inside = [
                year for year in range(first.year, last.year + 1) if _real(year, month, day) and first <= dt.date(year, month, day) <= last
            ]
            if inside:
                return inside[0] if len(inside) == 1 else None
            near = [year for year in range(first.year - 1, last.year + 2) if _gap(year, month, day, first, last) <= 92]
            return near[0] if len(near) == 1 else None
        if self.list_year is None:
            return None
        later = self.list_month is not None and month > self.list_month
        return self.list_year - 1 if later else self.list_year


def _real(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _gap(year: int, month: int, day: int, first: dt.date, last: dt.date) -> int:
    """Days between a candidate and the span of known days."""
    if not _real(year, month, day):
        return 10_000
    candidate = dt.date(year, month, day)
    return max((first - candidate).days, (candidate - last).days, 0)


def read_date(cell: Cell, hints: YearHints = YearHints()) -> TypedDate | None:
    """The date, None for an empty cell. Raises NoDate, or UnlikelyDate for a day that does not exist or lies before 1900.

    >>> read_date("2021.5.10").day.isoformat()
    '2021-05-10'
    """
    if isinstance(cell, str):
        if not cell.strip() or cell.strip() in {"/", "-", "—", "无", "不详", "不清楚", "未知", "\\"}:
            return None
        return _dated(_read_text(cell), hints)
    if isinstance(cell, dt.datetime):
        time = cell.time()
        return _checked(TypedDate(cell.date(), time=time if time != dt.time() else None))
    if isinstance(cell, dt.date):
        return _checked(TypedDate(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell)
    raise NoDate


def _from_number(number: float) -> TypedDate:
    if _SERIALS[0] <= number < _SERIALS[1] and not (1950 <= number <= 2030 and number == int(number)):
        return TypedDate(_EXCEL_DAY_ZERO + dt.timedelta(days=int(number)))
    text = str(int(number)) if number == int(number) else repr(number)
    found = _read_text(text)
    return _dated(found, YearHints())


def _dated(found: TypedDate | tuple[int, int], hints: YearHints) -> TypedDate:
    if isinstance(found, TypedDate):
        return _checked(found)
    month, day = found
    year = hints.year_of(month, day)
    if year is None:
        raise NoDate
    return _checked(TypedDate(_day(year, month, day), year_inferred=True))


def _checked(date: TypedDate) -> TypedDate:
    if date.day < EARLIEST:
        raise UnlikelyDate
    return date


@lru_cache(maxsize=20_000)
def _read_text(raw: str) -> TypedDate | tuple[int, int]:
    """A date, or month and day where the year is missing."""
    text = half_width(raw).strip().rstrip(".。;,")
    text = _APPROXIMATE.sub("", _APPROXIMATE.sub("", text)).strip()
    text = text.replace("--", "-")
    time = _time_in(text)
    if time is not None:
        text = _TIME.sub("", text)
    if ("年" in text and not text[0].isdigit()) or ("月" in text and not text[0].isdigit()):
        text = _chinese_numerals(text)
    for pattern in (_FULL, _COMPACT, _SHORT_YEAR):
        if match := pattern.fullmatch(text):
            year, month, day = (int(part) for part in match.groups())
            return TypedDate(_day(_century(year), month, day), time=time)
    return _partial(text)


def _partial(text: str) -> TypedDate | tuple[int, int]:
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12:
            return TypedDate(_day(year, second, first))
        return TypedDate(_day(year, first, second))
    if match := _MONTH.fullmatch(text) or _COMPACT_MONTH.fullmatch(text):
        return TypedDate(_day(int(match[1]), int(match[2]), 1), Precision.MONTH)
    if match := _YEAR.fullmatch(text):
        return TypedDate(_day(int(match[1]), 1, 1), Precision.YEAR)
    if match := _NO_YEAR.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        _day(2000, month, day)
        return month, day
    raise NoDate


def _time_in(text: str) -> dt.time | None:
    match = _TIME.search(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    return dt.time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise UnlikelyDate from None


def _century(year: int) -> int:
    if year >= 100:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _chinese_numerals(text: str) -> str:
    """二〇二一年五月十日 → 2021年5月10日."""
    return "".join(_plain_number(part) if part not in {"年", "月", "日", "号"} else part for part in re.split(r"([年月日号])", text))


def _plain_number(part: str) -> str:
    part = part.strip()
    if _TENS.fullmatch(part):
        tens, _, ones = part.partition("十")
        value = int((tens or "一").translate(_CHINESE_DIGITS) or 0) * 10 + int((ones or "零").translate(_CHINESE_DIGITS) or 0)
        return str(value)
    return part.translate(_CHINESE_DIGITS)
