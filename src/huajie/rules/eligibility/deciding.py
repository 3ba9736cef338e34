"""Which of the missing facts would decide: those that can turn an undecided condition.

None that can turn the verdict is left out. Where one of several groups suffices, a fact may be named that turns one group while
another already holds: in 30 of 8,626 verdicts on made-up households with up to three facts hidden.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules.eligibility.conditions import LIMITS, Condition
from huajie.rules.eligibility.facts import FACTS, INCOMES, Level
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.roster import Column, Roster, repeated, supposed
from huajie.rules.eligibility.verdicts import Judgement, Verdict, holding

_TOGETHER = {"disability_level": "disability"}  # what one certificate tells
_TRIALS = 2  # for each missing fact


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """A fact that is not known, of the household or of the member at a place."""

    fact: str
    member: int | None


@dataclass(frozen=True)
class Deciding:
    """What is missing of one household, and what of it would decide."""

    system: TaxBenefitSystem
    roster: Roster
    judgement: Judgement

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that is not known. Kind and level of a disability are one thing to ask for."""
        found = []
        for name, fact in FACTS.items():
            unknown = np.flatnonzero(self.roster.unknown(name))
            found += [Missing(_TOGETHER.get(name, name), int(place) if fact.level is Level.PERSON else None) for place in unknown]
        return tuple(dict.fromkeys(found))

    def of(self, code: str, member: int | None) -> tuple[Missing, ...]:
        """The missing facts that would decide on a programme, for the household or for a member."""
        if self._verdict(code, member) is not Verdict.DEPENDS:
            return ()
        programme = PROGRAMMES[code]
        found = self._of_conditions(programme.conditions, member)
        for first in programme.after:
            if self._verdict(first, member) is Verdict.DEPENDS:
                found |= self._of_conditions(PROGRAMMES[first].conditions, member)
        return tuple(one for one in self.missing if one in found)

    def _of_conditions(self, conditions: Iterable[Condition], member: int | None) -> set[Missing]:
        found: set[Missing] = set()
        for condition in conditions:
            place = member if condition.level is Level.PERSON and member is not None else 0
            if self.judgement.conditions[condition.name][place] == Verdict.DEPENDS:
                found |= self._of_condition(condition, member, place)
        return found

    def _of_condition(self, condition: Condition, member: int | None, place: int) -> set[Missing]:
        found = {one for number, one in enumerate(self.missing) if self._turns(condition, number, member, place)}
        for code in condition.any_of:
            found |= self._of_one_of(code, member)
        return found

    def _of_one_of(self, code: str, member: int | None) -> set[Missing]:
        if code in LIMITS:
            return self._of_conditions(LIMITS[code], member)
        if PROGRAMMES[code].level is Level.HOUSEHOLD:
            return set(self.of(code, None)) if self._verdict(code, None) is Verdict.DEPENDS else set()
        people = np.flatnonzero(self.judgement.programmes[code] == Verdict.DEPENDS)
        return {one for person in people for one in self.of(code, int(person))}

    def _verdict(self, code: str, member: int | None) -> Verdict:
        place = member if PROGRAMMES[code].level is Level.PERSON and member is not None else 0
        return Verdict(int(self.judgement.programmes[code][place]))

    def _turns(self, condition: Condition, number: int, member: int | None, place: int) -> bool:
        """True if and only if this fact can turn the undecided condition. What adds to a sum can: the rest may come close to the limit."""
        one = self.missing[number]
        if one.fact not in condition.rests_on:
            return False
        if condition.level is Level.PERSON and one.member is not None and one.member != member:
            return False
        size = len(self.roster.home) if condition.level is Level.PERSON else 1
        breaks, saves = (self._trials[condition.name][(number * _TRIALS + trial) * size + place] for trial in range(_TRIALS))
        return self._adds(one, condition) or not breaks or bool(saves)

    def _adds(self, one: Missing, condition: Condition) -> bool:
        """True if and only if the fact is a part of a sum. What each member has is none where the total was stated."""
        stated = condition.level is Level.HOUSEHOLD and one.fact in INCOMES and self.roster.column("household_income")[0] >= 0
        return FACTS[one.fact].adds and not stated

    @cached_property
    def _trials(self) -> Mapping[str, NDArray[np.bool_]]:
        """Every condition, asked twice for each missing fact: it alone against aid, and it alone for aid."""
        month = self.judgement.month
        rows = repeated(self.roster, len(self.missing) * _TRIALS)
        facts, well_off = (supposed(rows, month, needy=end) for end in (True, False))
        for number, one in enumerate(self.missing):
            self._put(facts, well_off, [one], number * _TRIALS)
            self._put(facts, well_off, [other for other in self.missing if other != one], number * _TRIALS + 1)
        return holding(self.system, rows, month, facts)

    def _put(self, facts: Mapping[str, Column], end: Mapping[str, Column], which: Iterable[Missing], trial: int) -> None:
        for one in which:
            for name in (one.fact, *(level for level, kind in _TOGETHER.items() if kind == one.fact)):
                place = trial if one.member is None else trial * len(self.roster.home) + one.member
                facts[name][place] = end[name][place]
