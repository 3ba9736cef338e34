"""The facts that the rules ask for: what each is, how it is asked, and its value where it helps most and where it helps least.

No fact is kept of religion or of a criminal record: where the rules speak of them (最低生活保障审核确认办法 §7), a person decides.
"""

from dataclasses import dataclass
from enum import StrEnum

from huajie.rules.clocks.words import Words

NOT_TOLD = -1.0  # a total that nobody stated: then it is the sum of what each member has
CEILING = 1_000_000.0  # yuan: no month's income and no cost of a month goes beyond; more is a slip of the pen
AREA_CEILING = 10_000.0  # square metres


class Level(StrEnum):
    """Whom a fact is about."""

    PERSON = "person"
    HOUSEHOLD = "household"


class Kind(StrEnum):
    """How a fact is told. Money is yuan; unless the name says otherwise, a month's."""

    MONEY = "money"
    COUNT = "count"
    AREA = "area"
    YES_NO = "yes_no"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `needy` and `well_off` are its values that speak most and least for aid.

    They are places in the list for a choice, and years of age for a day.
    """

    name: str
    level: Level
    kind: Kind
    label: Words
    question: Words
    needy: float
    well_off: float
    finding: bool = False  # somebody must have found or stated it: until then it does not hold, and is not missing
    adds: bool = False  # an amount that adds to others within a total

    @property
    def less_than(self) -> float:
        """Below what a number must be: more is a slip of the pen. It means nothing for days, choices, and yes or no."""
        return _LESS_THAN_OF.get(self.name, _LESS_THAN.get(self.kind, 0.0))


INCOMES = ("wages", "business_income", "property_income", "transfer_income", "other_income")
EXPENSES = ("medical_expenses", "education_expenses", "disability_expenses", "living_expenses", "other_expenses")
_LESS_THAN = {Kind.MONEY: CEILING, Kind.AREA: AREA_CEILING, Kind.COUNT: 21.0}
_LESS_THAN_OF = {"savings": 100 * CEILING, "disability_level": 5.0, "failed_self_care": 7.0} | dict.fromkeys(EXPENSES, 12 * CEILING)
ALL_INCOME = Words("平均每月各项收入一共多少？", "What does all income come to in a month, on average?")
"""The question for all kinds of one person's income at once."""
_P, _H, _K = Level.PERSON, Level.HOUSEHOLD, Kind


def _income(name: str, zh: str, en: str) -> Fact:
    question = Words(f"平均每月有多少{zh}？", f"How much {en} is there in a month, on average?")
    return Fact(name, _P, _K.MONEY, Words(zh, en), question, 0.0, CEILING, adds=True)


def _expense(name: str, zh: str, en: str) -> Fact:
    question = Words(f"过去12个月家里自己负担的{zh}是多少？", f"What did the household itself pay for {en} in the last 12 months?")
    return Fact(name, _H, _K.MONEY, Words(f"12个月{zh}", f"{en}, 12 months"), question, 12 * CEILING, 0.0, adds=True)


def _yes_no(name: str, level: Level, zh: str, en: str, ask_zh: str, ask_en: str, *, helps: bool = True, finding: bool = False) -> Fact:
    return Fact(name, level, _K.YES_NO, Words(zh, en), Words(ask_zh, ask_en), float(helps), float(not helps), finding=finding)


FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("birth", _P, _K.DAY, Words("出生日期", "day of birth"), Words("哪年哪月哪日出生？", "On which day were they born?"), 75, 30),
        _yes_no("registered", _P, "本地户籍", "household registration here", "户口在本区吗？", "Is the household registration here?"),
        _yes_no("permit", _P, "居住证", "residence permit", "有本市的居住证吗？", "Is there a residence permit of this city?"),
        _income("wages", "工资性收入", "income from wages"),
        _income("business_income", "经营净收入", "net income from business"),
        _income("property_income", "财产净收入", "net income from property"),
        _income("transfer_income", "转移净收入", "net transfers such as pensions and maintenance"),
        _income("other_income", "其他收入", "other income"),
        Fact(
            "disability",
            _P,
            _K.CHOICE,
            Words("残疾类别", "kind of disability"),
            Words("有残疾证吗？是哪一类？", "Is there a disability certificate, and of which kind?"),
            6,
            0,
        ),
        Fact(
            "disability_level",
            _P,
            _K.COUNT,
            Words("残疾等级", "level of disability"),
            Words("残疾证上是几级？", "Which level does the certificate state?"),
            1,
            0,
        ),
        _yes_no("serious_illness", _P, "重特大疾病", "serious illness", "得了重特大疾病吗？", "Is there a serious illness?"),
        Fact(
            "schooling",
            _P,
            _K.CHOICE,
            Words("在读学段", "schooling"),
            Words("在上学吗？读到哪一段？", "Do they go to school, and to which?"),
            4,
            0,
        ),
        _yes_no(
            "able_supporter",
            _P,
            "有能力的赡养抚养扶养人",
            "somebody able and obliged to support",
            "有没有依法应当赡养、抚养、扶养且有能力的亲属？",
            "Is there a relative who must by law support them and is able to?",
            helps=False,
        ),
        Fact(
            "failed_self_care",
            _P,
            _K.COUNT,
            Words("不能自理的项数", "items of self-care failed"),
            Words(
                "吃饭、穿衣、上下床、如厕、室内行走、洗澡六项，有几项不能自己做？",
                "Of eating, dressing, bed, toilet, walking indoors and washing, how many fail?",
            ),
            6,
            0,
        ),
        _yes_no(
            "registered_unemployed", _P, "登记失业", "registered as unemployed", "登记失业了吗？", "Are they registered as unemployed?"
        ),
        _yes_no(
            "claims_wages",
            _P,
            "追讨工资或工伤赔偿的务工人员",
            "migrant worker claiming wages or for an injury at work",
            "是在追讨工资或者工伤赔偿吗？",
            "Do they claim wages or compensation for an injury at work?",
        ),
        _yes_no(
            "idle_without_reason",
            _P,
            "经核实有劳动能力、无正当理由不就业",
            "found able to work and, without a reason, not working",
            "入户调查是否认定为有劳动能力、无正当理由不就业？",
            "Did the survey find them able to work and, without a reason, not working?",
            helps=False,
            finding=True,
        ),
        Fact(
            "household_income",
            _H,
            _K.MONEY,
            Words("全家月收入合计", "income of the whole household, a month"),
            Words("全家每月收入合计多少？", "What is the income of the whole household, a month?"),
            NOT_TOLD,
            NOT_TOLD,
            finding=True,
        ),
        Fact(
            "illness_costs",
            _H,
            _K.MONEY,
            Words("每月残疾、重病必需支出", "necessary costs of disability and illness, a month"),
            Words(
                "家里每月因残疾、重病必须自己负担多少？", "What must the household itself pay each month for disability or serious illness?"
            ),
            CEILING,
            0.0,
            adds=True,
        ),
        Fact(
            "work_costs",
            _H,
            _K.MONEY,
            Words("每月必要就业成本", "necessary costs of working, a month"),
            Words("家里每月必要的就业成本（如交通）是多少？", "What are the household's necessary costs of working each month?"),
            CEILING,
            0.0,
            adds=True,
        ),
        Fact(
            "savings",
            _H,
            _K.MONEY,
            Words("货币财产", "savings"),
            Words("全家存款、证券、保险、债权等一共多少？", "What do savings, securities, insurance and claims come to?"),
            0.0,
            100 * CEILING,
        ),
        Fact(
            "vehicles",
            _H,
            _K.COUNT,
            Words("非必需机动车", "vehicles that are not essential"),
            Words("有几辆非必需的机动车？", "How many vehicles are not essential?"),
            0,
            20,
        ),
        Fact("homes", _H, _K.COUNT, Words("住房套数", "homes owned"), Words("名下有几套住房？", "How many homes are owned?"), 0, 20),
        Fact(
            "floor_area",
            _H,
            _K.AREA,
            Words("住房建筑面积", "floor area"),
            Words("住房建筑面积一共多少平方米？", "What is the floor area, in square metres?"),
            0.0,
            AREA_CEILING,
        ),
        _expense("medical_expenses", "医疗支出", "medical care"),
        _expense("education_expenses", "教育支出", "education"),
        _expense("disability_expenses", "残疾康复支出", "rehabilitation"),
        _expense("living_expenses", "基本生活支出", "basic living"),
        _expense("other_expenses", "其他刚性支出", "other rigid needs"),
        _yes_no(
            "emergency",
            _H,
            "突发急难",
            "sudden emergency",
            "是否因火灾、事故、突发重病等，生活眼下难以为继？",
            "Has a fire, an accident or sudden illness put their life at risk now?",
        ),
        _yes_no(
            "disaster_loss",
            _H,
            "自然灾害损失",
            "loss by natural disaster",
            "是否因自然灾害，基本生活有困难？",
            "Has a natural disaster put basic living at risk?",
        ),
        _yes_no(
            "judicial_loss",
            _H,
            "案件受害且得不到赔偿",
            "harmed in a case and not compensated",
            "是否为案件受害方，且无法得到赔偿？",
            "Were they harmed in a case and cannot get compensation?",
        ),
    )
}
