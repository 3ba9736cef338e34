"""Chinese personal names: what is the name, what is a title, and how it sounds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from huajie.linkage.normalise.widths import plain

# Surnames that dictionaries read in their common sense.
_SURNAME_SOUNDS = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "盖": "ge", "查": "zha", "朴": "piao", "乐": "yue", "尉": "wei",
    "任": "ren", "翟": "zhai", "缪": "miao", "黑": "he", "种": "chong", "召": "shao", "覃": "qin", "谌": "chen", "冼": "xian", "洗": "xian",
    "员": "yun", "逄": "pang", "秘": "bi", "重": "chong", "繁": "po", "不": "fou", "薄": "bo", "折": "she", "宓": "mi", "哈": "ha",
}  # fmt: skip
_DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司徒",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "独孤",
        "南宫",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司空",
        "端木",
        "轩辕",
        "申屠",
        "钟离",
        "闻人",
        "澹台",
        "公冶",
    ]
)
_WOMAN = ("女士", "小姐", "太太", "阿姨", "大妈", "婆婆", "大姐", "阿婆", "大婶", "大娘", "姑娘", "奶奶", "姐", "姨", "婆", "婶", "太")
_MAN = ("先生", "大叔", "大伯", "阿伯", "阿公", "师傅", "大爷", "大哥", "爷爷", "叔", "伯", "哥")
_NEITHER = ("某某", "某", "老师", "老板", "同志", "医生", "**", "*", "xx", "XX", "××", "×", "x", "X", "○○", "○")
_BRACKETED = re.compile(r"[(\[【〔{<][^)\]】〕}>]*[)\]】〕}>]?")
_ROLE = re.compile(r"^(?:户主|申请人|被申请人|当事人|信访人|来访人|投诉人|姓名|甲方|乙方|联系人|配偶|本人|村民|居民|业主|租客)[:：]\s*")
_CROWD = re.compile(
    r"等(?:\d+|[一二两三四五六七八九十百]+)?(?:余|多|几)?(?:人|户|名)?(?:村民|居民|业主|群众|员工|工人|住户|租户|商户)?$|\d+(?:余|多)?(?:人|户|名)$"
)
_MARK = re.compile(r"(?<=[^*※][^*※])[*※]$")  # of a clerk, on a whole name: 张* and 张** are masked
_SEPARATOR = re.compile(r"[·••・.\s]+")
_NAME_END = re.compile(r"[,，、;；/]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as compared; `given` is "" when only the surname is known ("张女士")."""

    text: str
    surname: str
    given: str
    sounds: tuple[str, ...]
    sex: str | None = None

    @property
    def is_full(self) -> bool:
        """True if and only if a given name is known."""
        return bool(self.given)

    @property
    def sound(self) -> str:
        """The whole name in toneless pinyin."""
        return "".join(self.sounds)


def _surname_length(text: str) -> int:
    return 2 if len(text) > 2 and text[:2] in _DOUBLE_SURNAMES else 1


def _without_title(text: str) -> tuple[str, str | None, bool]:
    """(surname, sex, True) for a surname with a title, else (text, None, False)."""
    for titles, sex in ((_WOMAN, "female"), (_MAN, "male"), (_NEITHER, None)):
        for title in titles:
            surname = text.removesuffix(title)
            if surname != text and surname and (len(surname) == 1 or surname in _DOUBLE_SURNAMES):
                return surname, sex, True
    return text, None, False


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    """A character in toneless pinyin; one that has none stands for itself."""
    return str(lazy_pinyin(char, style=Style.NORMAL)[0])


def _sounds(text: str, surname_length: int) -> tuple[str, ...]:
    first = _SURNAME_SOUNDS.get(text[0], "") if surname_length == 1 else ""
    return (first or _sound(text[0]), *(_sound(char) for char in text[1:]))


@lru_cache(maxsize=200_000)
def read_name(raw: str) -> Name | None:
    """The name that was meant; None if the cell holds none.

    >>> read_name("户主:陈 伟(男)等5人").text
    '陈伟'
    >>> read_name("张女士").surname, read_name("张女士").is_full
    ('张', False)
    """
    text = _ROLE.sub("", plain(raw))
    sex = "male" if re.search(r"[(\[【]男", text) else "female" if re.search(r"[(\[【]女", text) else None
    text = _NAME_END.split(_BRACKETED.sub("", text))[0]
    text = _MARK.sub("", _CROWD.sub("", _SEPARATOR.sub("", text)))
    if not text or text.isdigit():
        return None
    surname, titled_sex, is_titled = _without_title(text)
    if is_titled:
        return Name(text, surname, "", _sounds(surname, len(surname)), sex or titled_sex)
    length = _surname_length(text)
    return Name(text, text[:length], text[length:], _sounds(text, length), sex)


def read_names(raw: tuple[str, ...]) -> tuple[Name, ...]:
    """The distinct names of a record, full ones first."""
    found = dict.fromkeys(name for text in raw if (name := read_name(text)))
    return tuple(sorted(found, key=lambda name: not name.is_full))
