"""Reads what stands in a name cell: remarks in brackets, several people, “等5人”, titles, rare characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.identity import read_id_number
from huajie.intake.reading.text import as_text
from huajie.intake.reading.typed import IdNumber, Phone, Sex
from huajie.intake.reading.values import ABSENT, read_phones

_BRACKET = re.compile(r"[(（﹙\[【〔]([^()（）\[\]【】〔〕]*)[)）﹚\]】〕]?")
_AND_OTHERS = re.compile(
    r"等\s*(?:共)?\s*(\d{1,4}(?!\d)|[一二三四五六七八九十]+)?\s*[名位]?(?:人|户|名|位|村民|居民|群众|业主)?(?=[\s/,、;]*\d{7}|$)"
)
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_NO_OFFICE = r"[^局所站办会部司院厂店队处室组科厅\W\d]"
# 与, 诉 and 和 stand in names too: two characters before them, and a space or a name of two or three after them
_SPLIT = re.compile(
    rf"[、,;；/\n|]+|(?:(?<={_HAN}{{2}})|(?<=[\d)]))(?:\s+[与诉和]\s+(?={_HAN}{{2}})|\s*[与诉和]\s*(?={_HAN}{{1,2}}{_NO_OFFICE}(?:[(]|\d|$)))"
)
_LABEL = re.compile(r"^(?:姓名|户主|申请人|当事人|甲方|乙方|信访人|本人)[:：]\s*")
_ID = re.compile(r"\d[\d*]{13,16}[\dXx×*]")
_PHONE = re.compile(r"(?<!\d)1[\d*]{2}[- ]?[\d*]{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff\U00020000-\U0003ffff])")
_EDGES = re.compile(r"^[\s.:：_-]+|[\s.:：_-]+$")
_RELATIONS = "户主|配偶|妻子?|丈夫|儿子|女儿|父亲?|母亲?|本人|之子|之女|之妻|之夫|代|监护人"
_RELATION = re.compile(f"^(?:{_RELATIONS})$")
LONGEST_NAME = 60  # names of firms among the parties reach 40
_TITLED = re.compile(r"(?:先生|女士|小姐|太太)$")


@dataclass(frozen=True, slots=True)
class NameCell:
    """One person's part of a name cell."""

    name: str
    sex: Sex | None = None
    relation: str = ""
    id_number: IdNumber | None = None
    phones: tuple[Phone, ...] = ()
    remark: str = ""  # what else stood in brackets


@dataclass(frozen=True, slots=True)
class NamesRead:
    people: tuple[NameCell, ...] = field(default=())
    and_others: int | None = None  # “等5人”: five in all; 0 if no number is given


def read_names(cell: Cell) -> NamesRead:
    """The people named in a cell, first first.

    >>> [person.name for person in read_names("张三、李四(女)等5人").people]
    ['张三', '李四']
    """
    text = as_text(cell)
    if text in ABSENT:
        return NamesRead()
    if len(text) <= 3 and text.isalpha() and "等" not in text:
        return NamesRead((NameCell(text),))
    if text.startswith("="):
        return NamesRead((NameCell(text),) if _is_name(text) else ())
    text = _LABEL.sub("", text)
    others = _AND_OTHERS.search(text)
    if others and others.start() > 0:
        text = text[: others.start()] + text[others.end() :]
    else:
        others = None
    parts = [part for part in _SPLIT.split(_BRACKET.sub(_joined, text)) if part.strip()]
    return NamesRead(_people(parts), _how_many(others) if others else None)


def _people(parts: Sequence[str]) -> tuple[NameCell, ...]:
    """The people named; a number that stands by itself is the person's before it."""
    people: list[NameCell] = []
    for part in parts:
        person = _person(part)
        if _is_name(person.name):
            people.append(person)
        elif people and (person.phones or person.id_number):
            last = people[-1]
            people[-1] = replace(last, phones=(*last.phones, *person.phones), id_number=last.id_number or person.id_number)
    return tuple(people)


def _is_name(text: str) -> bool:
    """“0”, “2+3” and a whole story name nobody."""
    return len(text) <= LONGEST_NAME and any(char.isalpha() for char in text)


def _joined(match: re.Match[str]) -> str:
    """A bracket without anything in it that would split the cell."""
    return "(" + re.sub(r"[、,;；/\n|]+", " ", match[1]) + ")"


def _how_many(match: re.Match[str]) -> int:
    said = match[1] or ""
    if said.isdigit():
        return int(said)
    return "零一二三四五六七八九十".find(said) if said else 0


def _person(part: str) -> NameCell:
    remarks = [remark.strip() for remark in _BRACKET.findall(part)]
    bare = _BRACKET.sub("", part)
    id_match, phone_match = _ID.search(part), None
    if id_match:
        bare = bare.replace(id_match[0], "")
    else:
        phone_match = _PHONE.search(part)
    if phone_match:
        bare = bare.replace(phone_match[0], "")
    sex = next((Sex.MALE if remark == "男" else Sex.FEMALE for remark in remarks if remark in {"男", "女"}), None)
    relation = next((remark for remark in remarks if _RELATION.match(remark)), "")
    if sex is None and _TITLED.search(bare.strip()):
        sex = Sex.MALE if bare.strip().endswith("先生") else Sex.FEMALE
    rest = [
        remark
        for remark in remarks
        if remark and remark not in {"男", "女", relation} and not _ID.search(remark) and not _PHONE.search(remark)
    ]
    return NameCell(
        name=_EDGES.sub("", _BETWEEN_HAN.sub("", bare)),
        sex=sex,
        relation=relation,
        id_number=read_id_number(id_match[0]) if id_match else None,
        phones=read_phones(phone_match[0]) if phone_match else (),
        remark=" ".join(rest),
    )
