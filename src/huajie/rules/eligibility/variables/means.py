"""What a household lives on (最低生活保障审核确认办法 §13, §14). Not counted, and so never told as income: special care for veterans,
scholarships, awards for bravery, social assistance itself, and whatever the city leaves out."""

from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.choices import Disability
from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.exact import Array
from huajie.rules.eligibility.facts import EXPENSES, INCOMES


class age(Variable):
    value_type = int
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Full years on the first day of the month"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        born = person("birth", period).astype("datetime64[D]")
        first = np.datetime64(period.start.date, "D")
        years = first.astype("datetime64[Y]").astype(int) - born.astype("datetime64[Y]").astype(int)
        months = first.astype("datetime64[M]").astype(int) % 12 - born.astype("datetime64[M]").astype(int) % 12
        day = (born - born.astype("datetime64[M]")).astype(int)  # 0: the first of the month
        return years - ((months < 0) | ((months == 0) & (day > 0)))


class income(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Income of a month; of those who could work and do not, at least the imputed wage"

    def formula(person: Any, period: Any) -> Array:
        return sum(person(name, period) for name in INCOMES)

    def formula_2019_09_01(person: Any, period: Any, parameters: Any) -> Array:
        told = sum(person(name, period) for name in INCOMES)
        wage = parameters(period).low_income.imputed_wage
        return np.where(person("idle_without_reason", period), np.maximum(told, wage), told)


class members(Variable):
    value_type = int
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "How many live and keep house together"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household.nb_persons()


class gross_income(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income of the whole household, a month: as stated in total, or the sum of what each has"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        told = household("household_income", period)
        return np.where(told >= 0, told, household.sum(household.members("income", period)))


class countable_income(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income after necessary costs of disability, illness and working"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        costs = household("illness_costs", period) + household("work_costs", period)
        return np.maximum(household("gross_income", period) - costs, 0)


class income_per_head(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Countable income per person, a month"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("countable_income", period) / household("members", period)


class gross_income_per_head(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Income per person before costs, a month"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("gross_income", period) / household("members", period)


class savings_per_head(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Savings per person"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("savings", period) / household("members", period)


class rigid_expenses(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "What the household itself paid for rigid needs in 12 months"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return sum(household(name, period) for name in EXPENSES)


class belongs_here(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Somebody of the household is registered here, or holds a permit where that suffices"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        permit = parameters(period).low_income.permit_suffices
        return household.any(household.members("registered", period) | (household.members("permit", period) & bool(permit)))


class severely_disabled(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Severe disability: first or second level, or third of intellectual and mental disability"
    reference = "《最低生活保障审核确认办法》第8条"

    def formula_2021_07_01(person: Any, period: Any, parameters: Any) -> Array:
        rule = parameters(period).single_person
        kind, level = person("disability", period), person("disability_level", period)
        of_mind = (kind == Disability.intellectual) | (kind == Disability.mental)
        return (kind != Disability.none) & (level >= 1) & (level <= np.where(of_mind, rule.mind_level, rule.severe_level))
