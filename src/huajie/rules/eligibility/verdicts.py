"""Verdicts of three values. Unknown facts are neither zero nor guessed: the rules are asked at the ends of what is possible.

Every limit of the rules is monotone: each fact has an end that speaks for aid and one that speaks against it, the same for all
programmes (`Fact.needy`, `Fact.well_off`). So a condition that holds at the
needy end alone depends on what is not known, and on nothing else.

A programme that gives way to another (`Programme.after`) is not monotone: who is poorer still gets the other one. Whether it can be
reached is asked with means *just within its own limits*: if even there the other one comes first, it always does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.exact import fen
from huajie.rules.eligibility.facts import FACTS, Kind
from huajie.rules.eligibility.programmes import PROGRAMMES, conditions
from huajie.rules.eligibility.roster import Column, Roster, supposed

_MONTHS = 12


class Verdict(IntEnum):
    """What can be said."""

    NOT_ENTITLED = 0
    DEPENDS = 1
    ENTITLED = 2


Verdicts = NDArray[np.int8]


@dataclass(frozen=True)
class Range:
    """The least and the most that an amount can be, in yuan, for each person or household."""

    low: Column
    high: Column


@dataclass(frozen=True)
class Judgement:
    """By programme and by condition a verdict for each person or household; amounts; and the values that conditions compare."""

    month: date
    programmes: Mapping[str, Verdicts]
    conditions: Mapping[str, Verdicts]
    amounts: Mapping[str, Range]
    values: Mapping[str, Range]


@dataclass(frozen=True)
class _Answers:
    """What the rules answer for one supposition."""

    entitled: Mapping[str, NDArray[np.bool_]]
    holds: Mapping[str, NDArray[np.bool_]]
    numbers: dict[str, Column]


_COMPARED = {name for condition in conditions() if (told := condition.compared) for name in (told.value, told.limit) if name}
_AMOUNTS = {programme.amount for programme in PROGRAMMES.values() if programme.amount}
_MEANS = {"members", "savings", "vehicles", "homes"}
_JUST_WITHIN = {"single_person": "margin", "low_income_margin": "margin", "rigid_expenditure": "rigid"}


def judge(system: TaxBenefitSystem, roster: Roster, month: date) -> Judgement:
    """Every household of the roster against every programme, as the rules stand on the first day of the month."""
    needy, well_off = (supposed(roster, month, needy=end) for end in (True, False))
    most, least = _ask(system, roster, month, needy), _ask(system, roster, month, well_off)
    within = {"margin": _just_within_margin(system, month, most, least), "rigid": _just_within_rigid(system, month, most, least, well_off)}
    reached: dict[str, NDArray[np.bool_]] = {}
    for place, given in within.items():
        simulation = _simulation(system, roster, month, {**needy, **given})
        reached |= {code: simulation.calculate(code, _period(month)) for code, where in _JUST_WITHIN.items() if where == place}
        for code in reached:
            if amount := PROGRAMMES[code].amount:
                most.numbers[amount] = np.maximum(most.numbers[amount], simulation.calculate(amount, _period(month)))
    return Judgement(
        month,
        {code: _verdict(most.entitled[code], least.entitled[code], reached.get(code)) for code in PROGRAMMES},
        {name: _verdict(most.holds[name], least.holds[name]) for name in most.holds},
        {name: Range(least.numbers[name], most.numbers[name]) for name in _AMOUNTS},
        {name: _ordered(least.numbers[name], most.numbers[name]) for name in _COMPARED},
    )


def holding(system: TaxBenefitSystem, roster: Roster, month: date, facts: Mapping[str, Column]) -> dict[str, NDArray[np.bool_]]:
    """Whether each condition holds, every fact being told."""
    simulation = _simulation(system, roster, month, facts)
    return {condition.name: simulation.calculate(condition.name, _period(month)) for condition in conditions()}


def _verdict(needy: NDArray[np.bool_], well_off: NDArray[np.bool_], reached: NDArray[np.bool_] | None = None) -> Verdicts:
    """Entitled if it holds at both ends; not entitled if it cannot be reached."""
    possible = needy if reached is None else reached | (needy & well_off)
    certain = needy & well_off
    return np.where(certain, Verdict.ENTITLED, np.where(possible, Verdict.DEPENDS, Verdict.NOT_ENTITLED)).astype(np.int8)


def _ordered(one: Column, other: Column) -> Range:
    return Range(np.minimum(one, other), np.maximum(one, other))


def _ask(system: TaxBenefitSystem, roster: Roster, month: date, facts: Mapping[str, Column]) -> _Answers:
    simulation = _simulation(system, roster, month, facts)
    at = _period(month)
    return _Answers(
        {code: simulation.calculate(code, at) for code in PROGRAMMES},
        {condition.name: simulation.calculate(condition.name, at) for condition in conditions()},
        {name: simulation.calculate(name, at).astype(np.float32) for name in _COMPARED | _AMOUNTS | _MEANS},
    )


def _simulation(system: TaxBenefitSystem, roster: Roster, month: date, facts: Mapping[str, Column]) -> Simulation:
    """The rules before one supposition. A limit may be supposed as well as a fact."""
    populations = system.instantiate_entities()
    people, households = populations["person"], populations["household"]
    people.ids, people.count = np.arange(len(roster.home)), len(roster.home)
    households.ids, households.count = np.arange(roster.households), roster.households
    households.members_entity_id = roster.home
    simulation = Simulation(system, populations)
    for name, column in facts.items():
        simulation.set_input(name, _period(month), _told(name, column))
    return simulation


def _told(name: str, column: Column) -> NDArray[Any]:
    """A column as OpenFisca takes it."""
    fact = FACTS.get(name)
    if fact is None or fact.kind in {Kind.MONEY, Kind.AREA}:
        return column
    if fact.kind is Kind.DAY:
        return column.astype("int64").astype("datetime64[D]")
    if fact.kind is Kind.CHOICE:
        return CHOICES[name].encode(column.astype(np.int16))  # type: ignore[no-any-return]  # published without types
    return column.astype(bool) if fact.kind is Kind.YES_NO else column.astype(np.int32)


def _period(month: date) -> str:
    return f"{month:%Y-%m}"


def _just_within_margin(system: TaxBenefitSystem, month: date, most: _Answers, least: _Answers) -> dict[str, Column]:
    """The means of a household that is only just at the margin, as far as what is known of it allows."""
    limit = _below(most.numbers["margin_limit"])
    return {
        "countable_income": _between(limit, most, least, "countable_income"),
        **_property(system, month, most, least, "low_income_margin"),
    }


def _just_within_rigid(
    system: TaxBenefitSystem, month: date, most: _Answers, least: _Answers, well_off: Mapping[str, Column]
) -> dict[str, Column]:
    """The means of a household whose rigid expenditure is only just heavy enough, as far as what is known of it allows."""
    rule = system.get_parameters_at_instant(_period(month)).rigid_expenditure
    by_expenses = np.floor(fen(most.numbers["rigid_expenses"]) / (_MONTHS * rule.expense_share) - 1) / 100
    limit = np.maximum(np.minimum(_below(most.numbers["rigid_income_limit"]), by_expenses), 0)
    income = _between(limit, most, least, "gross_income")
    countable = np.maximum(income - well_off["illness_costs"] - well_off["work_costs"], 0)
    return {"gross_income": income, "countable_income": countable, **_property(system, month, most, least, "rigid_expenditure")}


def _property(system: TaxBenefitSystem, month: date, most: _Answers, least: _Answers, programme: str) -> dict[str, Column]:
    """Property just within what the programme allows."""
    rules = system.get_parameters_at_instant(_period(month))
    rule = rules[programme]
    savings = np.floor(most.numbers["members"] * rules.low_income.standard * rule.savings_months)
    limits = {"savings": savings, "vehicles": rule.vehicles, "homes": rule.homes}
    return {name: _between(limit, most, least, name) for name, limit in limits.items()}


def _between(limit: Any, most: _Answers, least: _Answers, name: str) -> Column:
    """The limit, or whichever end of what is possible is nearest to it."""
    nearest: Column = np.clip(limit, most.numbers[name], least.numbers[name]).astype(np.float32)
    return nearest


def _below(limit: Column) -> Column:
    """One fen less."""
    return ((fen(limit) - 1) / 100).astype(np.float32)
