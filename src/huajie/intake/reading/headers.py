"""What a header by itself says: a field, several possible fields, whose detail it is, or a reason to drop the column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from huajie.intake.reading.composition import composed_field
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.forbidden import reason_to_drop
from huajie.intake.reading.forms import ACTS, AMBIGUOUS, FORMS, INCOME
from huajie.intake.reading.text import half_width
from huajie.intake.reading.whose import PersonHeader, What, Whose, field_of, person_header
from huajie.intake.reading.wording import Wording, wording_of

# words that tell the shape of a column even where the rest of the header is not understood
_HINTS: tuple[tuple[tuple[Field, ...], tuple[str, ...]], ...] = (
    ((Field.ID_NUMBER, Field.OTHER_ID_NUMBER), ("身份证", "证件号", "公民身份")),
    ((Field.PHONE, Field.OTHER_PHONE, Field.STAFF_PHONE), ("电话", "手机", "联系方式")),
    ((Field.ADDRESS, Field.OTHER_ADDRESS, Field.SITE), ("住址", "地址", "居住地")),
    ((Field.NAME, Field.OTHER_NAME), ("姓名",)),
    ((Field.FOUND_ON, Field.VISITED_ON, Field.DEADLINE), ("时间", "日期")),
    ((Field.INCOME_MONTHLY, Field.INCOME_YEARLY), ("收入",)),
    ((Field.AMOUNT, Field.AID_AMOUNT), ("金额",)),
    ((Field.UNIT_LEAD, Field.UNIT_ASSIST), ("单位", "部门")),
    ((Field.CATEGORY, Field.SUB_CATEGORY), ("类型", "类别", "类目", "分类")),
    ((Field.SUMMARY, Field.REQUEST), ("内容", "情况", "问题", "诉求", "困难")),
    ((Field.MEASURES, Field.NEXT_STEP), ("措施", "方案", "计划")),
    ((Field.RESULT, Field.PROGRESS), ("结果", "进展", "状态")),
    ((Field.OWNER, Field.LEADER, Field.FINDER), ("责任人", "领导", "负责人")),
)


# Endings that say what free text a column holds, whatever stands before them; never used where another word could change the meaning.
_TAILS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.NEXT_STEP, re.compile("(?:后|下|跟|今后).{0,6}(?:措施|计划|安排|打算|工作|方案)")),
    (Field.REQUEST, re.compile(".{1,8}(?:诉求|需求|心愿|期望|诉求点)")),
    (Field.CAUSE, re.compile(".{0,4}[困贫].{0,3}(?:原因|成因|主因|因素|缘由|诱因)")),
    (Field.SUMMARY, re.compile(".{1,8}(?:经过|概要|概述|摘要|详情|概况|描述|案情|简介|困难|始末|概述)")),
)
_CHANGES_MEANING = re.compile(
    f"{ACTS}|答复|回复|反馈|领导|批示|合理|协议|服务|理由|家庭|健康|身体|残|住房|收入|单位|部门|人员|结果|措施.+|是否|满意|审核|批|"
    "地点|地址|位置|住址|方式|回访"
)


# Words that may stand before or after any header without changing what it asks for.
_BEFORE = re.compile(
    "^(?:参加|参与|实地|所涉及?|涉及的?|具体|详细|主要|目前|当前|现有|现|有关|相关|本次|此次|该|其|全部|个人|本|各|最新|原|大致|大概|简明|初步|其他|群众|困难群众)"
)
_AFTER = re.compile("(?:[1-9一二三]|意向|名称|信息|栏|项|明细|如下|一览|概要|详述|分析|记录|说明|登记|列表|情况|摘录|要点|点)$")
_AND = re.compile("及其?|和|与|以及|暨|或")
_SLASH = re.compile(r"[/|\\](?![^(\[【〔]*[)\]】〕])")  # not within a bracket


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """`candidates` has one field if the header is plain, several if it is ambiguous, none if it says nothing.

    `understood` is true if and only if every word of the header was accounted for.
    """

    wording: Wording
    drop: str | None = None
    person: PersonHeader | None = None
    candidates: tuple[Field, ...] = ()
    understood: bool = False

    @property
    def is_header_like(self) -> bool:
        return self.understood or self.drop is not None


@lru_cache(maxsize=5_000)
def read_header(header: str) -> HeaderReading:
    """The reading of one header, without its neighbours and its values."""
    wording = wording_of(header)
    words = wording.words
    if not words:
        return HeaderReading(wording)
    drop = reason_to_drop(words)
    if drop is not None:
        return HeaderReading(wording, drop=drop)
    reading = _halved(_SLASH.split(half_width(header))) or _parties(_AND.split(words)) or _plain(wording) or _pared(words)
    if reading is not None:
        return HeaderReading(wording, person=reading.person, candidates=reading.candidates, understood=True)
    composed = composed_field(words)
    if composed is not None:
        return HeaderReading(wording, candidates=(composed,), understood=True)
    if not says_something_else(words):
        for field, pattern in _TAILS:
            if pattern.fullmatch(words):
                return HeaderReading(wording, candidates=(field,), understood=True)
    return HeaderReading(wording, candidates=_hinted(words))


def _plain(wording: Wording) -> HeaderReading | None:
    """The reading if and only if one form accounts for every character."""
    words = wording.words
    income = _income(wording)
    if income:
        return HeaderReading(wording, candidates=income, understood=True)
    for candidates, pattern in AMBIGUOUS:
        if pattern.fullmatch(words):
            return HeaderReading(wording, candidates=candidates, understood=True)
    person = person_header(words)
    if person is not None and person.whose is Whose.SUBJECT and "双方" in words:
        return _of_both(person)
    if person is not None:
        field = field_of(person.whose, person.what)
        return HeaderReading(wording, person=person, candidates=(field,) if field else (), understood=True)
    for field, pattern in FORMS:
        if pattern.fullmatch(words):
            return HeaderReading(wording, candidates=(field,), understood=True)
    return None


def _pared(words: str) -> HeaderReading | None:
    """The reading of the header without one word before or after it, or of its halves joined by 及."""
    for shorter in (_AFTER.sub("", words), _BEFORE.sub("", words), _BEFORE.sub("", _AFTER.sub("", words))):
        if len(shorter) >= 2 and shorter != words:
            reading = _plain(wording_of(shorter))
            if reading is not None and len(reading.candidates) == 1:
                return reading
    return _halved(_AND.split(words))


def _halved(halves: Sequence[str]) -> HeaderReading | None:
    """The reading of the first of two halves, if both ask for the same, for texts, or for a name and something of that person's."""
    halves = [half for half in halves if wording_of(half).words]
    if len(halves) != 2:
        return None
    if parties := _parties(halves):
        return parties
    first, second = (_plain(wording_of(half)) for half in halves)
    if not first or not second or len(first.candidates) != 1:
        return None
    if first.candidates == second.candidates or all(field.shape is Shape.TEXT for field in (*first.candidates, *second.candidates)):
        return first
    if not first.person or not second.person or first.person.what is not What.NAME:
        return None
    return first if first.person.whose is second.person.whose or not second.person.named else None


def _parties(halves: Sequence[str]) -> HeaderReading | None:
    """“甲方/乙方”, “申请人与被申请人”: the same of the one and of the other."""
    people = [person_header(wording_of(half).words) for half in halves]
    if len(people) != 2 or not people[0] or not people[1] or people[0].what is not people[1].what:
        return None
    return _of_both(people[0]) if (people[0].whose, people[1].whose) == (Whose.SUBJECT, Whose.OTHER) else None


def _of_both(person: PersonHeader) -> HeaderReading:
    """Names of both parties in one cell are told apart there; of anything else a person must say whose it is."""
    if person.what is What.NAME:
        return HeaderReading(Wording(""), person=replace(person, both=True), candidates=(Field.NAME,), understood=True)
    fields = tuple(field for whose in (Whose.SUBJECT, Whose.OTHER) if (field := field_of(whose, person.what)))
    return HeaderReading(Wording(""), candidates=fields, understood=True)


def says_something_else(words: str) -> bool:
    """True if and only if a word in the header could make a text of it that does not say what happened or is asked for."""
    return _CHANGES_MEANING.search(words) is not None


def _hinted(words: str) -> tuple[Field, ...]:
    return next((fields for fields, hints in _HINTS if any(hint in words for hint in hints)), ())


def _income(wording: Wording) -> tuple[Field, ...]:
    """Income by period and head; both periods where the header names none."""
    match = INCOME.fullmatch(wording.words)
    if match is None:
        return ()
    words = wording.words
    per_head = "人均" in words or wording.per_head
    if "年" in words or "去年" in words or wording.period == "年":
        yearly = "月" not in words.replace("个月", "") and wording.period != "月"
    elif "月" in words or wording.period == "月":
        yearly = False
    else:
        return (Field.INCOME_PER_HEAD_MONTHLY, Field.INCOME_PER_HEAD_YEARLY) if per_head else (Field.INCOME_MONTHLY, Field.INCOME_YEARLY)
    if per_head:
        return (Field.INCOME_PER_HEAD_YEARLY if yearly else Field.INCOME_PER_HEAD_MONTHLY,)
    return (Field.INCOME_YEARLY if yearly else Field.INCOME_MONTHLY,)
