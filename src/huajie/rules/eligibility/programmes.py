"""Every programme of aid: its conditions with article, what it gives, and which programme comes before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.conditions import (
    CONDITIONS_OF_ALLOWANCE,
    CONDITIONS_OF_MARGIN,
    CONDITIONS_OF_RIGID,
    CONDITIONS_OF_SPECIAL,
    CONDITIONS_OF_VULNERABLE,
    DISABILITY,
    JUDICIAL,
    LEGAL_AID,
    ON_ALLOWANCE,
    POOREST,
    RECOGNISED,
    RIGID,
    Condition,
    allowance,
    condition,
    interim,
)
from huajie.rules.eligibility.facts import Level

_H, _P = Level.HOUSEHOLD, Level.PERSON


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `after`: those that come first, so that whoever is entitled to them is not entitled to this one."""

    code: str
    level: Level
    name: Words
    gives: Words
    article: Words
    conditions: tuple[Condition, ...]
    amount: str = ""  # the variable that holds yuan; none where the amount goes by the bill
    per_month: bool = False
    after: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # the dated numbers that the amount rests on


PROGRAMMES: dict[str, Programme] = {
    programme.code: programme
    for programme in (
        Programme(
            "low_income",
            _H,
            Words("最低生活保障", "Minimum living allowance"),
            Words("按月补足到低保标准", "each month what lacks to the standard"),
            interim("9"),
            CONDITIONS_OF_ALLOWANCE,
            "low_income_amount",
            per_month=True,
            numbers=("low_income.standard",),
        ),
        Programme(
            "single_person",
            _P,
            Words("单人保", "Allowance for a single person"),
            Words(
                "边缘家庭中的重残、重病成员单独纳入低保", "the allowance for a severely disabled or ill member of a household at the margin"
            ),
            allowance("8"),
            (
                *CONDITIONS_OF_MARGIN,
                condition(
                    "gravely_burdened",
                    _P,
                    "一二级重残、三级智力精神残疾或重特大疾病",
                    "severely disabled or seriously ill",
                    allowance("8"),
                    "disability",
                    "disability_level",
                    "serious_illness",
                    parameters=("single_person.severe_level", "single_person.mind_level"),
                ),
            ),
            "single_person_amount",
            per_month=True,
            after=("low_income",),
            numbers=("low_income.standard", "single_person.share"),
        ),
        Programme(
            "low_income_margin",
            _H,
            Words("低保边缘家庭", "Household at the margin of the allowance"),
            Words("可获医疗、教育等专项救助", "opens medical, education and other aid"),
            allowance("8"),
            CONDITIONS_OF_MARGIN,
            after=("low_income",),
        ),
        Programme(
            "special_hardship",
            _P,
            Words("特困人员救助供养", "Support in special hardship"),
            Words("基本生活和照料护理", "basic living and care"),
            interim("14"),
            CONDITIONS_OF_SPECIAL,
            "special_hardship_amount",
            per_month=True,
            numbers=(
                "low_income.standard",
                "special_hardship.multiple",
                "special_hardship.care_able",
                "special_hardship.care_partly",
                "special_hardship.care_wholly",
            ),
        ),
        Programme(
            "rigid_expenditure",
            _H,
            Words("刚性支出困难家庭", "Household in hardship through rigid expenditure"),
            Words("可获相应的专项救助和临时救助", "opens further aid and temporary relief"),
            RIGID,
            CONDITIONS_OF_RIGID,
            after=("low_income", "low_income_margin"),
        ),
        Programme(
            "urgent_relief",
            _H,
            Words("急难型临时救助", "Urgent temporary relief"),
            Words("先行救助，手续后补", "relief first, papers afterwards"),
            interim("47"),
            (
                condition(
                    "emergency",
                    _H,
                    "因火灾、事故、突发重病等，生活陷入困境",
                    "a fire, an accident or sudden illness has put life at risk",
                    interim("47"),
                    "emergency",
                ),
            ),
            "urgent_relief_amount",
            numbers=("low_income.standard", "temporary_relief.urgent_multiple"),
        ),
        Programme(
            "expenditure_relief",
            _H,
            Words("支出型临时救助", "Temporary relief for expenditure"),
            Words("一次性救助金", "a sum, once"),
            interim("47"),
            CONDITIONS_OF_RIGID,
            "expenditure_relief_amount",
            numbers=("low_income.standard", "temporary_relief.expenditure_multiple"),
        ),
        Programme(
            "medical_aid",
            _H,
            Words("医疗救助", "Medical aid"),
            Words("资助参保，按规定补助医疗费", "premiums paid, and a part of the bills"),
            interim("28"),
            (RECOGNISED,),
        ),
        Programme(
            "education_aid",
            _P,
            Words("教育救助", "Education aid"),
            Words("减免费用、助学金", "fees waived, and grants"),
            interim("33"),
            (
                RECOGNISED,
                condition(
                    "at_school", _P, "全日制在读（本科及以下）", "at school full time, up to the first degree", interim("33"), "schooling"
                ),
            ),
            "education_aid_amount",
            numbers=("education_aid.senior", "education_aid.undergraduate"),
        ),
        Programme(
            "housing_aid",
            _H,
            Words("住房救助", "Housing aid"),
            Words("配租公租房、租赁补贴或者危房改造", "a public flat, a rent subsidy, or repair"),
            interim("37"),
            (
                POOREST,
                condition(
                    "cramped",
                    _H,
                    "人均住房面积低于规定",
                    "floor area per person is below what is set",
                    interim("38"),
                    "floor_area",
                    parameters=("housing_aid.floor_area",),
                ),
            ),
        ),
        Programme(
            "employment_aid",
            _H,
            Words("就业救助", "Employment aid"),
            Words("培训补贴、岗位补贴、公益性岗位", "training, subsidies and public posts"),
            interim("42"),
            (
                ON_ALLOWANCE,
                condition(
                    "somebody_unemployed",
                    _H,
                    "有成员登记失业",
                    "somebody is registered as unemployed",
                    interim("42"),
                    "registered_unemployed",
                ),
            ),
        ),
        Programme(
            "disaster_relief",
            _H,
            Words("受灾人员救助", "Relief after disasters"),
            Words("应急救助、过渡安置、恢复重建补助", "emergency relief, shelter and rebuilding"),
            interim("20"),
            (
                condition(
                    "disaster_loss",
                    _H,
                    "因自然灾害基本生活困难",
                    "a natural disaster has put basic living at risk",
                    interim("20"),
                    "disaster_loss",
                ),
            ),
        ),
        Programme(
            "disability_living",
            _P,
            Words("困难残疾人生活补贴", "Living subsidy for people with a disability"),
            Words("按月补贴", "a subsidy each month"),
            DISABILITY,
            (
                ON_ALLOWANCE,
                condition("disabled", _P, "持有残疾证", "holds a certificate of disability", DISABILITY, "disability", "disability_level"),
            ),
            "disability_living_amount",
            per_month=True,
            numbers=("disability_living.amount",),
        ),
        Programme(
            "disability_care",
            _P,
            Words("重度残疾人护理补贴", "Care subsidy for people with a severe disability"),
            Words("按月补贴", "a subsidy each month"),
            DISABILITY,
            (
                condition(
                    "gravely_disabled",
                    _P,
                    "一级或者二级残疾",
                    "disability of the first or second level",
                    DISABILITY,
                    "disability",
                    "disability_level",
                    parameters=("disability_care.severe_level",),
                ),
                condition("registered", _P, "户籍在本地", "registered here", DISABILITY, "registered"),
            ),
            "disability_care_amount",
            per_month=True,
            numbers=("disability_care.amount",),
        ),
        Programme(
            "legal_aid_exemption",
            _P,
            Words("法律援助免予核查经济困难状况", "Legal aid without a check of means"),
            Words("申请法律援助时不核查经济状况", "if legal aid is asked for, means are not checked"),
            LEGAL_AID,
            (
                Condition(
                    "exempt_from_the_check",
                    _P,
                    Words(
                        "救助对象，或者无固定收入的老残未成年人，或者追讨工资、工伤赔偿的务工人员",
                        "a recipient of assistance; old, disabled or a minor without an income; or claiming wages or for an injury at work",
                    ),
                    LEGAL_AID,
                    ("claims_wages",),
                    any_of=("within_margin", "rigid_expenditure", "special_hardship", "without_steady_income"),
                ),
            ),
        ),
        Programme(
            "judicial_relief",
            _H,
            Words("国家司法救助", "Judicial relief"),
            Words("一次性救助金", "a sum, once"),
            JUDICIAL,
            (
                condition(
                    "judicial_loss", _H, "案件受害方，无法得到赔偿", "harmed in a case and not compensated", JUDICIAL, "judicial_loss"
                ),
                RECOGNISED,
            ),
            "judicial_relief_amount",
            numbers=("judicial_relief.most",),
        ),
    )
}


def conditions() -> Iterator[Condition]:
    """Every condition once, in the order of the programmes."""
    named = [one for programme in PROGRAMMES.values() for one in programme.conditions]
    yield from {one.name: one for one in (*named, *CONDITIONS_OF_VULNERABLE)}.values()
