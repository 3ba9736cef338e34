"""What is worth a conversation with which family, and in which order it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from huajie.assistance.household_facts import Families
from huajie.people.models import Household, Person
from huajie.rules.eligibility.facts import FACTS, Level
from huajie.rules.eligibility.programmes import PROGRAMMES, Programme
from huajie.rules.eligibility.signs import worth_talking_over
from huajie.rules.eligibility.verdicts import Judgement, Verdict

_FEN = 100


@dataclass(frozen=True, slots=True)
class Likely:
    """A programme that a household, or one of its people, may be entitled to; the amount in fen, least and most."""

    household: Household
    person: Person | None
    programme: Programme
    verdict: Verdict
    low_fen: int | None
    high_fen: int | None

    @property
    def key(self) -> tuple[int, str, int | None]:
        """By which it is known from one sweep to the next."""
        return self.household.pk, self.programme.code, self.person.pk if self.person else None


def likely(families: Families, judged: Judgement) -> Iterator[Likely]:
    """What the judgement of these families leaves open or gives, where something certain speaks for it."""
    people = list(families.people())
    for code, programme in PROGRAMMES.items():
        for row in np.flatnonzero(worth_talking_over(judged, code, families.roster.home)):
            place, person = people[row] if programme.level is Level.PERSON else (int(row), None)
            low, high = _amount(judged, programme, int(row))
            yield Likely(families.families[place].household, person, programme, Verdict(int(judged.programmes[code][row])), low, high)


def _amount(judged: Judgement, programme: Programme, row: int) -> tuple[int | None, int | None]:
    if not programme.amount:
        return None, None
    amounts = judged.amounts[programme.amount]
    return round(float(amounts.low[row]) * _FEN), round(float(amounts.high[row]) * _FEN)


ASKED_FIRST = (
    "registered", "birth", "schooling", "disability", "serious_illness", "able_supporter", "registered_unemployed", "wages",
    "transfer_income",
    "business_income", "property_income", "other_income", "homes", "vehicles", "savings", "floor_area", "medical_expenses",
)  # fmt: skip
"""In which order a family is asked: what is easily said comes before what has to be looked up, money after the rest."""


def order_of(fact: str) -> int:
    """The place of a question."""
    return ASKED_FIRST.index(fact) if fact in ASKED_FIRST else len(ASKED_FIRST) + list(FACTS).index(fact)
