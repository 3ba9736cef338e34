"""刚性支出困难家庭 (认定办法, in force 2025-01-01), 临时救助 (民发〔2018〕23号) and relief after disasters (社会救助暂行办法 §20)."""

from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.entities import HOUSEHOLD
from huajie.rules.eligibility.exact import Array, fen

_MONTHS = 12


class rigid_income_limit(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Last year's disposable income for the whole household, a month"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        return household("members", period) * parameters(period).rigid_expenditure.disposable_income


class rigid_expenses_needed(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "The share of 12 months' income that rigid expenditure must reach"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        return household("gross_income", period) * _MONTHS * parameters(period).rigid_expenditure.expense_share


class rigid_by_income(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income per person is below the disposable income of the year before"
    reference = "《刚性支出困难家庭认定办法》第4条"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        return fen(household("gross_income", period)) < fen(household("rigid_income_limit", period))


class rigid_by_property(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Property is within what the city allows"
    reference = "《刚性支出困难家庭认定办法》第4条"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).rigid_expenditure
        savings = household("members", period) * parameters(period).low_income.standard * rule.savings_months
        few = (household("vehicles", period) <= rule.vehicles) & (household("homes", period) <= rule.homes)
        return few & (fen(household("savings", period)) <= fen(savings))


class rigid_by_expenses(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Rigid expenditure reaches its share of the income"
    reference = "《刚性支出困难家庭认定办法》第4条"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        paid = fen(household("rigid_expenses", period))
        return (paid > 0) & (paid >= fen(household("rigid_expenses_needed", period)))


class within_rigid(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Within the limits of rigid expenditure, entitled to more or not"

    def formula_2025_01_01(household: Any, period: Any, parameters: Any) -> Array:
        means = household("rigid_by_income", period) & household("rigid_by_property", period)
        return means & household("rigid_by_expenses", period) & household("belongs_here", period)


class rigid_expenditure(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Household in hardship through rigid expenditure: within its limits, and neither entitled to the allowance nor at the margin"
    reference = "《刚性支出困难家庭认定办法》第4条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("within_rigid", period) & ~household("within_margin", period) & ~household("low_income", period)


class recognised(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Of one of the groups that aid is for: allowance, margin, rigid expenditure, or somebody in special hardship"
    reference = "《社会救助暂行办法》第28条、第33条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        poor = household("low_income", period) | household("within_margin", period) | household("within_rigid", period)
        return poor | household("special_hardship_in_household", period)


class urgent_relief(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to urgent relief: registration and permit do not matter"
    reference = "《社会救助暂行办法》第47条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("emergency", period)


class urgent_relief_amount(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Urgent relief at most, yuan, once"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        most = household("low_income_limit", period) * parameters(period).temporary_relief.urgent_multiple
        return np.where(household("urgent_relief", period), most, 0)


class expenditure_relief(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to relief because necessary expenditure is beyond what the household can bear"
    reference = "《社会救助暂行办法》第47条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("within_rigid", period)


class expenditure_relief_amount(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Relief for expenditure at most, yuan, once"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        most = household("low_income_limit", period) * parameters(period).temporary_relief.expenditure_multiple
        return np.where(household("expenditure_relief", period), most, 0)


class disaster_relief(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to relief after a natural disaster"
    reference = "《社会救助暂行办法》第20条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("disaster_loss", period)
