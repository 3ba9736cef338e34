"""What linkage is told of the register."""

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.audit.services import SYSTEM
from huajie.core.crypto import blind_tokens
from huajie.linkage.blocking import MOST_SHARERS, person_tokens
from huajie.people.holdings import as_record
from huajie.people.known import known_households, known_records
from huajie.people.newcomers import NewHousehold, NewMember, NewPerson
from huajie.people.services.merging import merge_people
from huajie.people.services.registering import register_households, register_people
from huajie.people.tests.making import ID_NUMBER, OTHER_PHONE, PHONE, VILLAGE, id_card, make_areas, mention, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def tokens(new: NewPerson) -> list[int]:
    return blind_tokens(person_tokens(as_record("new", new)))


def test_the_register_answers_with_whoever_shares_a_number() -> None:
    chen = register("陈伟", identifiers=(id_card(),), addresses=(("东湖村8号", VILLAGE),))
    register("李娟", phones=(PHONE,))

    [known] = known_records(tokens(mention("陈维", identifiers=(id_card(),))))

    assert (known.key, known.names, known.id_numbers, known.village) == (chen.ref, ("陈伟",), (ID_NUMBER,), VILLAGE)


def test_a_merged_person_is_known_under_the_one_that_stands_with_what_both_brought() -> None:
    kept, absorbed = register("陈天福", phones=(PHONE,)), register("陈添福", phones=(OTHER_PHONE,))
    merge_people(kept, absorbed, by=SYSTEM, because="test")

    [known] = known_records(tokens(mention("陈福", phones=(OTHER_PHONE,))))

    assert (known.key, known.names, known.phones) == (kept.ref, ("陈天福", "陈添福"), (PHONE, OTHER_PHONE))


def test_a_token_shared_by_too_many_is_ignored() -> None:
    register_people([mention("陈伟") for _ in range(MOST_SHARERS + 1)])

    assert known_records(tokens(mention("陈伟"))) == []


def test_household_and_mates_come_along() -> None:
    chen, li = register("陈伟", phones=(PHONE,)), register("李娟")
    [home] = register_households([NewHousehold(VILLAGE, "row:1", head_id=chen.pk, members=(NewMember(chen.pk), NewMember(li.pk)))])

    [known] = known_records(tokens(mention("陈维", phones=(PHONE,))))
    [household] = known_households([li.ref])

    assert (known.home, known.mates) == (home.ref, ("李娟",))
    assert (household.key, household.head, household.members) == (home.ref, chen.ref, frozenset({chen.ref, li.ref}))


def test_the_number_of_queries_does_not_grow_with_the_people_found(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    new = [mention(f"陈伟{number}", phones=(f"154{number:08d}",)) for number in range(300)]
    register_people(new)
    wanted = [token for one in new for token in tokens(one)]

    with django_assert_max_num_queries(10):
        assert len(known_records(wanted)) == 300
