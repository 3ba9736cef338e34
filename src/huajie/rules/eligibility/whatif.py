"""What another number would mean: the same households by the rules in force and by rules with some numbers changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.periods import instant

from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.signs import worth_talking_over
from huajie.rules.eligibility.system import Eligibility
from huajie.rules.eligibility.verdicts import Judgement, Verdict, judge

Value = float | bool
_FEN = 100


class NoSuchNumber(Exception):
    """The rules have no number of that name, or it is of another kind or below zero."""

    def __init__(self, name: str, *, known: bool) -> None:
        super().__init__(name)
        self.name, self.known = name, known


@dataclass(frozen=True, slots=True)
class Effect:
    """One programme in one place: households entitled by what is known, at most those worth talking over (signs.py); fen a month."""

    place: str
    programme: str
    families: int
    families_then: int
    at_most: int
    at_most_then: int
    fen: int
    fen_then: int
    fen_at_most: int
    fen_at_most_then: int


def changed(folders: Sequence[Path], numbers: Mapping[str, Value], since: date) -> Eligibility:
    """Rules of their own in which these numbers hold from a day on."""
    system = Eligibility(folders)
    for name, value in numbers.items():
        programme, _dot, inside = name.partition(".")
        parameter = getattr(system.parameters.children.get(programme), "children", {}).get(inside)
        if parameter is None:
            raise NoSuchNumber(name, known=False)
        if isinstance(parameter.values_list[0].value, bool) is not isinstance(value, bool) or value < 0:
            raise NoSuchNumber(name, known=True)
        parameter.update(start=instant(since.isoformat()), value=value)
    return system


MONTHLY = "monthly"  # all programmes that are paid by the month, each household once


def compared(now: Eligibility, then: Eligibility, roster: Roster, places: Sequence[str], month: date) -> list[Effect]:
    """What differs, for each programme and for MONTHLY, and for each place in which a household of the roster lives."""
    before, after = judge(now, roster, month), judge(then, roster, month)
    names = sorted(set(places))
    place_of = np.searchsorted(names, places)
    groups = {code: (code,) for code in PROGRAMMES} | {MONTHLY: tuple(code for code, one in PROGRAMMES.items() if one.per_month)}
    effects = []
    for group, codes in groups.items():
        (families, most, cost, cost_most), (then_families, then_most, then_cost, then_cost_most) = (
            _counted(judged, codes, roster, place_of, len(names)) for judged in (before, after)
        )
        effects += [
            Effect(
                place,
                group,
                *(int(numbers[row]) for numbers in (families, then_families, most, then_most)),
                *(round(float(numbers[row]) * _FEN) for numbers in (cost, then_cost, cost_most, then_cost_most)),
            )
            for row, place in enumerate(names)
        ]
    return effects


def _counted(judged: Judgement, codes: Sequence[str], roster: Roster, place_of: NDArray[np.intp], places: int) -> list[NDArray[Any]]:
    """By place: households entitled to one of these for certain, or worth talking over; and what a month costs for these and those."""
    sure, possible = np.zeros(roster.households, bool), np.zeros(roster.households, bool)
    cost, cost_most = np.zeros(places), np.zeros(places)
    for code in codes:
        programme, verdicts = PROGRAMMES[code], judged.programmes[code]
        home = roster.home if programme.level is Level.PERSON else np.arange(roster.households)
        sure[home[verdicts == Verdict.ENTITLED]] = True
        likely = worth_talking_over(judged, code, roster.home)
        possible[home[likely | (verdicts == Verdict.ENTITLED)]] = True
        if programme.amount and programme.per_month:
            amounts = judged.amounts[programme.amount]
            cost += np.bincount(place_of[home], weights=np.where(verdicts == Verdict.ENTITLED, amounts.low, 0), minlength=places)
            cost_most += np.bincount(place_of[home], weights=np.where(likely, amounts.high, 0), minlength=places)
    return [np.bincount(place_of[sure], minlength=places), np.bincount(place_of[possible], minlength=places), cost, cost_most]
