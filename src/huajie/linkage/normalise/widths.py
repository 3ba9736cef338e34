"""Full-width forms to half-width, invisible characters away: the first step for every value."""

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f]")


def plain(text: str) -> str:
    """The text in NFKC form without invisible characters or outer space.

    >>> plain(" ４４０１９０\\u200b ")
    '440190'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
