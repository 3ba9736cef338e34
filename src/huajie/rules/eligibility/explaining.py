"""A verdict with its reasons: every condition with its value, its limit, its article, and what is missing, for one household."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules.eligibility.conditions import Condition
from huajie.rules.eligibility.deciding import Deciding, Missing
from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES, Programme
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.verdicts import Judgement, Range, Verdict, judge


@dataclass(frozen=True, slots=True)
class Number:
    """A dated number of the rules: what it is, its value in the month, since when, from which source."""

    name: str
    description: str
    value: float | bool
    since: str
    source: str
    provisional: bool


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

    @property
    def provisional(self) -> bool:
        """True if and only if it rests on a number that nobody has verified."""
        return any(number.provisional for reason in self.reasons for number in reason.numbers)


def explain(system: TaxBenefitSystem, roster: Roster, month: date) -> tuple[Explained, ...]:
    """Every programme for the one household of a roster, in the order of the programmes."""
    judgement = judge(system, roster, month)
    decided = Deciding(system, roster, judgement)
    return tuple(_explained(system, judgement, decided, programme, member) for programme, member in _subjects(roster))


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
    )


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
