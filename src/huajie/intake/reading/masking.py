"""Sample values that show the shape of a column without showing anybody's data."""

from __future__ import annotations

import re

from huajie.core.masking import masked_id_number, masked_phone
from huajie.intake.reading.content import Content, Holds

_DIGITS = re.compile(r"\d{5,}[\dXx*]*|\d[\d -]{6,}\d")
_LONGEST = 14
_WHOLE = 12  # a kind of dispute, a village, a unit; longer text may be somebody's story
_OPENING = 8


def mask(text: str, content: Content) -> str:
    """4401**********3036, 154****0001, 郑**, 东湖村*社*…; other text is cut short and its long numbers are masked."""
    if content.holds is Holds.NAME or content.share(Holds.NAME) >= 0.5:
        return text[:1] + "*" * (len(text) - 1 if len(text) < 5 else 2)
    if content.holds in {Holds.DATE, Holds.SERIAL, Holds.COUNT, Holds.MONEY, Holds.SEX, Holds.YES_NO}:
        return text[:_LONGEST]
    if content.holds is Holds.FAMILY:
        return text[:3] + "…"
    text = text.replace("\n", " ")
    if content.holds is Holds.ADDRESS or content.share(Holds.ADDRESS) >= 0.5:
        return re.sub(r"\d", "*", text[:_OPENING]) + ("…" if len(text) > _OPENING else "")
    masked = _DIGITS.sub(_mask_number, text)
    is_number = _DIGITS.fullmatch(text) is not None
    return masked if is_number or len(masked) <= _WHOLE else masked[:_OPENING] + "…"


def _mask_number(match: re.Match[str]) -> str:
    number = match[0].replace(" ", "").replace("-", "")
    if len(number) >= 15:
        return masked_id_number(number)
    if len(number) >= 11:
        return masked_phone(number)
    return number[:2] + "*" * (len(number) - 2)
