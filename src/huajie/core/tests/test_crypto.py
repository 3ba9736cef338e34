"""Encryption of personal values and their blind index."""

import pytest
from cryptography.fernet import Fernet, InvalidToken
from pytest_django import Settings

from huajie.core.crypto import blind_index, blind_tokens, decrypt, encrypt, renew

NUMBER = "44019019911209818X"


def test_a_value_comes_back_and_never_looks_the_same_twice() -> None:
    first, second = encrypt(NUMBER), encrypt(NUMBER)

    assert decrypt(first) == decrypt(second) == NUMBER
    assert first != second
    assert NUMBER not in first


def test_a_value_under_an_old_key_is_read_and_renewed(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = (old,)
    written = encrypt(NUMBER)
    settings.FIELD_KEYS = (new, old)

    renewed = renew(written)

    assert decrypt(written) == decrypt(renewed) == NUMBER
    settings.FIELD_KEYS = (new,)
    assert decrypt(renewed) == NUMBER
    with pytest.raises(InvalidToken):
        decrypt(written)


def test_a_blind_index_depends_on_value_purpose_and_key(settings: Settings) -> None:
    index = blind_index(NUMBER, "identifier")

    assert index == blind_index(NUMBER, "identifier")
    assert len({index, blind_index(NUMBER, "phone"), blind_index(NUMBER[:-1], "identifier")}) == 3
    settings.INDEX_KEY = "11" * 32
    assert blind_index(NUMBER, "identifier") != index


def test_tokens_are_signed_64_bit_numbers_in_the_order_given() -> None:
    there, back = blind_tokens(["a", "b"]), blind_tokens(["b", "a"])

    assert there == back[::-1]
    assert all(-(2**63) <= token < 2**63 for token in there)
