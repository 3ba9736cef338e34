"""Three-valued honesty: what is said holds whatever the hidden facts are, and nothing is left open that is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.deciding import Deciding, Missing
from huajie.rules.eligibility.facts import EXPENSES, FACTS, INCOMES, Fact, Kind, Level
from huajie.rules.eligibility.programmes import PROGRAMMES
from huajie.rules.eligibility.roster import Roster, day_number
from huajie.rules.eligibility.system import shipped
from huajie.rules.eligibility.verdicts import Judgement, Verdict, judge

MONTH = date(2026, 11, 1)
STANDARD, MARGIN, DISPOSABLE = 1309.0, 1963.5, 6900.0
COMPLETIONS = 40
MOST_COMPLETIONS = 4000
_AGES = (8, 15, 17, 30, 59, 60, 75)
_COSTS = ("illness_costs", "work_costs")
_FINDINGS = {name for name, fact in FACTS.items() if fact.finding}
Told = dict[Missing, float]


@dataclass(frozen=True)
class House:
    """A household of whom everything is told."""

    size: int
    told: Told

    def without(self, hidden: tuple[Missing, ...]) -> Told:
        return {one: value for one, value in self.told.items() if one not in hidden}


def values_of(fact: Fact, size: int) -> tuple[float, ...]:
    """Values at which something happens, of one fact."""
    if fact.kind is Kind.DAY:
        return tuple(float(day_number(date(MONTH.year - age, 11, day))) for age in _AGES for day in (1, 2))
    if fact.kind is Kind.YES_NO:
        return (0.0, 1.0)
    if fact.kind is Kind.CHOICE:
        return tuple(map(float, range(len(CHOICES[fact.name]))))
    if fact.name == "savings":
        return (0.0, 1e6, *(STANDARD * size * months + over for months in (12, 18, 24, 36) for over in (0, 0.5)))
    if fact.name in EXPENSES:
        return (0.0, 5_000.0, 12 * 0.6 * STANDARD * size, 12 * 0.6 * 3000 * size, 1e6)
    if fact.kind is Kind.AREA:
        return (0.0, 15.0 * size - 0.5, 15.0 * size, 500.0)
    if fact.kind is Kind.COUNT:
        return (0.0, 1.0, 2.0, 3.0, 4.0) if fact.name != "failed_self_care" else (0.0, 1.0, 3.0, 4.0, 6.0)
    return (0.0, 300.0, STANDARD - 0.01, STANDARD, MARGIN * size - 0.01, MARGIN * size, 3000.0, DISPOSABLE * size, 20_000.0)


def a_house(random: Random) -> House:
    size = random.randint(1, 3)
    told = {Missing(name, place): random.choice(values_of(fact, size)) for name, fact in FACTS.items() for place in _places(fact, size)}
    for one in told:
        if one.fact in INCOMES and random.random() < 0.7:
            told[one] = 0.0
        if one.fact in _FINDINGS and random.random() < 0.8:
            told[one] = min(FACTS[one.fact].needy, FACTS[one.fact].well_off)
    for place in range(size):
        kind, level = Missing("disability", place), Missing("disability_level", place)
        told[level] = float(random.randint(1, 4)) if told[kind] else 0.0
    return House(size, told)


def _places(fact: Fact, size: int) -> tuple[int | None, ...]:
    return tuple(range(size)) if fact.level is Level.PERSON else (None,)


def roster_of(size: int, houses: list[Told]) -> Roster:
    """A roster of households of one size; what is not told is not known."""
    home = np.repeat(np.arange(len(houses)), size).astype(np.int32)
    facts = {
        name: np.array([told.get(Missing(name, place), np.nan) for told in houses for place in _places(fact, size)], np.float32)
        for name, fact in FACTS.items()
    }
    return Roster(home, facts)


def hidden_in(house: House, random: Random, most: int) -> tuple[Missing, ...]:
    """Facts to hide; a disability's kind and level together, findings never: until made they do not hold."""
    able = [one for one in house.told if one.fact not in _FINDINGS and one.fact != "disability_level"]
    chosen = random.sample(able, random.randint(1, min(most, len(able))))
    return tuple(chosen)


def _both(hidden: tuple[Missing, ...]) -> tuple[Missing, ...]:
    return (*hidden, *(Missing("disability_level", one.member) for one in hidden if one.fact == "disability"))


def _put(told: Told, one: Missing, value: float) -> None:
    """A value of a hidden fact; for a disability `value` holds kind and level as 10 × kind + level."""
    if one.fact != "disability":
        told[one] = value
    else:
        told[one], told[Missing("disability_level", one.member)] = float(value // 10), float(value % 10)


def candidates(one: Missing, house: House) -> tuple[float, ...]:
    if one.fact == "disability":
        return (0.0, *(float(10 * kind + level) for kind in range(1, 7) for level in range(1, 5)))
    return values_of(FACTS[one.fact], house.size)


def verdicts_of(judged: Judgement, size: int, house: int) -> Iterator[tuple[tuple[str, int | None], Verdict]]:
    for code, programme in PROGRAMMES.items():
        for place in (None,) if programme.level is Level.HOUSEHOLD else range(size):
            row = house if place is None else house * size + place
            yield (code, place), Verdict(int(judged.programmes[code][row]))


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_is_said_holds_whatever_the_hidden_facts_are(random: Random) -> None:
    house = a_house(random)
    hidden = hidden_in(house, random, most=len(house.told))
    completed = []
    for _each in range(COMPLETIONS):
        told = dict(house.told)
        for one in hidden:
            _put(told, one, random.choice(candidates(one, house)))
        completed.append(told)
    partly = judge(shipped(), roster_of(house.size, [house.without(_both(hidden))]), MONTH)
    wholly = judge(shipped(), roster_of(house.size, completed), MONTH)
    for subject, said in verdicts_of(partly, house.size, 0):
        for row in range(COMPLETIONS):
            found = dict(verdicts_of(wholly, house.size, row))[subject]
            assert found is not Verdict.DEPENDS, "everything is told"
            assert said in {Verdict.DEPENDS, found}, f"{subject}: said {said.name}, was {found.name}"


@given(st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_depends_is_only_said_when_it_can_and_names_what_decides(random: Random) -> None:
    house = a_house(random)
    hidden = hidden_in(house, random, most=3)
    ways = {one: tuple(dict.fromkeys((*candidates(one, house), *tuned(one, house, hidden)))) for one in hidden}
    while np.prod([len(way) for way in ways.values()]) > MOST_COMPLETIONS:
        hidden = hidden[1:]
        ways = {one: tuple(dict.fromkeys((*candidates(one, house), *tuned(one, house, hidden)))) for one in hidden}
    combinations = list(product(*ways.values()))
    completed = []
    for combination in combinations:
        told = dict(house.told)
        for one, value in zip(ways, combination, strict=True):
            _put(told, one, value)
        completed.append(told)
    roster = roster_of(house.size, [house.without(_both(hidden))])
    partly = judge(shipped(), roster, MONTH)
    wholly = judge(shipped(), roster_of(house.size, completed), MONTH)
    decided = Deciding(shipped(), roster, partly)
    found = {combination: dict(verdicts_of(wholly, house.size, row)) for row, combination in enumerate(combinations)}
    for subject, said in verdicts_of(partly, house.size, 0):
        seen = {verdicts[subject] for verdicts in found.values()}
        if said is Verdict.DEPENDS:
            assert seen == {Verdict.ENTITLED, Verdict.NOT_ENTITLED}, f"{subject} was left open, and is {seen}"
        named, turning = set(decided.of(*subject)), deciders(found, ways, subject)
        assert turning <= named, f"{subject} does not name {turning - named}"
        if not any(condition.any_of for condition in PROGRAMMES[subject[0]].conditions):
            assert {one for one in named - turning if not FACTS[one.fact].adds} == set(), f"{subject} names what decides nothing"


def deciders(
    found: Mapping[tuple[float, ...], Mapping[tuple[str, int | None], Verdict]],
    ways: Mapping[Missing, tuple[float, ...]],
    subject: tuple[str, int | None],
) -> set[Missing]:
    """The hidden facts that turn the verdict somewhere, all others being the same."""
    turning = set()
    for place, one in enumerate(ways):
        by_others: dict[tuple[float, ...], set[Verdict]] = {}
        for combination, verdicts in found.items():
            by_others.setdefault(combination[:place] + combination[place + 1 :], set()).add(verdicts[subject])
        if any(len(verdicts) > 1 for verdicts in by_others.values()):
            turning.add(one)
    return turning


def tuned(one: Missing, house: House, hidden: tuple[Missing, ...]) -> tuple[float, ...]:
    """Values that bring a sum just under and just to a limit, the hidden others being nothing or small."""
    if one.fact in INCOMES:
        told = {other: value for other, value in house.told.items() if other not in hidden}
        income = sum(value for other, value in told.items() if other.fact in INCOMES)
        costs = sum(value for other, value in told.items() if other.fact in _COSTS)
        own = sum(value for other, value in told.items() if other.fact in INCOMES and other.member == one.member)
        spent = sum(value for other, value in told.items() if other.fact in EXPENSES)
        limits = [STANDARD * house.size - income + costs, MARGIN * house.size - income + costs]
        limits += [DISPOSABLE * house.size - income, STANDARD - own, spent / 7.2 - income]
        return tuple(round(limit + step, 2) for limit in limits if limit > 0.01 for step in (-0.01, 0))
    if one.fact in EXPENSES:
        income = sum(value for other, value in house.told.items() if other.fact in INCOMES and other not in hidden)
        spent = sum(value for other, value in house.told.items() if other.fact in EXPENSES and other not in hidden)
        return tuple(round(7.2 * income - spent + step, 2) for step in (-0.05, 0.05) if 7.2 * income - spent > 1)
    if one.fact in _COSTS:
        income = sum(value for other, value in house.told.items() if other.fact in INCOMES and other not in hidden)
        costs = sum(value for other, value in house.told.items() if other.fact in _COSTS and other not in hidden)
        limits = [income - costs - STANDARD * house.size, income - costs - MARGIN * house.size]
        return tuple(round(limit + step, 2) for limit in limits if limit > 0 for step in (0, 0.01))
    return ()
