"""Reads a family typed into one cell: “配偶:冯有,440190…;子 冯明 …”, in whatever separators people choose."""

from __future__ import annotations

import itertools
import re

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.dates import read_date
from huajie.intake.reading.identity import birth_in, read_id_number
from huajie.intake.reading.names import read_names
from huajie.intake.reading.text import as_text, half_width
from huajie.intake.reading.typed import IdNumber, PersonAsTyped, Role, Sex, TypedDate
from huajie.intake.reading.values import ABSENT, read_phones

# longest first, so that 孙女 is not read as 孙 with a name beginning 女
_WORDS_FOR_RELATIVES = (
    "户主", "本人", "配偶", "妻子", "丈夫", "妻", "夫", "爱人", "老婆", "老公", "儿子", "女儿", "长子", "次子", "三子", "长女", "次女",
    "三女", "大儿子", "二儿子", "小儿子", "大女儿", "二女儿", "小女儿", "子", "女", "儿", "养子", "养女", "继子", "继女", "父亲",
    "母亲", "父", "母", "爸爸", "妈妈", "岳父", "岳母", "公公", "婆婆", "家公", "家婆", "公", "婆", "祖父", "祖母", "爷爷", "奶奶",
    "外公", "外婆", "外祖父", "外祖母", "孙子", "孙女", "孙", "长孙", "外孙", "外孙女", "外孙子", "曾孙", "曾孙女", "儿媳", "儿媳妇",
    "媳妇", "媳", "女婿", "孙媳", "兄", "弟", "姐", "妹", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "侄子", "侄女", "侄", "外甥",
    "外甥女", "叔", "伯", "叔叔", "伯父", "姑", "姑姑", "舅", "舅舅", "姨", "嫂", "嫂子", "弟媳", "监护人", "其他",
)  # fmt: skip
RELATIONS = tuple(sorted(_WORDS_FOR_RELATIVES, key=len, reverse=True))
_SURE = frozenset(word for word in RELATIONS if len(word) > 1) | {"妻", "夫", "子", "女", "父", "母", "孙", "媳", "兄", "弟", "姐", "妹"}
_RELATION = "|".join(RELATIONS)
# 其他 before a name is a relation only with its mark: 其他纠纷 names nobody
_FIRST = "|".join(word for word in RELATIONS if word != "其他") + "|其他(?=\\s*[:：])"
_ID = r"(?:\d[\d*]{5}[\d*]{8,11}[\dXx×Χ*]|\d{6}\*{4,}\d*[\dXx]?)"
_ID_FOUND = re.compile(_ID)
_PHONE_FOUND = re.compile(r"(?<!\d)1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)")
_AGE_FOUND = re.compile(r"(?<!\d)(\d{1,3})\s*(?:周岁|岁)")
_BORN_FOUND = re.compile(r"(?<!\d)((?:19|20)\d{2})[.年/-](\d{1,2})(?:[.月/-](\d{1,2})日?)?(?:出?生)?")
# a new member begins after a separator with a relation that is followed by a mark, a space or a name
_STARTS = re.compile(
    rf"(?:^|[;；、,，\n/|。]|(?<=[\dXx*])\s|\s(?=\d{{1,2}}[.、)]\s*(?:{_FIRST}))|\s(?=(?:{_FIRST})[:：]))"
    rf"\s*(?:\d{{1,2}}[.、)]\s*)?(?=(?:{_FIRST})\s*(?:[:：(\s-]|[\u3400-\u9fff]{{1,4}}))"
)
_LEADING = re.compile(rf"^\s*(?:\d{{1,2}}[.、)]\s*)?({_FIRST})\s*[:：\s-]*")
_TRAILING = re.compile(rf"[(]\s*({_RELATION})\s*[)]|[\s:：-]({_RELATION})\s*$")
_HAN = "[\\u3400-\\u9fff\\U00020000-\\U0003ffff]"
# “1.卢锋国,妻子,440191…”: the name before the relation
_NAME_FIRST = re.compile(rf"(?:[(]?\d{{1,2}}[.、)])?\s*({_HAN}{{2,4}}(?:·{_HAN}{{1,6}})*)\s*[,:、\s]\s*({_RELATION})(?=[,:、(\s\d]|$)(.*)")
_RELATION_FIRST = re.compile("|".join(word for word in RELATIONS if len(word) > 1))
# 子女教育 is no 子 called 女教育
_SEVERAL = re.compile("(?:夫妻|子女|儿女|父母|母子|母女|父子|父女|婆媳|兄弟姐妹)(?=[\u3400-\u9fff])")
# between members, the finest first; the 、 of “2、” parts nothing
_COMMA_OF_LIST = r"(?<!^\d)(?<!\D\d)、"
_ENTRIES = (
    re.compile(rf"[,;\n/|。]+|{_COMMA_OF_LIST}|(?<=[\dXx*])\s+(?={_HAN})"),
    re.compile(rf"[;\n/|。]+|{_COMMA_OF_LIST}"),
    re.compile(r"[;\n/|。]+"),
)
_PROSE = re.compile(r"\d|[一二两三四五六七八九十]+[人口子女个名]|[育有无未等]{2}|人口")
_SEPARATORS = re.compile(r"[;；\n|。]+")
_MARKS = re.compile(r"[,，:：、/\s]+")
_WORDS = re.compile(r"身份证号?码?|证件号码?|公民身份号码|电话|手机|年龄|性别|出生|岁")


def read_family(cell: Cell) -> tuple[PersonAsTyped, ...]:
    """The members named in the cell, in order. A piece without a name gives none."""
    text = as_text(cell)
    if text in ABSENT:
        return ()
    text = half_width(text)
    pieces = _names_first(text) or _pieces(text)
    return tuple(member for piece in pieces if (member := _member(piece)) is not None)


def _names_first(text: str) -> list[str]:
    """Entries of a name and then its relation, turned round; none unless every entry of the cell is one."""
    for separators in _ENTRIES:
        entries = [entry.strip(" ,、") for entry in separators.split(text) if entry.strip(" ,、")]
        found = [match for entry in entries if (match := _NAME_FIRST.fullmatch(entry)) and _is_one(match[1], match[3])]
        # 女 may be a sex; beside other relations it is one
        if len(found) == len(entries) and {match[2] for match in found} - {"女"}:
            return [f"{match[2]}:{match[1]} {match[3]}" for match in found]
    return []


def _is_one(name: str, rest: str) -> bool:
    """True unless the name is a relation, or the rest tells of somebody else."""
    tokens = set(_MARKS.split(rest)) - {"女"}
    return not _RELATION_FIRST.match(name) and tokens.isdisjoint(RELATIONS) and len(_ID_FOUND.findall(rest)) < 2


def _pieces(text: str) -> list[str]:
    """The cell cut where a new member begins."""
    starts = [match.end() for match in _STARTS.finditer(text)]
    if not starts:
        pieces = _SEPARATORS.split(text)
        return [part for piece in pieces for part in _without_relations(piece)]
    cuts = sorted({0, *starts, len(text)})
    pieces = [text[begin:end] for begin, end in itertools.pairwise(cuts)]
    return [part for piece in pieces for part in _SEPARATORS.split(piece) if part.strip(" ,、;/|")]


def _without_relations(piece: str) -> list[str]:
    """A list of bare names or of names with numbers: “张三、李四”, “张三 4401…,李四 4401…”."""
    ids = list(_ID_FOUND.finditer(piece))
    if len(ids) < 2:
        return piece.split("、") if not ids else [piece]
    ends = [match.end() for match in ids]
    return [piece[begin:end] for begin, end in zip([0, *ends], [*ends, len(piece)], strict=True)]


def _member(piece: str) -> PersonAsTyped | None:
    piece = piece.strip(" ,、;/|。")
    relation, rest = _relation_of(piece)
    found = _ID_FOUND.search(rest)
    id_number = read_id_number(found[0]) if found else None
    rest = _ID_FOUND.sub(" ", rest)
    phone = _PHONE_FOUND.search(rest)
    rest = _PHONE_FOUND.sub(" ", rest)
    age = _AGE_FOUND.search(rest)
    rest = _AGE_FOUND.sub(" ", rest)
    born = _BORN_FOUND.search(rest)
    rest = _WORDS.sub(" ", _BORN_FOUND.sub(" ", rest))
    words = [word for word in _MARKS.split(rest) if word]
    sex = next((Sex.MALE if word == "男" else Sex.FEMALE for word in words if word in {"男", "女"}), None)
    words = [word for word in words if word not in {"男", "女"}]
    names = read_names(_name_words(words)).people
    if (
        _SEVERAL.match(piece)
        or not names
        or names[0].name in RELATIONS
        or not any(char.isalpha() for char in names[0].name)
        or len(names[0].name) > 12
        or _PROSE.search(names[0].name)
    ):
        return None
    return PersonAsTyped(
        role=Role.MEMBER,
        name=names[0].name,
        id_number=id_number,
        phones=read_phones(phone[0]) if phone else (),
        sex=sex or names[0].sex,
        birth=_birth(born, id_number),
        age=int(age[1]) if age else None,
        relation=relation or names[0].relation,
    )


def _name_words(words: list[str]) -> str:
    """The name among the words; “谢 娟” was one name with a space for looks."""
    if len(words) > 1 and len(words[0]) == 1 and len(words[1]) == 1:
        return words[0] + words[1]
    return words[0] if words else ""


def _relation_of(piece: str) -> tuple[str, str]:
    if (match := _LEADING.match(piece)) and (match[1] in _SURE or match[0] != match[1]) and match.end() < len(piece):
        return match[1], piece[match.end() :]
    if match := _TRAILING.search(piece):
        return match[1] or match[2], piece[: match.start()] + " " + piece[match.end() :]
    return "", piece


def _birth(born: re.Match[str] | None, id_number: IdNumber | None) -> TypedDate | None:
    if id_number is not None and (day := birth_in(id_number.value)):
        return TypedDate(day)
    if born is None:
        return None
    from_text = "-".join(part for part in born.groups() if part)
    try:
        return read_date(from_text)
    except ValueError:
        return None
