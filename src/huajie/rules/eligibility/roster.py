"""Households and their people as columns, with what is not known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huajie.rules.eligibility.facts import FACTS, Fact, Kind, Level

Column = NDArray[np.float32]
_DAYS_A_YEAR = 365.25
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Roster:
    """`home` holds for each person the place of their household, ascending from 0; each household has a member.

    A column has one value for each person or household: yuan, a count, 1 or 0, a place in a list of choices, days since 1970-01-01.
    NaN, or no column at all, says that the fact is not known.
    """

    home: NDArray[np.int32]
    facts: Mapping[str, Column]

    @property
    def households(self) -> int:
        """How many households."""
        return int(self.home[-1]) + 1 if len(self.home) else 0

    def size(self, level: Level) -> int:
        """How many of that level."""
        return len(self.home) if level is Level.PERSON else self.households

    def column(self, name: str) -> Column:
        """The values of a fact."""
        found = self.facts.get(name)
        return np.full(self.size(FACTS[name].level), np.nan, np.float32) if found is None else found

    def unknown(self, name: str) -> NDArray[np.bool_]:
        """Of whom the fact is not known. A finding that nobody made is known not to hold."""
        return np.zeros(self.size(FACTS[name].level), bool) if FACTS[name].finding else np.isnan(self.column(name))


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of(number: float) -> date:
    """The day of that number."""
    return date.fromordinal(_EPOCH.toordinal() + int(number))


def supposed(roster: Roster, month: date, *, needy: bool) -> dict[str, Column]:
    """Every fact, and where it is not known the value that speaks most, or least, for aid."""
    filled = {name: _filled(fact, roster.column(name), month, needy=needy) for name, fact in FACTS.items()}
    filled["disability"], filled["disability_level"] = _disability(roster, needy=needy)
    return filled


def _filled(fact: Fact, column: Column, month: date, *, needy: bool) -> Column:
    value = min(fact.needy, fact.well_off) if fact.finding else fact.needy if needy else fact.well_off
    if fact.kind is Kind.DAY:
        value = day_number(month) - value * _DAYS_A_YEAR
    return np.where(np.isnan(column), np.float32(value), column)


def _disability(roster: Roster, *, needy: bool) -> tuple[Column, Column]:
    """Kind and level together: somebody has both, or neither."""
    kind, level = roster.column("disability"), roster.column("disability_level")
    some_kind, some_level = (6.0, 1.0) if needy else (1.0, 4.0)
    neither = 0.0
    of_level = np.where(np.isnan(level), some_kind if needy else neither, np.where(level > 0, some_kind, neither))
    of_kind = np.where(np.isnan(kind), some_level if needy else neither, np.where(kind > 0, some_level, neither))
    return np.where(np.isnan(kind), of_level, kind).astype(np.float32), np.where(np.isnan(level), of_kind, level).astype(np.float32)


def repeated(roster: Roster, times: int) -> Roster:
    """Every household so many times, one copy of all after the other."""
    home = (np.tile(roster.home, times) + np.repeat(np.arange(times), len(roster.home)) * roster.households).astype(np.int32)
    return Roster(home, {name: np.tile(column, times) for name, column in roster.facts.items()})


def one_household(members: list[Mapping[str, Any]], household: Mapping[str, Any]) -> Roster:
    """A roster of one household; facts as numbers by name."""
    columns = {name: [member.get(name, np.nan) for member in members] for name, fact in FACTS.items() if fact.level is Level.PERSON}
    columns |= {name: [household.get(name, np.nan)] for name, fact in FACTS.items() if fact.level is Level.HOUSEHOLD}
    return Roster(np.zeros(len(members), np.int32), {name: np.array(column, np.float32) for name, column in columns.items()})
