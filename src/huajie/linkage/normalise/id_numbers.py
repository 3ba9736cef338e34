"""Resident ID numbers as people type them: sound, damaged, masked, or with digits lost to a spreadsheet."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn.ric import calc_check_digit

from huajie.linkage.normalise.widths import plain

_NOISE = re.compile(r"[\s'`’‘\"“”.,;:·_/\\-]")
_CROSSES = str.maketrans({"×": "X", "Χ": "X", "Х": "X", "x": "X", "✕": "X", "✖": "X", "╳": "X"})
_MASKED = re.compile(r"(\d{3,14})(?:[*＊#?●•○]+|X{2,})(\d{1,4}|\d{0,3}X)")
_CUT = re.compile(r"(\d{14,17})[*＊#?●•○]+")
_DOCUMENT = re.compile(r"[A-Z]{1,3}\d{6,10}")
_TRUE_DIGITS = 14  # a spreadsheet keeps 15 digits of a long number, and some programs round the last of them


class Soundness(StrEnum):
    """How far a number can be trusted."""

    SOUND = "sound"  # 18 characters with a right check digit and a possible birth date
    DAMAGED = "damaged"  # digits wrong, missing or swapped
    PARTIAL = "partial"  # masked or cut: `text` holds % for what is unknown
    DOCUMENT = "document"  # a permit or passport


@dataclass(frozen=True, slots=True)
class IdNumber:
    """One number in its plain form."""

    text: str
    soundness: Soundness

    @property
    def birth_date(self) -> date | None:
        """The date in the number, if enough of it is known."""
        return birth_date_of(self.text) if self.soundness is not Soundness.DOCUMENT and "%" not in self.text[:14] else None

    @property
    def sex(self) -> str | None:
        """The sex in a sound number."""
        if self.soundness is not Soundness.SOUND:
            return None
        return "male" if int(self.text[16]) % 2 else "female"


def check_digit(first_17: str) -> str:
    """The 18th character that GB 11643 asks for.

    >>> check_digit("44019019910309998")
    '3'
    """
    return calc_check_digit(f"{first_17}0")  # which leaves out the last character


def birth_date_of(text: str) -> date | None:
    """The birth date written in digits 7 to 14, if it is a date between 1880 and 2100."""
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
    return born if 1880 <= born.year <= 2100 else None


def is_sound(text: str) -> bool:
    """True if and only if the 18 characters carry a possible birth date and the right check digit."""
    return bool(re.fullmatch(r"\d{17}[\dX]", text)) and birth_date_of(text) is not None and check_digit(text[:17]) == text[17]


def _cleaned(raw: str) -> str:
    return _NOISE.sub("", plain(raw).translate(_CROSSES)).upper()


def _from_15(text: str) -> str:
    longer = f"{text[:6]}19{text[6:]}"
    return longer + check_digit(longer)


def read_id_number(raw: str) -> IdNumber | None:
    """The number that was meant, and how sound it is; None for what is no number at all.

    >>> read_id_number("440190 19911209 818×").text
    '44019019911209818X'
    >>> read_id_number("440190********1234").text
    '440190%1234'
    """
    text = _cleaned(raw)
    if masked := _MASKED.fullmatch(text):
        return IdNumber(f"{masked[1]}%{masked[2]}", Soundness.PARTIAL)
    if cut := _CUT.fullmatch(text):
        return IdNumber(f"{cut[1][:_TRUE_DIGITS]}%", Soundness.PARTIAL)
    if _DOCUMENT.fullmatch(text):
        return IdNumber(text, Soundness.DOCUMENT)
    if not re.fullmatch(r"\d{14,19}X?", text):
        return None
    if len(text) == 18 and text.endswith("000"):  # one in a thousand ends so by nature, every one that a spreadsheet has rounded does
        return IdNumber(f"{text[:_TRUE_DIGITS]}%", Soundness.PARTIAL)
    if is_sound(text):
        return IdNumber(text, Soundness.SOUND)
    if len(text) == 15 and text.isdigit() and is_sound(_from_15(text)):
        return IdNumber(_from_15(text), Soundness.SOUND)
    if len(text) == 18 and text.endswith("00"):
        return IdNumber(f"{text[:_TRUE_DIGITS]}%", Soundness.PARTIAL)
    return IdNumber(text, Soundness.DAMAGED)


def read_id_numbers(raw: tuple[str, ...]) -> tuple[IdNumber, ...]:
    """The distinct numbers of a record, sound ones first."""
    found = {number for text in raw if (number := read_id_number(text))}
    return tuple(sorted(found, key=lambda number: (list(Soundness).index(number.soundness), number.text)))
