"""Phones and addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huajie.linkage.normalise.addresses import Place, are_apart, read_place
from huajie.linkage.normalise.numerals import chinese_to_int
from huajie.linkage.normalise.phones import read_phones


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("154-0000-0001", ("15400000001",)),
        ("15400000001", ("15400000001",)),
        ("+86 154 0000 0001", ("15400000001",)),
        ("020-00000002/15400000001", ("15400000001", "02000000002")),
        ("15400000001、15400000003", ("15400000001", "15400000003")),
        ("15400000001 15400000003", ("15400000001", "15400000003")),
        ("15400000001.0", ("15400000001",)),
        ("154****0001", ()),
        ("无", ()),
    ],
)
def test_phones_are_found_in_a_cell(typed: str, meant: tuple[str, ...]) -> None:
    assert read_phones((typed,)) == meant


@pytest.mark.parametrize(
    "typed", ["广州市花都区花山镇平龙社区三社12号", "平龙社区第3经济社12号", "平龙社区3队12号", "平龙3组十二号", "平龙社区第三村民小组12号"]
)
def test_one_door_has_many_spellings(typed: str) -> None:
    assert read_place(typed) == Place("3", "12", "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("新街村12号之一", Place("", "12-1", "")),
        ("云山社区8号3栋502房", Place("", "8", "3-502")),
        ("云山社区3栋502", Place("", "", "3-502")),
        ("大华二路44号金碧豪庭10栋204房", Place("", "大华二路44", "10-204")),
        ("广州市花都区新华街道丰盛社区33号", Place("", "33", "")),
        ("新华街道建设路20号", Place("", "建设路20", "")),
        ("云山社区1004房", Place("", "", "1004")),
        ("某省某市某县某镇", Place()),
    ],
)
def test_an_address_is_read_down_to_the_room(typed: str, meant: Place) -> None:
    assert read_place(typed) == meant


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("云山社区1004房", "云山社区2栋1004房", False),
        ("云山社区1栋1004房", "云山社区2栋1004房", True),
        ("云山社区1005房", "云山社区2栋1004房", True),
        ("三社12号", "12号", False),
        ("大华二路44号金碧豪庭10栋204房", "金碧豪庭10栋204", False),
        ("大华二路44号金碧豪庭10栋204房", "大华二路44号金碧豪庭11栋204房", True),
        ("三社12号", "三社13号", True),
        ("三社", "三社13号", False),
    ],
)
def test_doors_are_apart_only_if_both_are_named_and_cannot_be_one(one: str, other: str, apart: bool) -> None:
    assert are_apart([read_place(one)], [read_place(other)]) is apart


def test_a_room_without_its_building_is_no_full_door() -> None:
    assert read_place("云山社区1004房").full_door == ""
    assert read_place("云山社区2栋1004房").full_door == "#2-1004"


@given(st.integers(1, 99))
def test_chinese_numerals_are_read(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ((digits[tens] if tens > 1 else "") + "十" if tens else "") + (digits[ones] if ones else "")
    assert chinese_to_int(written) == number
