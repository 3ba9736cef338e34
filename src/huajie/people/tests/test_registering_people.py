"""Registering people in bulk."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from huajie.core import search
from huajie.people.holdings import SEARCH_TABLE, identifier_index, phone_index
from huajie.people.models import FactKind, Identifier, IdentifierType, LinkToken, Membership, Person, Phone, Validity
from huajie.people.newcomers import NewFact, NewHousehold, NewIdentifier, NewMember, NewPerson
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.registering import add_members, record_facts, register_households, register_people
from huajie.people.tests.making import ID_NUMBER, OTHER_PHONE, PHONE, TOWN, VILLAGE, id_card, make_areas, mention, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_people_keep_their_order_and_get_references_in_a_row() -> None:
    people = register_people([mention("陈伟"), mention("李娟"), mention("区少芬")])

    assert [person.name for person in people] == ["陈伟", "李娟", "区少芬"]
    assert [person.ref for person in people] == ["R00000001", "R00000002", "R00000003"]
    assert [person.pinyin for person in people] == ["chen wei", "li juan", "ou shao fen"]
    assert all(person.pk for person in people)


def test_values_lie_encrypted_and_are_found_by_their_blind_index() -> None:
    person = register(identifiers=(id_card(),), phones=(PHONE,))

    identifier = Identifier.objects.get(value_index=identifier_index(ID_NUMBER))
    phone = Phone.objects.get(value_index=phone_index(PHONE))
    assert (identifier.person_id, identifier.value, identifier.masked) == (person.pk, ID_NUMBER, "4401**********800X")
    assert (phone.person_id, phone.value, phone.masked) == (person.pk, PHONE, "154****0001")


def test_sex_and_birth_date_are_read_from_a_sound_id_number_only() -> None:
    damaged = NewIdentifier(IdentifierType.ID_CARD, "440190199112098001", Validity.CHECK_FAILS)

    sound, unsound = register_people([mention(identifiers=(id_card(),), sex="male"), mention(identifiers=(damaged,))])

    assert (sound.sex, sound.birth_date) == ("female", date(1991, 12, 9))
    assert (unsound.sex, unsound.birth_date) == ("", None)


def test_a_full_name_stands_before_a_bare_surname() -> None:
    [person] = register_people([NewPerson(names=("陈女士", "陈秀英"), area_code=VILLAGE, source="row:1")])

    assert person.name == "陈秀英"
    assert sorted(person.names.values_list("name", flat=True)) == ["陈女士", "陈秀英"]


@pytest.mark.parametrize("words", ["陈伟", "伟", "chen", "chenwei", "chen wei", "CW"])
def test_a_person_is_found_by_characters_and_by_pinyin(words: str) -> None:
    register("陈伟")
    register("李娟")

    assert [person.name for person in search.matching(Person.objects.all(), SEARCH_TABLE, words)] == ["陈伟"]


def test_two_thousand_people_take_a_dozen_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    new = [mention("陈伟", phones=(f"154{number:08d}",), addresses=((f"东湖村{number}号", VILLAGE),)) for number in range(2000)]

    with django_assert_max_num_queries(18) as statements:
        people = register_people(new)

    assert sum("SAVEPOINT" not in query["sql"] for query in statements.captured_queries) <= 12
    assert len({person.ref for person in people}) == 2000
    assert LinkToken.objects.values("person").distinct().count() == 2000


def test_a_mention_adds_only_what_is_not_held() -> None:
    person = register("陈女士", TOWN, phones=(PHONE,))

    add_mentions([(person.pk, mention("陈秀英", VILLAGE, "row:2", phones=(PHONE, OTHER_PHONE), sex="female", birth_date=date(1960, 5, 1)))])
    add_mentions([(person.pk, mention("陈秀英", VILLAGE, "row:3", phones=(OTHER_PHONE,), sex="male", birth_date=date(1961, 5, 1)))])

    person.refresh_from_db()
    assert (person.name, person.pinyin, person.sex, person.birth_date) == ("陈秀英", "chen xiu ying", "female", date(1960, 5, 1))
    assert person.area_id == VILLAGE
    assert sorted(person.phones.values_list("masked", "source")) == [("154****0001", "row:1"), ("154****0002", "row:2")]
    assert [found.pk for found in search.matching(Person.objects.all(), SEARCH_TABLE, "秀英")] == [person.pk]


def test_two_mentions_of_one_person_in_one_go_add_a_phone_once() -> None:
    person = register()

    add_mentions([(person.pk, mention(source="row:2", phones=(PHONE,))), (person.pk, mention(source="row:3", phones=(PHONE,)))])

    assert person.phones.count() == 1


def test_a_household_has_its_members_once() -> None:
    head, wife = register("陈伟"), register("李娟")
    [household] = register_households(
        [NewHousehold(area_code=VILLAGE, source="row:1", address="东湖村8号", head_id=head.pk, members=(NewMember(head.pk, "户主"),))]
    )

    add_members([(household.pk, NewMember(wife.pk, "配偶"), "row:2"), (household.pk, NewMember(head.pk, "本人"), "row:2")])

    assert household.ref == "H0000001"
    assert sorted(Membership.objects.values_list("person__name", "relation")) == [("李娟", "配偶"), ("陈伟", "户主")]


def test_facts_that_differ_stand_side_by_side() -> None:
    person = register()

    record_facts(
        [NewFact(FactKind.HEALTH, value, source, person_id=person.pk) for value, source in (("尿毒症", "row:1"), ("肾病", "row:2"))]
    )

    assert sorted(person.facts.values_list("value", "source")) == [("尿毒症", "row:1"), ("肾病", "row:2")]


def test_people_without_a_name_are_listed_last() -> None:
    register_people([mention(""), mention("左丘明")])

    assert list(Person.objects.order_by("pinyin").values_list("name", flat=True)) == ["左丘明", ""]
