"""Understands headers about people by composing whose (甲方, 申请人, 户主, 网格员 …) and what (姓名, 证件, 电话 …)."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache

from huajie.intake.reading.fields import Field


class Whose(enum.Enum):
    SUBJECT = "subject"
    OTHER = "other"
    HEAD = "head"
    MEMBER = "member"
    LEADER = "leader"
    OWNER = "owner"
    FINDER = "finder"
    VISITOR = "visitor"
    TEAM = "team"
    OUTSIDER = "outsider"  # someone named in passing: a guardian, a witness, a mediator


class What(enum.Enum):
    NAME = "name"
    ID_NUMBER = "id_number"
    ID_TYPE = "id_type"
    PHONE = "phone"
    ADDRESS = "address"
    HUKOU = "hukou"
    SEX = "sex"
    AGE = "age"
    BIRTH = "birth"
    OCCUPATION = "occupation"
    POST = "post"


@dataclass(frozen=True, slots=True)
class PersonHeader:
    """`named` if and only if the header itself says whose it is; `joined` if it asks for several things in one cell."""

    whose: Whose
    what: What
    named: bool = True
    joined: bool = False
    both: bool = False  # the cell names both parties, the subject first


_ONE = "(?:人员|人|者|方)"
_ONES = "(?:对象|群众|居民|村民|市民|住户|家庭|户)"
_IS_ASKED = "受助|被?走访的|被走访|被访|受访|被慰问|被探访|被访问|被调查|被入户|被救助|被帮扶|受援|受救助"
_ASKS = (
    "申请调解|申请救助|申请|申诉|信访|来访|上访|来信|来电|致电|拨打|投诉|反映|诉求|求助|举报|报料|控告|请求|"
    f"主诉|报案|{_IS_ASKED}|事主|"
    "提出|诉请|登记来访|呼叫"
)
_MEETS = "走访|慰问|救助|帮扶|服务|困难|摸排|排查|入户|探访|家访|登记|保障|核查|援助|调查|关爱|联系"
_POOR = "困难|贫困|低保|特困|受灾|残疾|来穗困难|来穗|外来困难|流动|务工|外来|来粤|病困|独居|孤寡|低收入|边缘|失业|求助"

_WHOSE: tuple[tuple[Whose, str], ...] = (
    (
        Whose.OTHER,
        (
            "(?:乙方?|丙方?|对方|另一方|另方|相对|对立|纠纷对方|涉事对方|第二)(?:当事)?(?:人|方|单位|者)?|"
            "被(?:申请|投诉|反映|举报|诉|告|控告|求偿|信访|请求)(?:人|方|单位|对象|者|企业|公司|部门)*"
            "|当事(?:人|方)(?:2|二|b|乙)方?|被告人?|涉事(?:单位|企业|方|公司)|(?:单位|企业|公司)?被诉方|侵权(?:人|方)|用人单位"
        ),
    ),
    (Whose.HEAD, "(?:家庭|被访|受访|走访|困难|被走访)*户主(?:本人)?|户代表|家庭代表"),
    (Whose.MEMBER, "(?:家庭|共同生活(?:的)?|共同居住(?:的)?|户内|主要家庭|同住)*(?:成员|家属|家人|家庭人员|人口明细)"),
    (
        Whose.LEADER,
        (
            "领导包案人?|领办人|(?:包案|挂点|包保|挂钩|包抓|包联|联系|责任|分管|牵头|跟进|督办|挂片|挂包|包干|主管|结对|"
            "驻点|挂案|领办|镇街|街镇|镇|区|街道|街|县|市|党政|班子|带班|接访|主要|联点|包)*领导(?:干部)?"
            "|(?:包案|挂案)(?:人|责任人|干部|同志)"
        ),
    ),
    (
        Whose.OWNER,
        (
            "(?:化解|调处|办理|承办|具体|直接|工作|主要|帮扶|第一|案件|跟进|跟踪|落实|主办|包保|村居|单位|处理|"
            "救助|部门|整改|联络)*(?:责任人|负责人|经办人|承办人|主办人|办理人|处理人|跟进人|处置人|跟办人|化解人|"
            "专管员|专责人)员?"
            "|责任(?:干部|民警)|经办"
        ),
    ),
    (
        Whose.VISITOR,
        "(?:走访|入户|探访|家访|慰问|上门|访问|下户|巡访)+(?:走访|调查)?(?:责任)?(?:人员|人|员|者|干部|小组|组成员|队员|工作人员|组|队)",
    ),
    (
        Whose.FINDER,
        (
            "(?:排查|摸排|发现|登记|填报|填表|上报|报送|采集|记录|受理|接待|接访|接诉|录入|调查|核查|核实|收集|"
            "摸查|摸底|统计|制表|值班|接听|报告|信息采集|填写|接单|接报|报告|入户调查|入户摸排)+(?:责任)?(?:人员|"
            "人|员|者|干部|民警)"
            "|(?:专职|责任|所属|社区|村居|排查|摸排|登记|走访|包片)*网格(?:员|长|管理员|责任人)|接线员|坐席|"
            "话务员|信息员|协理员|救助协理员|社区工作者|社工|村居干部|村干部|包村干部|驻村干部|联络员"
        ),
    ),
    (
        Whose.TEAM,
        (
            "(?:三人|工作|帮扶|化解|包案|包保|攻坚|调处|处置|专案|联合|跟踪|救助|结对|领导|责任)*(?:小组|专班|"
            "工作组)(?:成员|人员|组成|名单)*|(?:结对|一对一)?帮扶(?:人|人员|干部|队员|团队)|工作人员"
        ),
    ),
    (
        Whose.OUTSIDER,
        (
            "监护人|法定代理人|委托人|代理人|代办人|紧急联系人|证人|调解(?:员|人员|人)|第三方|经手人|审核人|介绍人|"
            "授权人|赡养人|抚养人|扶养人|房东|承办法官|回访(?:人员|人|员)"
        ),
    ),
    (
        Whose.SUBJECT,
        (
            "(?:甲方?|一方|第一)(?:当事)?(?:人|方)?|(?:涉事|涉案|纠纷|主要|双方)?当事(?:人|方|者)(?:双方)?(?:1|一|a|甲)?方?"
            f"|(?:{_ASKS})+(?:{_ONE}|{_ONES})(?:代表)?|(?:{_MEETS})+{_ONES}|"
            f"(?:{_POOR})+(?:人员|人口|人|{_ONES})|{_ONES}|人员|本人|个人|原告|客户|用户|业主|"
            f"来电|主叫|联系人|群众代表|权利人|事主|户"
        ),
    ),
)
_AT_START = tuple((whose, re.compile(f"(?:{pattern})(?:的|之)?")) for whose, pattern in _WHOSE)
_AT_END = tuple((whose, re.compile(f"(?:{pattern})$")) for whose, pattern in _WHOSE)

_NUMBER = "(?:号码|编号|号|码)"
_WHAT: tuple[tuple[What, re.Pattern[str]], ...] = tuple(
    (what, re.compile(pattern))
    for what, pattern in (
        (What.NAME, "(?:真实|主要|全部|中文)?(?:姓名|名称|名字|称呼|名|姓)(?:名称|名单)?|是谁"),
        (What.ID_TYPE, "(?:有效)?(?:身份)?证件(?:类型|种类|类别|名称)"),
        (
            What.ID_NUMBER,
            (
                f"(?:居民|公民|有效|本人|二代|法定|中国)*(?:身份证件?|身份|证件|证照|id|"
                f"idcard)(?:信息)?{_NUMBER}*(?:身份证)?|身份证明?{_NUMBER}|社会保障{_NUMBER}|"
                f"居民身份证|身份号|证号|公民号码?"
            ),
        ),
        (
            What.PHONE,
            (
                f"(?:有效|联系|联络|固定|移动|常用|通讯|办公|主叫|家庭|备用|电话|座机|来电|可)*(?:电话|手机|座机|"
                f"联系方式|联络方式|联系号码|联络号码|tel|mobile|phone)(?:电话|手机|座机|"
                f"联系方式)*{_NUMBER}*(?:机)?|通讯方式|联络方法|(?:来电|主叫|呼入)号码?"
            ),
        ),
        (
            What.ADDRESS,
            (
                "(?:家庭|现|常住|目前|实际|通讯|联系|详细|具体|现在|当前|房屋|居住|本地|在穗|来穗|穗|当地|暂|经常|"
                "租住|寄住|租赁|现租)*(?:居住|居|住)?(?:住址|地址|居住地|住所地?|住处|居所|住地|居住地址|居住地点|"
                "住居地|门牌|所在地|址)(?:详细地址|地址|住址)*|现居地?|现住|居住|(?:工作)?单位(?:或|及|和|/|、)?(?:家庭)?住址"
            ),
        ),
        (
            What.HUKOU,
            (
                "(?:户籍|户口|原户籍|原籍)(?:登记|所在|所属)*(?:地|地址|住址|地点|省市?|省份|详细地址|簿地址|"
                "地详址)*(?:地址|省市|县市|名称)?|籍贯|老家|来源地|流出地|原居地|户口本地址|户籍"
            ),
        ),
        (What.SEX, "性别"),
        (What.AGE, "年龄|周岁|岁数|实际年龄|现年"),
        (What.BIRTH, "出生(?:日期|年月|年月日|时间|年份)|生日|出生"),
        (
            What.OCCUPATION,
            (
                "职业(?:状况|情况|类型)?|(?:工作|从业|务工|就业|所在)(?:单位|情况|状况|企业|公司|"
                "地点)?(?:及职务|职务)?|单位|就业状态|从事工作|从事职业"
            ),
        ),
        (What.POST, "职务|职位|职级|职务职级|职称"),
    )
)
# 受访地址, 投诉电话: of the one who does so; but 投诉地址 is where it happened.
_ASKS_AT_START = re.compile(f"(?:{_ASKS})+")
_IS_ASKED_AT_START = re.compile(f"(?:{_IS_ASKED})")
_AND = re.compile("(?:及其?|和|与|或|并|兼)")

_FIELD_OF: dict[tuple[Whose, What], Field] = {
    (Whose.SUBJECT, What.NAME): Field.NAME,
    (Whose.SUBJECT, What.ID_NUMBER): Field.ID_NUMBER,
    (Whose.SUBJECT, What.ID_TYPE): Field.ID_TYPE,
    (Whose.SUBJECT, What.PHONE): Field.PHONE,
    (Whose.SUBJECT, What.ADDRESS): Field.ADDRESS,
    (Whose.SUBJECT, What.HUKOU): Field.HUKOU_PLACE,
    (Whose.SUBJECT, What.SEX): Field.SEX,
    (Whose.SUBJECT, What.AGE): Field.AGE,
    (Whose.SUBJECT, What.BIRTH): Field.BIRTH_DATE,
    (Whose.SUBJECT, What.OCCUPATION): Field.OCCUPATION,
    (Whose.OTHER, What.NAME): Field.OTHER_NAME,
    (Whose.OTHER, What.ID_NUMBER): Field.OTHER_ID_NUMBER,
    (Whose.OTHER, What.PHONE): Field.OTHER_PHONE,
    (Whose.OTHER, What.ADDRESS): Field.OTHER_ADDRESS,
    (Whose.OTHER, What.SEX): Field.OTHER_SEX,
    (Whose.OTHER, What.AGE): Field.OTHER_AGE,
    (Whose.HEAD, What.NAME): Field.HEAD_NAME,
    (Whose.HEAD, What.ID_NUMBER): Field.HEAD_ID_NUMBER,
    (Whose.HEAD, What.PHONE): Field.HEAD_PHONE,
    (Whose.HEAD, What.ADDRESS): Field.ADDRESS,
    (Whose.MEMBER, What.NAME): Field.FAMILY_MEMBERS,
    (Whose.LEADER, What.NAME): Field.LEADER,
    (Whose.LEADER, What.POST): Field.LEADER_POST,
    (Whose.LEADER, What.PHONE): Field.LEADER_PHONE,
    (Whose.OWNER, What.NAME): Field.OWNER,
    (Whose.OWNER, What.PHONE): Field.STAFF_PHONE,
    (Whose.FINDER, What.NAME): Field.FINDER,
    (Whose.FINDER, What.PHONE): Field.STAFF_PHONE,
    (Whose.VISITOR, What.NAME): Field.VISITORS,
    (Whose.VISITOR, What.PHONE): Field.STAFF_PHONE,
    (Whose.TEAM, What.NAME): Field.TEAM,
    (Whose.TEAM, What.PHONE): Field.STAFF_PHONE,
}


def field_of(whose: Whose, what: What) -> Field | None:
    """The field for whose × what; None where the register has no place for it."""
    return _FIELD_OF.get((whose, what))


@lru_cache(maxsize=5_000)
def person_header(words: str) -> PersonHeader | None:
    """Whose and what, if and only if every character of the header is understood."""
    what = _what(words)
    if what is not None:
        return PersonHeader(Whose.SUBJECT, what, named=False)
    whose, rest = _strip(words)
    if whose is None:
        return _of_the_asking(words) or _joined(words, Whose.SUBJECT, named=False)
    if not rest:
        return PersonHeader(whose, What.NAME)
    if rest in {"情况", "信息", "基本信息", "基本情况"}:
        return None
    what = What.PHONE if rest == "号码" else _what(rest)
    return PersonHeader(whose, what) if what is not None else _joined(rest, whose, named=True)


def _of_the_asking(words: str) -> PersonHeader | None:
    """“来访电话”, “受访地址”: what the subject does, with no word for a person."""
    for stem, meant in ((_IS_ASKED_AT_START, {What.ADDRESS}), (_ASKS_AT_START, {What.PHONE, What.ID_NUMBER})):
        match = stem.match(words)
        what = _what(words[match.end() :]) if match else None
        if what in meant:
            return PersonHeader(Whose.SUBJECT, what)
    return None


def _joined(rest: str, whose: Whose, *, named: bool) -> PersonHeader | None:
    """“姓名及联系电话”, “及职务”: the cell begins with the first thing named."""
    pieces = _AND.split(rest)
    if len(pieces) < 2:
        return None
    whats = [What.NAME if piece == "" else _what(piece) for piece in pieces]
    first = whats[0]
    if first is None or any(what is None for what in whats):
        return None
    return PersonHeader(whose, first, named=named, joined=True)


def _what(words: str) -> What | None:
    return next((what for what, pattern in _WHAT if pattern.fullmatch(words)), None)


def said_whose(words: str) -> Whose | None:
    """Whose word the header begins or ends with, where the rest of it is not understood."""
    taken = _longest(words)
    return taken[0] if taken else None


def _strip(words: str) -> tuple[Whose | None, str]:
    """Takes the words that say whose from both ends; 对方当事人 and 当事人(被申请人) are the other party's."""
    found: list[Whose] = []
    rest = words
    for _ in range(3):
        taken = _longest(rest)
        if taken is None:
            break
        found.append(taken[0])
        rest = taken[1]
        if not rest or _what(rest) is not None:
            break
    if not found:
        return None, words
    strongest = Whose.OTHER if Whose.OTHER in found else found[0] if found[0] is not Whose.SUBJECT else found[-1]
    return strongest, rest


def _longest(words: str) -> tuple[Whose, str] | None:
    """The longest word of whose at the start, else at the end, of what is left."""
    starts = [(match.end(), whose) for whose, pattern in _AT_START if (match := pattern.match(words)) and match.end()]
    if starts:
        end = max(length for length, _whose in starts)
        return next(whose for length, whose in starts if length == end), words[end:]
    ends = [(match.start(), whose) for whose, pattern in _AT_END if (match := pattern.search(words)) and match.start() < len(words)]
    if ends:
        begin = min(start for start, _whose in ends)
        return next(whose for start, whose in ends if start == begin), words[:begin]
    return None
