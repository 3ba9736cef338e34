"""Rows without the ORM's ceremony are the rows that it would have written."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from huajie.audit.models import Entry
from huajie.core.bulk import add, insert, together
from huajie.people.models import Person, PersonName
from huajie.people.tests.making import VILLAGE, make_areas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def areas() -> None:
    make_areas()


def person(number: int) -> Person:
    return Person(ref=f"R{number:08d}", area_id=VILLAGE, name="陈伟", pinyin="chen wei")


def test_a_row_that_was_added_has_its_key_and_can_be_saved_again() -> None:
    added = person(1)
    add(added)
    assert Person.objects.get() == added
    added.name = "陈卫"
    added.save()
    assert Person.objects.get().name == "陈卫"


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_few_rows_are_inserted_like_many(count: int) -> None:
    insert([person(number) for number in range(count)])
    assert list(Person.objects.order_by("ref").values_list("ref", flat=True)) == [person(number).ref for number in range(count)]


def test_a_row_with_a_key_of_its_own_keeps_it() -> None:
    entry = Entry(number=7, at=timezone.now(), actor="system", act="x", detail={"二": [1]}, before="", digest="")
    add(entry)
    assert Entry.objects.get(number=7).detail == {"二": [1]}


def test_what_is_inserted_together_is_there_when_the_block_ends() -> None:
    add(person(1))
    names = [PersonName(person=Person.objects.get(), name=name, source="") for name in ("陈伟", "陈卫")]
    with CaptureQueriesContext(connection) as captured, together():
        insert(names[:1])
        insert(names[1:])
    assert len(captured) == (1 if connection.vendor == "postgresql" else 2)
    assert set(PersonName.objects.values_list("name", flat=True)) == {"陈伟", "陈卫"}


def test_nothing_is_sent_of_what_broke_off() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), together():
        insert([person(1)])
        raise ZeroDivisionError
    assert not Person.objects.exists()
