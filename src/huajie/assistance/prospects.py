"""Which verdicts are worth a conversation, and in which order a family is asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from huajie.assistance.household_facts import Families
from huajie.people.models import Household, Person
from huajie.rules.eligibility.facts import FACTS, Level
from huajie.rules.eligibility.programmes import PROGRAMMES, Programme
from huajie.rules.eligibility.verdicts import Judgement, Verdict

_FEN = 100
SIGNS: dict[str, tuple[str, ...]] = {
    "low_income": ("low_income_by_income",),
    "single_person": ("gravely_burdened",),
    "low_income_margin": ("margin_by_income",),
    "special_hardship": ("unable_to_work", "without_income"),
    "rigid_expenditure": ("rigid_by_expenses",),
    "urgent_relief": ("emergency",),
    "expenditure_relief": ("rigid_by_expenses",),
    "medical_aid": ("recognised",),
    "education_aid": ("at_school", "recognised"),
    "housing_aid": ("poorest",),
    "employment_aid": ("low_income",),
    "disaster_relief": ("disaster_loss",),
    "disability_living": ("disabled",),
    "disability_care": ("gravely_disabled",),
    "judicial_relief": ("judicial_loss",),
}
"""What has to be certain before a verdict that depends on more is looked into. Legal aid without a check of means is for whoever asks."""


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
    for code, signs in SIGNS.items():
        programme = PROGRAMMES[code]
        for row, verdict in enumerate(judged.programmes[code]):
            place, person = people[row] if programme.level is Level.PERSON else (row, None)
            if verdict == Verdict.ENTITLED or (verdict == Verdict.DEPENDS and _signs_hold(judged, signs, programme, row, place)):
                low, high = _amount(judged, programme, row)
                yield Likely(families.families[place].household, person, programme, Verdict(int(verdict)), low, high)


def _signs_hold(judged: Judgement, signs: tuple[str, ...], programme: Programme, row: int, place: int) -> bool:
    levels = {condition.name: condition.level for condition in programme.conditions}
    return all(judged.conditions[sign][row if levels[sign] is Level.PERSON else place] == Verdict.ENTITLED for sign in signs)


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
