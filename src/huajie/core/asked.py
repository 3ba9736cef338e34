"""Numbers as an address or a form asks for them: text from outside, of which nothing is certain."""

_MOST_DIGITS = 18  # what a database holds in 64 bits


def number_asked(text: str | None) -> int:
    """The number; 0 where there is none, or one that no key can be.

    >>> number_asked("12"), number_asked("²"), number_asked(None), number_asked("9" * 5000)
    (12, 0, 0, 0)
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else 0
