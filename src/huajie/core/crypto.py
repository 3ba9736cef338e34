"""Encryption of personal values, and the blind index by which an encrypted value is found again."""

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """Encrypts under the newest key and decrypts under every one."""
    return _cipher(settings.FIELD_KEYS)


def encrypt(text: str) -> str:
    """The text under the newest key. Empty stays empty."""
    return cipher().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text back, under whichever key it was written with."""
    return cipher().decrypt(token.encode()).decode() if token else ""


def renew(token: str) -> str:
    """The same text under the newest key."""
    return cipher().rotate(token.encode()).decode() if token else ""


def blind_index(value: str, purpose: str) -> str:
    """32 hexadecimal digits that are equal if and only if value and purpose are (HMAC-SHA256, 128 bits)."""
    return hmac.digest(bytes.fromhex(str(settings.INDEX_KEY)), f"{purpose}:{value}".encode(), "sha256").hex()[:32]


def blind_tokens(values: Iterable[str]) -> list[int]:
    """Signed 64-bit numbers for linkage tokens, in the order given (keyed BLAKE2b)."""
    key = bytes.fromhex(str(settings.INDEX_KEY))
    return [int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8, key=key).digest(), "big", signed=True) for value in values]
