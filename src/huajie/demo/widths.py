"""Full-width signs, as Chinese keyboards make them."""

OFFSET = 0xFEE0
"""A full-width sign stands so far behind its ASCII twin in Unicode."""
WIDE_SPACE = "\u3000"
WIDE_COMMA, WIDE_SEMICOLON, WIDE_X = "\uff0c", "\uff1b", "\uff58"

DIGITS = {ord(sign): ord(sign) + OFFSET for sign in "0123456789X"}
PUNCTUATION = {ord(sign): ord(sign) + OFFSET for sign in ",:;()!?"}


def wide_digits(text: str) -> str:
    """Digits and X become full-width, for numbers typed in the wrong mode."""
    return text.translate(DIGITS)


def wide_punctuation(text: str) -> str:
    """Commas, colons, semicolons and brackets as Chinese prose has them."""
    return text.translate(PUNCTUATION)
