"""最低生活保障, the allowance for a single person, and the margin (社会救助暂行办法 §9; 最低生活保障审核确认办法, in force 2021-07-01)."""

from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.exact import Array, fen


class low_income_limit(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "The standard for the whole household, a month"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("members", period) * parameters(period).low_income.standard


class low_income_by_income(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income per person is below the standard"
    reference = "《社会救助暂行办法》第9条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return fen(household("countable_income", period)) < fen(household("low_income_limit", period))


class low_income_by_property(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Property is within what the city allows"
    reference = "《最低生活保障审核确认办法》第14条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).low_income
        savings = household("members", period) * rule.standard * rule.savings_months
        few = (household("vehicles", period) <= rule.vehicles) & (household("homes", period) <= rule.homes)
        return few & (fen(household("savings", period)) <= fen(savings))


class low_income(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to the minimum living allowance"
    reference = "《社会救助暂行办法》第9条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        within = household("low_income_by_income", period) & household("low_income_by_property", period)
        return within & household("belongs_here", period)


class low_income_amount(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Minimum living allowance, yuan a month: what the household lacks to the standard"
    reference = "《最低生活保障审核确认办法》第23条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        lacking = household("low_income_limit", period) - household("countable_income", period)
        return np.where(household("low_income", period), lacking, 0)


class margin_limit(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "The margin's income limit for the whole household, a month"

    def formula_2021_07_01(household: Any, period: Any, parameters: Any) -> Array:
        return household("low_income_limit", period) * parameters(period).low_income.margin_multiple


class margin_by_income(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income per person is below one and a half times the standard"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula_2021_07_01(household: Any, period: Any, parameters: Any) -> Array:
        return fen(household("countable_income", period)) < fen(household("margin_limit", period))


class margin_by_property(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Property is within what the city allows at the margin"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula_2021_07_01(household: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).low_income_margin
        savings = household("members", period) * parameters(period).low_income.standard * rule.savings_months
        few = (household("vehicles", period) <= rule.vehicles) & (household("homes", period) <= rule.homes)
        return few & (fen(household("savings", period)) <= fen(savings))


class within_margin(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Within the limits of the margin, entitled to the allowance itself or not"

    def formula_2021_07_01(household: Any, period: Any, parameters: Any) -> Array:
        within = household("margin_by_income", period) & household("margin_by_property", period)
        return within & household("belongs_here", period)


class low_income_margin(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Household at the margin: within its limits, and not entitled to the allowance"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("within_margin", period) & ~household("low_income", period)


class gravely_burdened(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Severely disabled or seriously ill"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula_2021_07_01(person: Any, period: Any, parameters: Any) -> Array:
        return person("severely_disabled", period) | person("serious_illness", period)


class single_person(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Entitled to the allowance as a single person of a household at the margin"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("gravely_burdened", period) & person.household("low_income_margin", period)


class single_person_amount(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Allowance of a single person, yuan a month"

    def formula_2021_07_01(person: Any, period: Any, parameters: Any) -> Array:
        standard = parameters(period).low_income.standard * parameters(period).single_person.share
        return np.where(person("single_person", period), standard, 0)
