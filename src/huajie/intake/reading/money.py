"""Reads money as people type it, to integer fen; the unit may stand in the cell, the header or the title row."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.text import half_width

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)\s*(亿|千万|百万|十万|万|千|百)?")
_TEN_THOUSANDS_AND_MORE = re.compile(r"(\d+)万零?(\d+)(千|百|(?=元))元?")
_SCALE = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "十万": 100_000, "万": 10_000, "千": 1000, "百": 100, None: 1, "": 1}
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬]+")
_DIGIT = {char: index % 10 for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNIT = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NONE = frozenset({"", "/", "-", "—", "无", "\\", "不详", "未知", "不清楚", "暂无", "没有", "无收入", "不涉及", "——"})
_DRESS = re.compile(r"(?:人民币|RMB|[¥￥$约大近共计合需每月年人均收入欠款总额为逾超多余左右整元圆块钱/():：\s~≈-])", re.IGNORECASE)
MOST_FEN = 10**15


class NoAmount(ValueError):
    """Text that holds no single amount."""


def read_fen(cell: Cell, unit: int = 1) -> int | None:
    """Fen, None for an empty cell. `unit` is what a bare number counts, in yuan (10,000 under “(万元)”). Raises NoAmount.

    >>> read_fen("1.2万"), read_fen("1,120元/月"), read_fen("三千元"), read_fen(3.5, unit=10_000)
    (1200000, 112000, 300000, 3500000)
    """
    if isinstance(cell, str):
        return _read_text(cell, unit)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise NoAmount
    return _fen(Decimal(repr(cell)) * unit)


@lru_cache(maxsize=20_000)
def _read_text(raw: str, unit: int) -> int | None:
    text = half_width(raw).strip()
    if text in _NONE:
        return None
    if not re.search(r"\d", text):
        return _fen(Decimal(_chinese_amount(text)))
    text = _TEN_THOUSANDS_AND_MORE.sub(_summed, text)
    numbers = list(_NUMBER.finditer(text))
    rest = _NUMBER.sub("", text)
    if len(numbers) != 1 or _DRESS.sub("", rest) or text.lstrip().startswith("-"):
        raise NoAmount
    value = Decimal(numbers[0][1].replace(",", ""))
    said = numbers[0][2]
    bare = said is None and "元" not in rest and "块" not in rest
    return _fen(value * _SCALE[said] * (unit if bare else 1))


def _summed(match: re.Match[str]) -> str:
    """1万5千 → 15000元."""
    return f"{Decimal(match[1]) * 10_000 + Decimal(match[2]) * _SCALE[match[3]]}元"


def _chinese_amount(text: str) -> int:
    """三千五百 → 3500. Raises NoAmount."""
    match = _CHINESE.search(text)
    if match is None or _DRESS.sub("", text.replace(match[0], "", 1)):
        raise NoAmount
    return chinese_number(match[0])


def chinese_number(text: str) -> int:
    """A number in Chinese numerals up to hundreds of millions."""
    total = section = digit = 0
    for char in text:
        if char in _DIGIT:
            digit = _DIGIT[char]
        elif char in _UNIT:
            section += (digit or 1) * _UNIT[char]
            digit = 0
        elif char in {"万", "萬"}:
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
    return total + section + digit


def _fen(yuan: Decimal) -> int:
    try:
        fen = int((yuan * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        raise NoAmount from None
    if fen < 0 or fen > MOST_FEN:
        raise NoAmount
    return fen
