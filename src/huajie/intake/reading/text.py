"""Characters as people type them: full-width digits, odd spaces, brackets, armour against formulas."""

from __future__ import annotations

import datetime as dt
import re

from huajie.intake.reading.cells import Cell

_FULL_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u3000\u2002\u2003\u2009\t"), " ")
# Invisible marks, such as those that turn the direction of writing, and control characters: no database takes NUL.
_NOTHING_CODES = (
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD, *range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F,
)  # fmt: skip
_INVISIBLE = re.escape("".join(map(chr, _NOTHING_CODES)))
_NOTHING = dict.fromkeys(_NOTHING_CODES, "")
_HALF: dict[int, int | str] = {**_FULL_TO_HALF, **_SPACES, **_NOTHING}
_TIDY = {**_SPACES, **_NOTHING}
# translating is slow and seldom needed: look first
_HAS_WIDE = re.compile(rf"[\uff01-\uff5e\u00a0\u3000\u2002\u2003\u2009\t{_INVISIBLE}]")
_HAS_ODD = re.compile(rf"[\u00a0\u3000\u2002\u2003\u2009\t{_INVISIBLE}]")
_RUN_OF_SPACES = re.compile(r"[ ]{2,}")
DITTO = frozenset({"同上", "〃", '"', "″", "”", "“", "''", "同上行", "如上", "同 上", "′′", "〝", "〞", "//"})


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation become half-width; invisible characters vanish."""
    return text.translate(_HALF) if not text.isascii() and _HAS_WIDE.search(text) else text


def tidy(text: str) -> str:
    """The text as meant: trimmed, one kind of space, its punctuation untouched."""
    if _HAS_ODD.search(text):
        text = text.translate(_TIDY)
    text = text.strip()
    if text.startswith("'"):
        text = text[1:].lstrip()
    return _RUN_OF_SPACES.sub(" ", text) if "  " in text else text


def as_text(cell: Cell) -> str:
    """The cell as it looks in the sheet."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def is_ditto(cell: Cell) -> bool:
    """True if and only if the cell repeats the one above."""
    return isinstance(cell, str) and len(cell) < 8 and cell.strip() in DITTO
