"""The calendar of working days: weekends, holidays, and the weekends on which one works instead (调休)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from huajie.rules.clocks.words import Words

_SATURDAY = 5


class DayKind(StrEnum):
    """What kind of day it is for those who work in an office."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"  # a weekend on which one works in exchange for a holiday


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from their weekday. What comes after `known_until` follows weekdays alone and is provisional."""

    days: Mapping[date, DayKind]
    known_until: date
    names: Mapping[date, Words] = field(default_factory=dict)  # of holidays and make-up workdays
    sources: Mapping[int, Words] = field(default_factory=dict)  # by year: the notice that announced its holidays

    def kind_of(self, day: date) -> DayKind:
        """What kind of day it is."""
        return self.days.get(day) or (DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKDAY)

    def is_workday(self, day: date) -> bool:
        """True if and only if one works on that day."""
        return self.kind_of(day) in {DayKind.WORKDAY, DayKind.MAKE_UP}

    def is_known(self, day: date) -> bool:
        """True if and only if the holidays of that day's year were announced."""
        return day <= self.known_until
