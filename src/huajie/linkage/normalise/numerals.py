"""Chinese numerals up to 9999 as Arabic ones."""

import re

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMBER = r"[零〇一二两三四五六七八九十百千]+"
_ANY = re.compile(rf"(?<!\d){CHINESE_NUMBER}")  # in 2千元, 千 is a unit


def chinese_to_int(text: str) -> int:
    """The value of a Chinese numeral; a bare row of digits is read digit by digit.

    >>> [chinese_to_int(text) for text in ("三", "十六", "二十", "一百零二", "二〇二一")]
    [3, 16, 20, 102, 2021]
    """
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = 0
    digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def arabic(text: str) -> str:
    """The text with each Chinese numeral written in Arabic digits.

    >>> arabic("三社十二号")
    '3社12号'
    """
    return _ANY.sub(lambda found: str(chinese_to_int(found.group())), text)
