"""What a typed name means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huajie.linkage.normalise.names import read_name

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("陈 伟", "陈伟"),
        ("陈伟(男)", "陈伟"),
        ("陈伟(户主)", "陈伟"),
        ("户主:陈伟", "陈伟"),
        ("陈伟等5人", "陈伟"),
        ("陈伟等", "陈伟"),
        ("陈伟等5户村民", "陈伟"),
        ("吴汉林等村民", "吴汉林"),
        ("陈伟*", "陈伟"),
        ("陈一名", "陈一名"),
    ],
)
def test_what_surrounds_a_name_is_dropped(typed: str, meant: str) -> None:
    name = read_name(typed)
    assert name is not None
    assert name.text == meant


@pytest.mark.parametrize(("typed", "sex"), [("张女士", "female"), ("欧阳先生", "male"), ("李某某", None), ("陈*", None)])
def test_a_title_leaves_only_the_surname(typed: str, sex: str | None) -> None:
    name = read_name(typed)
    assert name is not None
    assert not name.is_full
    assert name.sex == sex


@pytest.mark.parametrize(("left", "right"), [("汤艳", "唐燕"), ("曾静", "增靖"), ("单明", "山鸣")])
def test_homophones_sound_alike_and_surnames_are_read_as_surnames(left: str, right: str) -> None:
    one, other = read_name(left), read_name(right)
    assert one is not None
    assert other is not None
    assert one.sound == other.sound


@pytest.mark.parametrize("typed", ["", "  ", "()", "123"])
def test_no_name_is_no_name(typed: str) -> None:
    assert read_name(typed) is None


def test_a_rare_character_and_a_name_of_one_character_are_names() -> None:
    assert read_name("𠮷㘵") is not None
    assert read_name("丽") is not None


@given(CHINESE)
def test_reading_a_name_twice_changes_nothing(typed: str) -> None:
    once = read_name(typed)
    if once is not None:
        assert read_name(once.text) == once or once.sex is not None
