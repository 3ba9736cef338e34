"""Codes that nobody guesses and anybody can type from paper: no 0 and O, no 1, I and L."""

import secrets

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 16  # of 31 signs each: 79 bits


def new_code() -> str:
    """A fresh code."""
    return "".join(secrets.choice(_SIGNS) for _ in range(LENGTH))


def typed_code(typed: str) -> str:
    """A code as it was meant: without spaces and hyphens, in capitals.

    >>> typed_code("7kq4-mnp2 abcd-wxyz")
    '7KQ4MNP2ABCDWXYZ'
    """
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def in_fours(code: str) -> str:
    """As it is printed.

    >>> in_fours("7KQ4MNP2ABCDWXYZ")
    '7KQ4-MNP2-ABCD-WXYZ'
    """
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
