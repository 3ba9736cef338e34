"""Aid that follows from belonging to one of the groups (社会救助暂行办法 §27–§46), subsidies for disability, legal aid, judicial relief."""

from typing import Any

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from huajie.rules.eligibility.choices import Disability, Schooling
from huajie.rules.eligibility.entities import HOUSEHOLD, PERSON
from huajie.rules.eligibility.exact import Array, fen


class medical_aid(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to medical aid: premiums paid, and a part of the bills"
    reference = "《社会救助暂行办法》第28条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("recognised", period)


class at_school(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "At school full time, up to the first degree"
    reference = "《社会救助暂行办法》第33条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        stage = person("schooling", period)
        return (stage == Schooling.compulsory) | (stage == Schooling.senior) | (stage == Schooling.undergraduate)


class education_aid(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Entitled to education aid"
    reference = "《社会救助暂行办法》第33条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("at_school", period) & person.household("recognised", period)


class education_aid_amount(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Education aid, yuan a school year; compulsory schooling is free of charge"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        rule, stage = parameters(period).education_aid, person("schooling", period)
        grant = np.where(stage == Schooling.senior, rule.senior, 0) + np.where(stage == Schooling.undergraduate, rule.undergraduate, 0)
        return np.where(person("education_aid", period), grant, 0)


class cramped(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Floor area per person is below what the city sets"
    reference = "《社会救助暂行办法》第38条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        limit = household("members", period) * parameters(period).housing_aid.floor_area
        return fen(household("floor_area", period)) < fen(limit)


class housing_aid(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to housing aid"
    reference = "《社会救助暂行办法》第37条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("cramped", period) & household("poorest", period)


class poorest(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to the allowance, or with somebody in special hardship"
    reference = "《社会救助暂行办法》第37条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("low_income", period) | household("special_hardship_in_household", period)


class somebody_unemployed(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Somebody of the household is registered as unemployed"
    reference = "《社会救助暂行办法》第42条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household.any(household.members("registered_unemployed", period))


class employment_aid(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to employment aid"
    reference = "《社会救助暂行办法》第42条"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("low_income", period) & household("somebody_unemployed", period)


class disabled(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Holds a certificate of disability"
    reference = "国发〔2015〕52号"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return (person("disability", period) != Disability.none) & (person("disability_level", period) >= 1)


class disability_living(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Entitled to the living subsidy for people with a disability in hardship"
    reference = "国发〔2015〕52号"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("disabled", period) & person.household("low_income", period)


class disability_living_amount(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Living subsidy, yuan a month"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return np.where(person("disability_living", period), parameters(period).disability_living.amount, 0)


class gravely_disabled(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Disability of the first or second level"
    reference = "国发〔2015〕52号"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("disabled", period) & (person("disability_level", period) <= parameters(period).disability_care.severe_level)


class disability_care(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Entitled to the care subsidy for people with a severe disability"
    reference = "国发〔2015〕52号"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("gravely_disabled", period) & person("registered", period)


class disability_care_amount(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Care subsidy, yuan a month"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return np.where(person("disability_care", period), parameters(period).disability_care.amount, 0)


class vulnerable(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Old, a minor, or disabled"
    reference = "《法律援助法》第42条第1项"

    def formula_2022_01_01(person: Any, period: Any, parameters: Any) -> Array:
        rule, years = parameters(period).legal_aid_exemption, person("age", period)
        return (years >= rule.old_age) | (years < rule.minor_age) | person("disabled", period)


class without_any_income(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Without an income of their own"
    reference = "《法律援助法》第42条第1项"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return fen(person("income", period)) == 0


class exempt_from_the_check(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "A recipient of assistance, vulnerable without an income, or claiming wages or for an injury at work"
    reference = "《法律援助法》第42条"

    def formula_2022_01_01(person: Any, period: Any, parameters: Any) -> Array:
        known = person.household("recognised", period) | person("claims_wages", period)
        return known | (person("vulnerable", period) & person("without_any_income", period))


class legal_aid_exemption(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "If they ask for legal aid, their means are not checked"
    reference = "《法律援助法》第42条"

    def formula(person: Any, period: Any, parameters: Any) -> Array:
        return person("exempt_from_the_check", period)


class judicial_relief(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Entitled to ask for judicial relief"
    reference = "《关于建立完善国家司法救助制度的意见（试行）》第二部分"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return household("judicial_loss", period) & household("recognised", period)


class judicial_relief_amount(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH
    label = "Judicial relief at most, yuan, once"

    def formula(household: Any, period: Any, parameters: Any) -> Array:
        return np.where(household("judicial_relief", period), parameters(period).judicial_relief.most, 0)
