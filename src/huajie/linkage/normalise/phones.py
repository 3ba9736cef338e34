"""Phone numbers, several to a cell, in plain digits."""

import re

from huajie.linkage.normalise.widths import plain

_SEPARATORS = re.compile(r"[/、,;|\n\r\t]|或|和|\s{2,}|(?<=\d{11})\s+(?=\d)")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$|0\d{9,11}$)")
_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}|\d{7,8}")
_MASK = re.compile(r"\d[*xX?#]")
_FLOAT_TAIL = re.compile(r"\.0$")


def _read(part: str) -> str | None:
    if _MASK.search(part):
        return None
    digits = _COUNTRY.sub("", re.sub(r"[^\d+]", "", _FLOAT_TAIL.sub("", part.strip())))
    return digits if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits) else None


def read_phones(raw: tuple[str, ...]) -> tuple[str, ...]:
    """Each number once, in the order found, mobiles before landlines; masked or broken ones are left out.

    >>> read_phones(("154-0000-0001/020-00000002", "+8615400000001"))
    ('15400000001', '02000000002')
    """
    found = [number for text in raw for part in _SEPARATORS.split(plain(text)) if (number := _read(part))]
    return tuple(dict.fromkeys(sorted(found, key=lambda number: not _MOBILE.fullmatch(number))))
