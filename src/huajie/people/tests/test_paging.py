"""Keyset pages over people."""

import pytest

from huajie.core.paging import page
from huajie.people.models import Person
from huajie.people.services.registering import register_people
from huajie.people.tests.making import make_areas, mention


@pytest.fixture(autouse=True)
def _people(db: None) -> None:
    make_areas()
    register_people([mention(name) for name in ("陈一", "陈一", "陈一", "陈二", "李一", "李一", "王五")])


@pytest.mark.parametrize("by", ["pinyin", "-pinyin"])
def test_pages_together_hold_everyone_once_in_order_also_where_names_are_equal(by: str) -> None:
    seen: list[Person] = []
    cursor = ""
    while not seen or cursor:
        found = page(Person.objects.all(), by=by, cursor=cursor, size=2)
        seen += found.rows
        cursor = found.next_cursor

    order = [(person.pinyin, person.pk) for person in seen]
    assert order == sorted(order, reverse=by.startswith("-"))
    assert len(seen) == 7


@pytest.mark.parametrize("cursor", ["x", "!!", "e30", "W10", "WzEsMl0x", "WyJhIiwgMl0", "bnVsbA", "WyIyMDIxLTEzLTAxIiwgMl0"])
@pytest.mark.parametrize("by", ["pinyin", "created_at"])
def test_a_damaged_cursor_is_an_answer_and_not_a_fault(by: str, cursor: str) -> None:
    assert page(Person.objects.all(), by=by, cursor=cursor, size=2).rows is not None


def test_no_rows_make_one_empty_page() -> None:
    found = page(Person.objects.none(), by="pinyin")

    assert (list(found.rows), found.next_cursor) == ([], "")
