"""The conditions of aid: what each asks, by which article, on which facts and dated numbers it rests."""

from dataclasses import dataclass

from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.facts import EXPENSES, INCOMES, Level


@dataclass(frozen=True, slots=True)
class Compared:
    """What a condition compares: a variable of the rules and its limit, in yuan (or square metres) of the household or person."""

    value: str
    limit: str
    parameters: tuple[str, ...]  # the dated numbers that the limit rests on


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a variable of the rules, whom it is about, on which facts and dated numbers it rests."""

    name: str
    level: Level
    words: Words
    article: Words
    rests_on: tuple[str, ...]
    compared: Compared | None = None
    parameters: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()  # programmes or limits of which one suffices; the condition rests on theirs


def interim(number: str) -> Words:
    """An article, cited."""
    return Words(f"《社会救助暂行办法》第{number}条", f"Interim Measures for Social Assistance, art. {number}")


def allowance(number: str) -> Words:
    """An article, cited."""
    return Words(f"《最低生活保障审核确认办法》第{number}条", f"Measures for Confirming Minimum Living Allowance, art. {number}")


def destitute(number: str) -> Words:
    """An article, cited."""
    return Words(f"《特困人员认定办法》第{number}条", f"Measures for Recognising People in Special Hardship, art. {number}")


RIGID = Words("《刚性支出困难家庭认定办法》", "Measures for Recognising Households in Hardship through Rigid Expenditure")
DISABILITY = Words("国发〔2015〕52号", "State Council (2015) no. 52")
LEGAL_AID = Words("《法律援助法》第42条", "Legal Aid Law, art. 42")
JUDICIAL = Words("《关于建立完善国家司法救助制度的意见（试行）》", "Opinions on State Judicial Relief (trial)")
_H, _P = Level.HOUSEHOLD, Level.PERSON
_COSTS = ("illness_costs", "work_costs")
_PROPERTY = ("savings", "vehicles", "homes")

BELONGS = Condition(
    "belongs_here",
    _H,
    Words("户籍在本地（或按规定持本地居住证）", "registered here, or with a permit where that suffices"),
    interim("11"),
    ("registered", "permit"),
    parameters=("low_income.permit_suffices",),
)
_REGISTERED = Condition("registered", _P, Words("户籍在本地", "registered here"), destitute("10"), ("registered",))
CONDITIONS_OF_ALLOWANCE = (
    BELONGS,
    Condition(
        "low_income_by_income",
        _H,
        Words("家庭人均收入低于低保标准", "income per person is below the standard"),
        interim("9"),
        (*INCOMES, "household_income", *_COSTS, "idle_without_reason"),
        Compared("countable_income", "low_income_limit", ("low_income.standard", "low_income.imputed_wage")),
    ),
    Condition(
        "low_income_by_property",
        _H,
        Words("家庭财产符合规定", "property is within what is allowed"),
        allowance("14"),
        _PROPERTY,
        parameters=("low_income.savings_months", "low_income.vehicles", "low_income.homes"),
    ),
)
CONDITIONS_OF_MARGIN = (
    BELONGS,
    Condition(
        "margin_by_income",
        _H,
        Words("家庭人均收入低于低保标准的1.5倍", "income per person is below one and a half times the standard"),
        allowance("8"),
        (*INCOMES, "household_income", *_COSTS, "idle_without_reason"),
        Compared("countable_income", "margin_limit", ("low_income.standard", "low_income.margin_multiple", "low_income.imputed_wage")),
    ),
    Condition(
        "margin_by_property",
        _H,
        Words("家庭财产符合低保边缘家庭规定", "property is within what is allowed at the margin"),
        allowance("8"),
        _PROPERTY,
        parameters=("low_income_margin.savings_months", "low_income_margin.vehicles", "low_income_margin.homes"),
    ),
)
CONDITIONS_OF_RIGID = (
    BELONGS,
    Condition(
        "rigid_by_income",
        _H,
        Words("家庭人均收入低于上年度当地人均可支配收入", "income per person is below last year's disposable income"),
        RIGID,
        (*INCOMES, "household_income", "idle_without_reason"),
        Compared("gross_income", "rigid_income_limit", ("rigid_expenditure.disposable_income",)),
    ),
    Condition(
        "rigid_by_expenses",
        _H,
        Words("12个月刚性支出占家庭收入达到规定比例", "rigid expenditure of 12 months reaches its share of the income"),
        RIGID,
        (*EXPENSES, *INCOMES, "household_income", "idle_without_reason"),
        Compared("rigid_expenses", "rigid_expenses_needed", ("rigid_expenditure.expense_share",)),
    ),
    Condition(
        "rigid_by_property",
        _H,
        Words("家庭财产符合规定", "property is within what is allowed"),
        RIGID,
        _PROPERTY,
        parameters=("rigid_expenditure.savings_months", "rigid_expenditure.vehicles", "rigid_expenditure.homes"),
    ),
)
CONDITIONS_OF_SPECIAL = (
    _REGISTERED,
    Condition(
        "unable_to_work",
        _P,
        Words("无劳动能力（老年、未满16周岁或规定等级的残疾）", "no capacity to work: old, under 16, or disabled to the levels named"),
        destitute("5"),
        ("birth", "disability", "disability_level"),
        parameters=tuple(f"special_hardship.{name}" for name in ("old_age", "child_age", "mind_level", "limb_level", "sight_level")),
    ),
    Condition(
        "without_income",
        _P,
        Words("无生活来源（本人收入低于低保标准）", "no source of living: own income is below the standard"),
        destitute("6"),
        (*INCOMES, "idle_without_reason"),
        Compared("income", "", ("low_income.standard",)),
    ),
    Condition(
        "special_hardship_by_property",
        _P,
        Words("财产符合特困人员规定", "property is within what is allowed in special hardship"),
        destitute("6"),
        ("savings",),
        parameters=("special_hardship.savings_months",),
    ),
    Condition(
        "without_supporter",
        _P,
        Words("无法定义务人，或者义务人无履行能力", "nobody is obliged and able to support them"),
        destitute("7"),
        ("able_supporter",),
    ),
)
CONDITIONS_OF_VULNERABLE = (
    Condition(
        "vulnerable",
        _P,
        Words("老年人、未成年人或者残疾人", "old, a minor, or disabled"),
        LEGAL_AID,
        ("birth", "disability", "disability_level"),
        parameters=("legal_aid_exemption.old_age", "legal_aid_exemption.minor_age"),
    ),
    Condition(
        "without_any_income", _P, Words("没有固定收入", "without an income of their own"), LEGAL_AID, (*INCOMES, "idle_without_reason")
    ),
)
LIMITS = {"within_margin": CONDITIONS_OF_MARGIN, "without_steady_income": CONDITIONS_OF_VULNERABLE}
"""Limits that are no programmes by themselves, but of which a condition may ask for one."""
RECOGNISED = Condition(
    "recognised",
    _H,
    Words(
        "属于低保、特困、低保边缘或刚性支出困难对象", "of a group that aid is for: allowance, special hardship, margin or rigid expenditure"
    ),
    interim("28"),
    (),
    any_of=("within_margin", "rigid_expenditure", "special_hardship"),
)
POOREST = Condition(
    "poorest",
    _H,
    Words("属于低保家庭或者有特困人员", "a household on the allowance, or with somebody in special hardship"),
    interim("37"),
    (),
    any_of=("low_income", "special_hardship"),
)
ON_ALLOWANCE = Condition("low_income", _H, Words("属于低保家庭", "a household on the allowance"), interim("42"), (), any_of=("low_income",))


def condition(name: str, level: Level, zh: str, en: str, article: Words, *rests_on: str, parameters: tuple[str, ...] = ()) -> Condition:
    """A condition that compares no amounts."""
    return Condition(name, level, Words(zh, en), article, rests_on, parameters=parameters)
