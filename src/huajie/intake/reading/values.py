"""Reads phones, yes/no, sex, counts and place names as people type them."""

from __future__ import annotations

import re

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.money import chinese_number
from huajie.intake.reading.text import as_text, half_width, tidy
from huajie.intake.reading.typed import Phone, PhoneKind, Sex

ABSENT = frozenset(
    {
        "",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "无",
        "暂无",
        "不详",
        "未知",
        "不清楚",
        "没有",
        "未提供",
        "空",
        "N/A",
        "n/a",
        "null",
        "NULL",
        "None",
    }
)

_PHONE_SPLIT = re.compile(r"[/、,;；|\n和或及\s]+|(?<=\d)[(](?=[^0-9])")
_PHONE_TOKEN = re.compile(r"(?:\+?0{0,2}86-?(?=1[\d*]{10}))?([\d*][\d*()-]{4,})(?:转\d+)?")
_MOBILE = re.compile(r"1[3-9\d*][\d*]{9}")
_YES = frozenset((
    "√", "✓", "✔", "☑", "v", "V", "y", "Y", "是", "有", "已", "1", "对", "yes", "YES", "Yes", "true", "TRUE", "已办", "已办理",
    "已登记", "办理", "已享受", "享受", "已申领", "●", "1.0",
))  # fmt: skip
_NO = frozenset((
    "×", "✗", "✘", "x", "X", "Х", "否", "无", "未", "0", "没有", "n", "N", "no", "NO", "No", "false", "FALSE", "未办", "未办理",
    "未登记", "没办", "无办理", "未享受", "未申领", "/", "-", "—", "0.0", "不是", "没办理",
))  # fmt: skip
_COUNT = re.compile(r"(?:约|共|大约|涉及)?\s*(\d+)\s*余?多?\s*(?:人|口人|口|户|岁|周岁|个|名|位|件|宗)?(?:左右|以上|家)?")
_CHINESE_COUNT = re.compile(r"(?:约|共)?([一二两三四五六七八九十]{1,3})(?:人|口人|口|户|岁|个|名|位)?")


def read_phones(cell: Cell) -> tuple[Phone, ...]:
    """Every phone in the cell, in order; digits only."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        text = str(int(cell))
        return (_phone(text),) if 5 <= len(text) <= 13 else ()
    if not isinstance(cell, str):
        return ()
    text = cell
    if len(text) == 11 and text.isascii() and text.isdigit():
        return (_phone(text),)
    text = half_width(text).replace("–", "-").replace("—", "-").replace("*", "*")
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    found = [_phone(digits) for part in _parts(text) if (digits := _digits(part))]
    return tuple(dict.fromkeys(found))


def _parts(text: str) -> list[str]:
    """Pieces that are a phone each; “154 0000 0001” and “020 86781626” stay whole."""
    squeezed = re.sub(r"(?<=\d) (?=\d)", "", text)
    whole = squeezed.replace("-", "")
    if whole.isdigit() and 7 <= len(whole) <= 12:
        return [squeezed]
    return _PHONE_SPLIT.split(text)


def _digits(part: str) -> str:
    match = _PHONE_TOKEN.search(part)
    return re.sub(r"[()-]", "", match[1]) if match else ""


def _phone(digits: str) -> Phone:
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    if len(digits) == 11 and _MOBILE.fullmatch(digits):
        return Phone(digits, PhoneKind.MOBILE)
    landline = len(digits) in {7, 8} or (digits.startswith("0") and 10 <= len(digits) <= 12)
    return Phone(digits, PhoneKind.LANDLINE if landline else PhoneKind.SHORT)


def read_answer(cell: Cell) -> bool | None:
    """Yes, no, or None where the cell says neither."""
    if isinstance(cell, bool):
        return cell
    text = half_width(as_text(cell)).strip()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if re.match(r"(?:未|没|无|否|不)", text):
        return False
    return True if re.match(r"(?:已|是|有|√)", text) else None


def read_sex(cell: Cell) -> Sex | None:
    """The sex, None where the cell says neither."""
    text = half_width(as_text(cell)).strip().lower()
    if text in {"男", "男性", "1", "m", "male", "先生"}:
        return Sex.MALE
    if text in {"女", "女性", "2", "f", "female", "女士"}:
        return Sex.FEMALE
    return None


def read_count(cell: Cell) -> int | None:
    """A whole number: “3人”, “3.0”, “三口人”. None where there is none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) and 0 <= cell < 1_000_000 else None
    if not isinstance(cell, str):
        return None
    text = half_width(cell).strip().removesuffix(".0")
    if match := _COUNT.fullmatch(text):
        return int(match[1]) if len(match[1]) < 7 else None
    if match := _CHINESE_COUNT.fullmatch(text):
        return chinese_number(match[1])
    return None


def read_text(cell: Cell) -> str:
    """Text as typed; marks that stand for nothing become empty. What begins with = + - @ stays text."""
    text = as_text(cell)
    return "" if text in ABSENT else text


def read_place(cell: Cell) -> str:
    """A place name without stray spaces."""
    return tidy(read_text(cell)).replace(" ", "").replace("\n", "")
