"""Registering matters in bulk, and telling them again."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.core import search
from huajie.matters.models import Matter, MatterToken, Party, PartyRole
from huajie.matters.newcomers import AddedTelling, NewParty
from huajie.matters.queries import MatterFilters, matters_list
from huajie.matters.services.indexing import SEARCH_TABLE
from huajie.matters.services.registering import register_matters
from huajie.matters.services.telling import add_tellings, withdraw_tellings
from huajie.matters.states import State
from huajie.matters.tests.making import APRIL, LEAK, MAY, new_matter, register_matter, telling
from huajie.people.tests.making import DISTRICT, make_areas, register, scope_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def found(words: str) -> list[str]:
    return [matter.ref for matter in search.matching(Matter.objects.order_by("pk"), SEARCH_TABLE, words)]


def test_matters_are_numbered_within_the_year_they_were_told_in() -> None:
    days = [date(2021, 4, 1), date(2020, 12, 31), date(2021, 1, 2)]

    matters = register_matters([new_matter(told_on=day) for day in days])

    assert [matter.ref for matter in matters] == ["HD-2021-000001", "HD-2020-000001", "HD-2021-000002"]
    assert [matter.found_on for matter in matters] == days


def test_a_matter_told_without_a_day_has_none_until_somebody_names_one() -> None:
    matter = register_matter(told_on=None, found_on=MAY)
    assert (matter.first_told_on, matter.found_on) == (None, MAY)

    add_tellings([AddedTelling(matter.pk, telling(told_on=date(2021, 6, 1), source="row:2"))])

    matter.refresh_from_db()
    assert matter.first_told_on == date(2021, 6, 1)


def test_a_matter_whose_only_day_is_withdrawn_has_none_again() -> None:
    matter = register_matter(telling=telling(source="row:1"))
    add_tellings([AddedTelling(matter.pk, telling(told_on=None, source="row:2"))])

    withdraw_tellings(["row:1"])

    matter.refresh_from_db()
    assert matter.first_told_on is None


def test_a_matter_without_a_day_lies_in_no_span_of_days() -> None:
    register_matters([new_matter(told_on=None), new_matter(told_on=APRIL)])

    within = matters_list(scope_in(DISTRICT), MatterFilters(since=date(2021, 1, 1), until=MAY))

    assert [matter.first_told_on for matter in within] == [APRIL]


def test_a_matter_that_a_list_calls_settled_is_registered_and_not_closed() -> None:
    matter = register_matter(telling=telling(progress="已化解"))

    assert matter.state == State.REGISTERED
    assert matter.tellings.get().noted == {"progress": "已化解"}


@pytest.mark.parametrize("words", ["漏水", "漏", "卫生间漏水", "陈伟", "HD-2021-000001"])
def test_a_matter_is_found_by_its_words_its_parties_and_its_reference(words: str) -> None:
    matter = register_matter(register("陈伟"), register("李娟"))
    register_matter(text="拖欠工资两个月")

    assert found(words) == [matter.ref]


def test_a_matter_told_again_is_one_matter_with_two_tellings() -> None:
    chen, li = register("陈伟"), register("李娟")
    matter = register_matter(chen, told_on=MAY)

    add_tellings(
        [
            AddedTelling(
                matter.pk, telling("热线反映滴水声", APRIL, "row:2"), (NewParty(chen.pk), NewParty(li.pk, role=PartyRole.OTHER_PARTY))
            )
        ]
    )

    matter.refresh_from_db()
    assert (matter.times_told, matter.found_on) == (2, APRIL)
    assert sorted(Party.objects.values_list("person__name", "role", "source")) == [
        ("李娟", "other_party", "row:2"),
        ("陈伟", "subject", "row:1"),
    ]
    assert found("滴水声") == found("漏水") == found("李娟") == [matter.ref]


def test_a_withdrawn_telling_no_longer_counts_and_is_no_longer_found() -> None:
    matter = register_matter(told_on=MAY)
    add_tellings([AddedTelling(matter.pk, telling("热线反映滴水声", APRIL, "row:2"))])

    assert withdraw_tellings(["row:2"]) == {matter.pk}

    matter.refresh_from_db()
    assert (matter.times_told, matter.found_on, matter.tellings.count()) == (1, MAY, 2)
    assert (found("滴水声"), found("漏水")) == ([], [matter.ref])


def test_two_thousand_matters_take_some_twenty_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    chen = register("陈伟")

    with django_assert_max_num_queries(26) as statements:
        register_matters([new_matter(chen, text=f"{LEAK}{number}") for number in range(2000)])

    assert sum("SAVEPOINT" not in query["sql"] for query in statements.captured_queries) <= 19
    assert MatterToken.objects.values("matter").distinct().count() == 2000
