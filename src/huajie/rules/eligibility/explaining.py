"""A verdict with its reasons: every condition with its value, its limit, its article, and what is missing, for one household."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.conditions import LIMITS, Condition
from huajie.rules.eligibility.deciding import Deciding, Missing
from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES, Programme
from huajie.rules.eligibility.refusals import FactsRefused, Why
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.verdicts import Judgement, Range, Verdict, judge

_BOTH = re.compile(r"(.*[\u3000-\u9fff）])\s*([A-Z].*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A dated number of the rules: what it is, its value in the month, since when, from which source."""

    name: str
    description: str
    value: float | bool
    since: str
    source: str
    provisional: bool

    @property
    def words(self) -> Words:
        """The description, which files write in Chinese and then in English."""
        both = _BOTH.fullmatch(self.description)
        return Words(both[1], both[2]) if both else Words(self.description, self.description)


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: whether it holds, the value and the limit that were compared (yuan, least and most), and its dated numbers."""

    condition: Condition
    verdict: Verdict
    value: tuple[float, float] | None
    limit: tuple[float, float] | None
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One programme for the household, or for the member at a place. `comes_first`: a better programme takes its place."""

    programme: Programme
    member: int | None
    verdict: Verdict
    amount: tuple[float, float] | None
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...]
    comes_first: tuple[Programme, ...]
    numbers: tuple[Number, ...]  # of the amount
    provisional: bool  # it rests, itself or through another programme, on a number that nobody has verified


def explain(system: TaxBenefitSystem, roster: Roster, month: date) -> tuple[Explained, ...]:
    """Every programme for the one household of a roster, in the order of the programmes."""
    if month < (begins := rules_begin(system)):
        raise FactsRefused(Why.BEFORE_THE_RULES, month=month, begins=begins)
    judgement = judge(system, roster, month)
    decided = Deciding(system, roster, judgement)
    return tuple(_explained(system, judgement, decided, programme, member) for programme, member in _subjects(roster))


def rules_begin(system: TaxBenefitSystem) -> date:
    """The first day on which every number of the rules has a value."""
    firsts = [
        at.instant_str for node in system.parameters.children.values() for one in node.children.values() for at in one.values_list[-1:]
    ]
    return date.fromisoformat(max(firsts))


def _subjects(roster: Roster) -> Iterator[tuple[Programme, int | None]]:
    for programme in PROGRAMMES.values():
        if programme.level is Level.HOUSEHOLD:
            yield programme, None
        else:
            yield from ((programme, member) for member in range(len(roster.home)))


def _explained(system: TaxBenefitSystem, judged: Judgement, decided: Deciding, programme: Programme, member: int | None) -> Explained:
    place = member or 0
    return Explained(
        programme,
        member,
        Verdict(int(judged.programmes[programme.code][place])),
        _ends(judged.amounts[programme.amount], place) if programme.amount else None,
        tuple(_reason(system, judged, condition, member) for condition in programme.conditions),
        decided.of(programme.code, member),
        tuple(PROGRAMMES[code] for code in programme.after if judged.programmes[code][0] == Verdict.ENTITLED),
        tuple(number(system, name, judged.month) for name in programme.numbers),
        any(number(system, name, judged.month).provisional for name in _rests_on(programme)),
    )


def _rests_on(programme: Programme) -> set[str]:
    """Every number that the verdict or the amount rests on."""
    names = {*programme.numbers, *(name for one in programme.conditions for name in _numbers_of(one))}
    return names.union(*(_rests_on(PROGRAMMES[code]) for code in programme.after))


def _numbers_of(condition: Condition) -> set[str]:
    own = {*condition.parameters, *(condition.compared.parameters if condition.compared else ())}
    through = [LIMITS[code] if code in LIMITS else PROGRAMMES[code].conditions for code in condition.any_of]
    return own.union(*(_numbers_of(one) for conditions in through for one in conditions))


def _reason(system: TaxBenefitSystem, judged: Judgement, condition: Condition, member: int | None) -> Reason:
    place = (member or 0) if condition.level is Level.PERSON else 0
    compared = condition.compared
    names = (*(compared.parameters if compared else ()), *condition.parameters)
    return Reason(
        condition,
        Verdict(int(judged.conditions[condition.name][place])),
        _ends(judged.values[compared.value], place) if compared else None,
        _ends(judged.values[compared.limit], place) if compared and compared.limit else None,
        tuple(number(system, name, judged.month) for name in names),
    )


def _ends(amounts: Range, place: int) -> tuple[float, float]:
    return round(float(amounts.low[place]), 2), round(float(amounts.high[place]), 2)


def number(system: TaxBenefitSystem, name: str, month: date) -> Number:
    """A dated number as it stands on the first day of a month; `name` such as `low_income.standard`."""
    programme, _dot, inside = name.partition(".")
    parameter = system.parameters.children[programme].children[inside]
    at = next(value for value in parameter.values_list if value.instant_str <= month.isoformat())  # the newest stands first
    told = at.metadata
    return Number(name, parameter.description, at.value, at.instant_str, told["source"], bool(told.get("provisional", False)))
