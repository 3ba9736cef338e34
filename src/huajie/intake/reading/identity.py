"""Reads ID numbers as sheets mangle them: rounded floats, masks, full-width digits, ×/Χ for X. Nothing is ever guessed."""

from __future__ import annotations

import datetime as dt
import re

from stdnum.cn.ric import calc_check_digit

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.text import half_width
from huajie.intake.reading.typed import IdNumber, IdStatus

_LOOKS_LIKE_X = str.maketrans({"×": "X", "Χ": "X", "χ": "X", "х": "X", "Х": "X", "x": "X", "✕": "X", "╳": "X", "乂": "X"})
_MASKS = str.maketrans({"*": "*", "＊": "*", "●": "*", "■": "*", "•": "*", "?": "*", "·": "*", "＿": "*", "_": "*"})
_ARMOUR = re.compile(r"[\s'‘’`\"“”,，.;；:：\-—–]|身份证号?码?|号码")
_SCIENTIFIC = re.compile(r"(\d(?:\.\d+)?)E\+?(\d{1,2})", re.IGNORECASE)
_PERMIT = re.compile(r"[A-Z]{1,3}\d{6,10}[A-Z]?")
_NOTHING = frozenset(
    {"", "/", "无", "不详", "未提供", "暂无", "不愿提供", "-", "—", "未知", "\\", "拒绝提供", "不清楚", "没有", "待补", "待核"}
)
_EXACT_FLOAT = 2**53
_SIGNIFICANT = 15  # digits that Excel keeps of a number


def read_id_number(cell: Cell) -> IdNumber | None:
    """The identifier, None where there is none.

    >>> read_id_number("44019019800101123x").status.value in {"valid", "bad_check"}
    True
    """
    if isinstance(cell, str):
        return _from_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return _from_number(cell)


def _from_number(number: float) -> IdNumber | None:
    if number != int(number) or number <= 0:
        return None
    digits = str(int(number))
    if isinstance(number, float) and number >= _EXACT_FLOAT:
        return _rounded(digits)
    return _judged(digits) if len(digits) < 17 else _rounded(digits)


def _rounded(digits: str, known: int = _SIGNIFICANT) -> IdNumber:
    """Excel keeps 15 significant digits: the others are lost, not zero."""
    return IdNumber(digits[:known].ljust(len(digits), "*"), IdStatus.DIGITS_LOST)


def _from_text(raw: str) -> IdNumber | None:
    text = half_width(raw).strip().translate(_LOOKS_LIKE_X)
    if match := _SCIENTIFIC.fullmatch(text):
        known = match[1].replace(".", "")
        return IdNumber(known.ljust(int(match[2]) + 1, "*"), IdStatus.DIGITS_LOST)
    if text.endswith(".0") and text[:-2].isdecimal():
        text = text[:-2]
        if len(text) == 18:
            return _rounded(text)
    text = _ARMOUR.sub("", text).upper().translate(_MASKS)
    if text in _NOTHING or not any(char.isdecimal() for char in text):
        return None
    return _judged(text)


def _judged(text: str) -> IdNumber:
    if "*" in text:
        return IdNumber(text, IdStatus.MASKED)
    if len(text) == 18 and text[:17].isdecimal() and (text[17].isdecimal() or text[17] == "X"):
        if calc_check_digit(text) == text[17] and birth_in(text):
            return IdNumber(text, IdStatus.VALID)
        return _rounded(text) if text.endswith("000") else IdNumber(text, IdStatus.BAD_CHECK)
    if len(text) == 15 and text.isdecimal():
        return IdNumber(text, IdStatus.OLD_15)
    if _PERMIT.fullmatch(text):
        return IdNumber(text, IdStatus.OTHER_DOCUMENT)
    return IdNumber(text, IdStatus.WRONG_LENGTH)


def birth_in(number: str) -> dt.date | None:
    """The date of birth in an 18-character number whose digits 7–14 are known and make a date."""
    digits = number[6:14]
    if len(number) != 18 or not digits.isdecimal():
        return None
    try:
        born = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= 1880 else None
