"""What a typed ID number means. County codes 440190 and 440191 have never been assigned."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huajie.linkage.normalise.id_numbers import Soundness, check_digit, is_sound, read_id_number, read_id_numbers

SOUND = st.builds(
    lambda day, order: (body := f"440190{day:%Y%m%d}{order:03d}") + check_digit(body),
    st.dates(date(1930, 1, 1), date(2020, 12, 31)),
    st.integers(1, 999),
)
ID = "44019019880615332" + check_digit("44019019880615332")


@pytest.mark.parametrize(
    "typed", [ID, f"'{ID}", f" {ID[:6]} {ID[6:14]} {ID[14:]} ", "".join(chr(ord(char) + 0xFEE0) for char in ID), ID.replace("X", "×")]
)
def test_the_many_ways_to_type_a_number_are_one(typed: str) -> None:
    number = read_id_number(typed)
    assert number is not None
    assert (number.text, number.soundness) == (ID, Soundness.SOUND)


def test_fifteen_digits_become_eighteen() -> None:
    body = "440190" + "880615332"
    number = read_id_number(body)
    assert number is not None
    assert number.soundness is Soundness.SOUND
    assert number.text.startswith("44019019880615332")


@pytest.mark.parametrize(
    ("typed", "soundness"),
    [
        (ID[:17], Soundness.DAMAGED),
        (f"{ID[:10]}{ID[11]}{ID[10]}{ID[12:]}", Soundness.DAMAGED),
        (f"{ID[:6]}********{ID[14:]}", Soundness.PARTIAL),
        ("440191198912083800", Soundness.PARTIAL),
        ("H12345678", Soundness.DOCUMENT),
    ],
)
def test_what_is_wrong_with_a_number_is_known(typed: str, soundness: Soundness) -> None:
    number = read_id_number(typed)
    assert number is not None
    assert number.soundness is soundness


def test_digits_lost_to_a_spreadsheet_are_not_guessed() -> None:
    number = read_id_number("440191198912083800")
    assert number is not None
    assert number.text == "44019119891208%"
    assert number.birth_date == date(1989, 12, 8)
    assert number.sex is None


@pytest.mark.parametrize("stars", ["***", "****", "＊＊＊"])
def test_digits_replaced_by_stars_at_the_end_count_as_lost(stars: str) -> None:
    number = read_id_number(f"440191198912083{stars}")
    assert number is not None
    assert (number.text, number.soundness) == ("44019119891208%", Soundness.PARTIAL)


@pytest.mark.parametrize("typed", ["", "无", "/", "不详", "4.4019E+17", "123"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_id_number(typed) is None


def test_sound_numbers_come_first() -> None:
    assert [number.soundness for number in read_id_numbers((ID[:17], ID))] == [Soundness.SOUND, Soundness.DAMAGED]


@given(SOUND)
def test_reading_a_number_twice_changes_nothing(text: str) -> None:
    number = read_id_number(text)
    assert number is not None
    assert read_id_number(number.text.replace("%", "0000")) == number


@given(SOUND, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(text: str, place: int, shift: int) -> None:
    wrong = text[:place] + str((int(text[place]) + shift) % 10) + text[place + 1 :]
    assert not is_sound(wrong)
