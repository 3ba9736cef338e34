"""The facts of one household as a file tells them, checked. The format stands in docs/how-to/facts-of-a-household.md.

Who counts as of the household follows 最低生活保障审核确认办法 §7: whoever lives there; the spouse; and of the children who live
elsewhere those under age or at school full time up to the first degree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import yaml

from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.facts import FACTS, INCOMES, Fact, Kind, Level
from huajie.rules.eligibility.loading import DaysAsText
from huajie.rules.eligibility.refusals import FactsRefused, Why
from huajie.rules.eligibility.roster import Roster, day_number, one_household

_OF_AGE = 18  # 民法典 §17
_RELATIONS = ("head", "spouse", "child", "parent", "other")
_STUDYING = ("compulsory", "senior", "undergraduate")
_ABOUT_MEMBER = frozenset({"name", "relation", "lives_here", "income"})
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """One household in one month. `members` names those who count, `apart` those who do not."""

    month: date
    members: tuple[str, ...]
    apart: tuple[str, ...]
    roster: Roster


def read_household(text: str, today: date) -> HouseholdFacts:
    """The household of a facts file; refused with what is wrong in it."""
    try:
        told = yaml.load(text, DaysAsText)  # noqa: S506 — a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise FactsRefused(Why.NOT_A_FILE, line=mark.line + 1 if mark else 1) from error
    if not isinstance(told, dict):
        raise FactsRefused(Why.NOT_A_FILE, line=1)
    return household_of(told, today)


def household_of(told: Mapping[str, Any], today: date) -> HouseholdFacts:
    """The household that a mapping tells: `month`, `household`, `members`."""
    if extra := set(told) - {"month", "household", "members"}:
        raise FactsRefused(Why.UNKNOWN_FACT, whose="", fact=min(map(str, extra)))
    month = _month(told.get("month"), today)
    members = told.get("members") or []
    if not isinstance(members, list) or not members or not all(isinstance(member, dict) for member in members):
        raise FactsRefused(Why.NO_MEMBERS)
    names = [str(member.get("name") or place) for place, member in enumerate(members, 1)]
    for name in names:
        if names.count(name) > 1:
            raise FactsRefused(Why.TWICE, whose=name)
    facts = [_person(name, member, today) for name, member in zip(names, members, strict=True)]
    counts = [_counts(name, member, found, month) for name, member, found in zip(names, members, facts, strict=True)]
    if not any(counts):
        raise FactsRefused(Why.NOBODY_COUNTS)
    return HouseholdFacts(
        month,
        tuple(name for name, of_it in zip(names, counts, strict=True) if of_it),
        tuple(name for name, of_it in zip(names, counts, strict=True) if not of_it),
        one_household(
            [found for found, of_it in zip(facts, counts, strict=True) if of_it],
            _facts("", told.get("household") or {}, Level.HOUSEHOLD, today),
        ),
    )


def _month(told: object, today: date) -> date:
    if told is None:
        return today.replace(day=1)
    try:
        return date.fromisoformat(f"{str(told)[:7]}-01")
    except ValueError as error:
        raise FactsRefused(Why.NOT_A_DAY, whose="", fact="month") from error


def _person(name: str, told: Mapping[str, Any], today: date) -> dict[str, float]:
    facts = _facts(name, {key: value for key, value in told.items() if key not in _ABOUT_MEMBER}, Level.PERSON, today)
    if told.get("income") is not None and told["income"] != UNKNOWN:
        if set(INCOMES) & set(facts):
            raise FactsRefused(Why.INCOME_TWICE, whose=name)
        facts |= dict.fromkeys(INCOMES, 0.0) | {"wages": _number(name, replace(FACTS["wages"], name="income"), told["income"])}
    if facts.get("disability", 1.0) == 0 and facts.get("disability_level", 0.0) > 0:
        raise FactsRefused(Why.LEVEL_WITHOUT_KIND, whose=name)
    return facts


def _facts(whose: str, told: object, level: Level, today: date) -> dict[str, float]:
    if not isinstance(told, Mapping):
        raise FactsRefused(Why.NOT_A_FILE, line=1)
    facts = {}
    for key, value in told.items():
        fact = FACTS.get(str(key))
        if fact is None or fact.level is not level:
            raise FactsRefused(Why.UNKNOWN_FACT, whose=whose, fact=str(key))
        if value is not None and value != UNKNOWN:
            facts[fact.name] = _value(whose, fact, value, today)
    return facts


def _value(whose: str, fact: Fact, told: object, today: date) -> float:
    if fact.kind is Kind.DAY:
        return _day(whose, fact, told, today)
    if fact.kind is Kind.YES_NO:
        if not isinstance(told, bool):
            raise FactsRefused(Why.NOT_YES_NO, whose=whose, fact=fact.name)
        return float(told)
    if fact.kind is Kind.CHOICE:
        names = [choice.name for choice in CHOICES[fact.name]]
        if told is False:
            told = "none"
        if told not in names:
            raise FactsRefused(Why.NOT_A_CHOICE, whose=whose, fact=fact.name, choices=tuple(names))
        return float(names.index(told))
    return _number(whose, fact, told)


def _day(whose: str, fact: Fact, told: object, today: date) -> float:
    try:
        day = date.fromisoformat(str(told))
    except ValueError as error:
        raise FactsRefused(Why.NOT_A_DAY, whose=whose, fact=fact.name) from error
    if day > today:
        raise FactsRefused(Why.IN_FUTURE, whose=whose, fact=fact.name)
    return float(day_number(day))


def _number(whose: str, fact: Fact, told: object) -> float:
    if isinstance(told, bool) or not isinstance(told, (int, float)) or told != told:
        raise FactsRefused(Why.NOT_A_NUMBER, whose=whose, fact=fact.name)
    if told < 0:
        raise FactsRefused(Why.BELOW_ZERO, whose=whose, fact=fact.name)
    if told >= (less_than := fact.less_than):
        raise FactsRefused(Why.TOO_MUCH, whose=whose, fact=fact.name, less_than=int(less_than))
    if fact.kind is Kind.COUNT and told != int(told):
        raise FactsRefused(Why.NOT_WHOLE, whose=whose, fact=fact.name)
    return float(told)


def _counts(name: str, told: Mapping[str, Any], facts: Mapping[str, float], month: date) -> bool:
    """True if and only if the member is of the household; refused where it hangs on something untold."""
    relation, here = told.get("relation", "other"), told.get("lives_here", True)
    if relation not in _RELATIONS:
        raise FactsRefused(Why.NOT_A_CHOICE, whose=name, fact="relation", choices=_RELATIONS)
    if not isinstance(here, bool):
        raise FactsRefused(Why.NOT_YES_NO, whose=name, fact="lives_here")
    if here or relation in {"head", "spouse"}:
        return True
    if relation != "child":
        return False
    studying = [float([choice.name for choice in CHOICES["schooling"]].index(stage)) for stage in _STUDYING]
    if "birth" in facts and facts["birth"] > day_number(month.replace(year=month.year - _OF_AGE)):
        return True
    if "schooling" in facts:
        if facts["schooling"] in studying:
            return True
        if "birth" in facts:
            return False
    raise FactsRefused(Why.SAY_IF_COUNTS, whose=name)
