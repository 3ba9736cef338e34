"""Sample values that show the shape of a column without showing anybody's data."""

from __future__ import annotations

import re

from huajie.intake.reading.content import Content, Holds

_DIGITS = re.compile(r"\d{5,}[\dXx*]*|\d[\d -]{6,}\d")
_LONGEST = 14


def mask(text: str, content: Content) -> str:
    """440190********3036, 154****0001, 郑**; other text is cut short and its long numbers are masked."""
    if content.holds is Holds.NAME or content.share(Holds.NAME) >= 0.5:
        return text[:1] + "*" * (len(text) - 1 if len(text) < 5 else 2)
    if content.holds in {Holds.DATE, Holds.SERIAL, Holds.COUNT, Holds.MONEY, Holds.SEX, Holds.YES_NO}:
        return text[:_LONGEST]
    if content.holds is Holds.FAMILY:
        return text[:3] + "…"
    masked = _DIGITS.sub(_mask_number, text.replace("\n", " "))
    return masked if len(masked) <= 20 else masked[:_LONGEST] + "…"


def _mask_number(match: re.Match[str]) -> str:
    number = match[0].replace(" ", "").replace("-", "")
    if len(number) >= 15:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return number[:2] + "*" * (len(number) - 2)
