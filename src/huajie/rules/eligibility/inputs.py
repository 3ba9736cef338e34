"""The facts as variables of OpenFisca."""

from datetime import date
from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.facts import FACTS, NOT_TOLD, Fact, Kind, Level

_TYPES: dict[Kind, type] = {Kind.MONEY: float, Kind.AREA: float, Kind.COUNT: int, Kind.YES_NO: bool, Kind.DAY: date}


def input_variables() -> list[type[Variable]]:
    """One variable for each fact: the rules read it, nothing computes it."""
    return [_variable(fact) for fact in FACTS.values()]


def _variable(fact: Fact) -> type[Variable]:
    told: dict[str, Any] = {  # Any: what OpenFisca reads off the class
        "entity": PERSON if fact.level is Level.PERSON else HOUSEHOLD,
        "definition_period": DateUnit.ETERNITY if fact.kind is Kind.DAY else DateUnit.MONTH,
        "label": fact.label.en,
    }
    if choices := CHOICES.get(fact.name):
        told |= {"value_type": Enum, "possible_values": choices, "default_value": choices.none}
    else:
        told["value_type"] = _TYPES[fact.kind]
    if fact.finding and fact.kind is Kind.MONEY:
        told["default_value"] = NOT_TOLD
    return type(fact.name, (Variable,), told)
