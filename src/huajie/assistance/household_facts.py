"""The households of the register as the rules see them: what is known of each and its people, and what is not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from huajie.areas.models import Area
from huajie.people.models import Fact, FactKind, Household, Membership, Person
from huajie.people.trees import within
from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.facts import FACTS, INCOMES, Level
from huajie.rules.eligibility.roster import Roster, day_number

PREFIX = "aid:"  # kinds of fact that answer a question of the rules, such as aid:savings; their value is a number
_FEN = 100
_DISTRICT_DIGITS = 6
_KINDS = {"听力": "hearing", "言语": "speech", "视力": "visual", "肢体": "physical", "智力": "intellectual", "精神": "mental"}
_LEVEL = re.compile(r"([一二三四1-4])级")
_LEVELS = {"一": 1, "二": 2, "三": 3, "四": 4}
_STAGES = (
    ("研究生|硕士|博士", "postgraduate"),
    ("大学|本科|大专|高职", "undergraduate"),
    ("高中|中专|职高|技校", "senior"),
    ("小学|初中", "compulsory"),
)
_NONE = frozenset({"no", "无", "否", "没有"})

Known = dict[str, float]


@dataclass(frozen=True)
class Family:
    """A household and those who are in it."""

    household: Household
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Families:
    """Some households with somebody in them, and what is known of them, in the same order."""

    families: tuple[Family, ...]
    roster: Roster

    def people(self) -> Iterator[tuple[int, Person]]:
        """Everybody with the place of their household, as the roster has them."""
        for place, family in enumerate(self.families):
            yield from ((place, person) for person in family.people)


def kind_of(fact: str) -> str:
    """The kind under which an answer is kept."""
    return PREFIX + fact


def families_of(households: Sequence[Household]) -> Families:
    """What is known of standing households. Those without members are left out. Four queries."""
    members = _members(households)
    families = tuple(Family(one, tuple(members[one.pk].values())) for one in households if members.get(one.pk))
    of_households = _known("household", [family.household.pk for family in families])
    of_people = _known("person", [person.pk for family in families for person in family.people])
    districts = _districts(households)
    known_homes = [_home(family, of_households[family.household.pk]) for family in families]
    known_people = [
        _person(person, of_people[person.pk], districts.get(family.household.area_id[:_DISTRICT_DIGITS], ""))
        for family in families
        for person in family.people
    ]
    home = np.repeat(np.arange(len(families)), [len(family.people) for family in families]).astype(np.int32)
    return Families(families, Roster(home, _columns(known_people, Level.PERSON) | _columns(known_homes, Level.HOUSEHOLD)))


def _members(households: Sequence[Household]) -> Mapping[int, dict[int, Person]]:
    rows = Membership.objects.filter(within("household", [one.pk for one in households])).select_related("person__root", "household")
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for row in rows.order_by("pk"):
        person = row.person.standing
        found[row.household.standing_id].setdefault(person.pk, person)
    return found


def _known(level: str, keys: Sequence[int]) -> Mapping[int, dict[str, str]]:
    """The newest statement of each kind, by the standing record."""
    wanted = [FactKind.INCOME, FactKind.INCOME_PER_CAPITA, FactKind.DISABILITY, FactKind.SCHOOL, FactKind.HUKOU_PLACE]
    told = Fact.objects.filter(within(level, keys)).filter(Q(kind__in=wanted) | Q(kind__startswith=PREFIX))
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = told.values_list(f"{level}_id", f"{level}__root_id", "kind", "value", "observed_on", "pk")
    for key, root, kind, value, _on, _pk in sorted(rows, key=lambda row: (row[4] or date.min, row[5])):
        found[root or key][kind] = value
    return found


def _home(family: Family, told: Mapping[str, str]) -> Known:
    """What is known of a household as a whole. An income that a list states for each head counts for all."""
    known = _answers(told)
    if (total := _yuan(told.get(FactKind.INCOME))) is not None:
        known.setdefault("household_income", total)
    elif (each := _yuan(told.get(FactKind.INCOME_PER_CAPITA))) is not None:
        known.setdefault("household_income", each * len(family.people))
    return known


def _person(person: Person, told: Mapping[str, str], district: str) -> Known:
    known = _answers(told)
    if person.birth_date:
        known.setdefault("birth", float(day_number(person.birth_date)))
    if (income := _yuan(told.get(FactKind.INCOME))) is not None and not set(INCOMES) & set(known):
        known |= {**dict.fromkeys(INCOMES, 0.0), "wages": income}
    if district and district in told.get(FactKind.HUKOU_PLACE, ""):
        known.setdefault("registered", 1.0)
    if "disability" not in known:
        known |= disability_said(told.get(FactKind.DISABILITY, ""))
    if (stage := schooling_said(told.get(FactKind.SCHOOL, ""))) is not None:
        known.setdefault("schooling", stage)
    return known


def _answers(told: Mapping[str, str]) -> Known:
    known = {}
    for kind, value in told.items():
        if kind.startswith(PREFIX) and kind.removeprefix(PREFIX) in FACTS:
            with suppress(ValueError):
                known[kind.removeprefix(PREFIX)] = float(value)
    return known


def disability_said(text: str) -> Known:
    """Kind and level as a list has them: 肢体二级. What it does not say stays unknown."""
    if text.strip() in _NONE:
        return {"disability": 0.0, "disability_level": 0.0}
    known = {}
    if kind := next((kind for word, kind in _KINDS.items() if word in text), None):
        known["disability"] = float([choice.name for choice in CHOICES["disability"]].index(kind))
    if level := _LEVEL.search(text):
        known["disability_level"] = float(_LEVELS.get(level[1]) or int(level[1]))
    return known


def schooling_said(text: str) -> float | None:
    """The stage that a list names; None: it names none."""
    stages = [choice.name for choice in CHOICES["schooling"]]
    return next((float(stages.index(stage)) for words, stage in _STAGES if re.search(words, text)), None)


def _yuan(fen: str | None) -> float | None:
    return int(fen) / _FEN if fen and fen.isdigit() else None


def _columns(known: Iterable[Known], level: Level) -> dict[str, Any]:  # Any: the roster's columns
    rows = list(known)
    names = [name for name, fact in FACTS.items() if fact.level is level]
    return {name: np.array([row.get(name, np.nan) for row in rows], np.float32) for name in names}


def _districts(households: Sequence[Household]) -> Mapping[str, str]:
    """How people write a district's name, by its code: without what kind of place it is."""
    codes = {one.area_id[:_DISTRICT_DIGITS] for one in households}
    return {code: re.sub(r"(区|县|市)$", "", name) for code, name in Area.objects.filter(code__in=codes).values_list("code", "name")}
