"""特困人员救助供养 (社会救助暂行办法 §14; 特困人员认定办法, 民发〔2021〕43号)."""

from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.choices import Disability
from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.exact import Array, fen


class unable_to_work(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "No capacity to work: old, a child, or disabled to the levels named"
    reference = "《特困人员认定办法》第5条"

    def formula_2021_04_26(person: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).special_hardship
        years, kind, level = person("age", period), person("disability", period), person("disability_level", period)
        of_mind = (kind == Disability.intellectual) | (kind == Disability.mental)
        disabled = (of_mind & (level <= rule.mind_level)) | ((kind == Disability.physical) & (level <= rule.limb_level))
        disabled |= (kind == Disability.visual) & (level <= rule.sight_level)
        return (years >= rule.old_age) | (years < rule.child_age) | (disabled & (level >= 1))


class without_income(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "No source of living: own income is below the standard"
    reference = "《特困人员认定办法》第6条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return fen(person("income", period)) < fen(parameters(period).low_income.standard)


class special_hardship_by_property(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Property is within what the city allows"
    reference = "《特困人员认定办法》第6条"

    def formula_2021_04_26(person: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).special_hardship
        savings = person.household("members", period) * parameters(period).low_income.standard * rule.savings_months
        return fen(person.household("savings", period)) <= fen(savings)


class without_supporter(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Nobody is obliged and able to support them"
    reference = "《特困人员认定办法》第7条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return ~person("able_supporter", period)


class special_hardship(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Entitled to support in special hardship"
    reference = "《社会救助暂行办法》第14条"

    def formula_2021_04_26(person: Any, period: Any, parameters: Any) -> Array:
        alone = person("unable_to_work", period) & person("without_income", period) & person("without_supporter", period)
        return alone & person("special_hardship_by_property", period) & person("registered", period)


class special_hardship_amount(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Basic support and care, yuan a month"
    reference = "《特困人员认定办法》第28条"

    def formula_2021_04_26(person: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).special_hardship
        failed = person("failed_self_care", period)
        care = np.where(failed >= rule.partly_dependent_from, rule.care_partly, rule.care_able)
        care = np.where(failed >= rule.wholly_dependent_from, rule.care_wholly, care)
        return np.where(person("special_hardship", period), parameters(period).low_income.standard * rule.multiple + care, 0)


class special_hardship_in_household(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Somebody of the household is entitled to support in special hardship"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household.any(household.members("special_hardship", period))
