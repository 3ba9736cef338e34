"""Who sees whom, and what a list and a page show."""

from datetime import date

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Permission, Role
from huajie.audit.services import SYSTEM
from huajie.people.dossier import household_dossier, person_dossier
from huajie.people.models import FactKind, Household, Person
from huajie.people.newcomers import NewFact, NewHousehold, NewMember
from huajie.people.places import towns_in
from huajie.people.queries import (
    homes_of,
    household_for,
    household_lines,
    households_list,
    is_number,
    lines_of,
    people_list,
    people_with_number,
    person_for,
)
from huajie.people.services.merging import merge_people
from huajie.people.services.registering import record_facts, register_households
from huajie.people.tests.making import (
    DISTRICT,
    ID_NUMBER,
    OTHER_PHONE,
    OTHER_TOWN,
    OTHER_VILLAGE,
    PHONE,
    VILLAGE,
    id_card,
    make_areas,
    register,
    scope_in,
)


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def names(posted_to: str, **narrowed: str) -> list[str]:
    return [person.name for person in people_list(scope_in(posted_to), **narrowed).order_by("pinyin")]


def test_a_coordinator_sees_the_people_of_the_own_town_only() -> None:
    register("陈伟", VILLAGE)
    register("李娟", OTHER_VILLAGE)

    assert names(DISTRICT) == ["陈伟", "李娟"]
    assert names(OTHER_TOWN) == ["李娟"]
    assert names(DISTRICT, area=VILLAGE, words="chen") == ["陈伟"]
    assert list(people_list(scope_in(role=Role.SUPERVISOR))) == []


def test_a_person_out_of_scope_does_not_exist() -> None:
    chen = register("陈伟", VILLAGE)

    assert person_for(scope_in(VILLAGE), chen.ref) == chen
    with pytest.raises(Person.DoesNotExist):
        person_for(scope_in(OTHER_TOWN), chen.ref)
    with pytest.raises(Person.DoesNotExist):
        person_for(scope_in(DISTRICT), "R99999999")


def test_whoever_saw_the_absorbed_one_sees_the_one_that_stands_for_it() -> None:
    kept, absorbed = register("陈天福", VILLAGE), register("陈添福", OTHER_VILLAGE)
    merge_people(kept, absorbed, by=SYSTEM, because="test")

    assert person_for(scope_in(OTHER_TOWN), absorbed.ref) == kept


@pytest.mark.parametrize("typed", [ID_NUMBER, "440190 19911209 800x", " 154-0000-0001", "１５４００００ ０００１"])
def test_a_number_finds_its_holder_exactly(typed: str) -> None:
    register("陈伟", identifiers=(id_card(),), phones=(PHONE,))
    register("李娟", phones=(OTHER_PHONE,))

    assert [person.name for person in people_with_number(scope_in(), typed)] == ["陈伟"]
    assert people_with_number(scope_in(OTHER_TOWN), typed) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [("15400000001", True), (ID_NUMBER, True), ("1540000", True), ("陈伟", False), ("12栋", False), ("HD-2021-000001", True)],
)
def test_numbers_are_known_before_they_could_reach_an_address(typed: str, number: bool) -> None:  # a column of the table
    assert is_number(typed) == number


def test_a_list_line_shows_masked_numbers_of_everyone_merged(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    kept, absorbed = register("陈天福", phones=(PHONE,), identifiers=(id_card(),)), register("陈添福", phones=(OTHER_PHONE, PHONE))
    merge_people(kept, absorbed, by=SYSTEM, because="test")

    with django_assert_num_queries(4):  # nobody has a home: whether it may be opened is not asked
        [line] = lines_of(scope_in(), list(people_list(scope_in())))

    assert line.phones == ("154****0001", "154****0002")
    assert line.identifiers == ("4401**********800X",)


def test_a_page_shows_everything_with_its_source_and_differences_side_by_side(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    kept, absorbed = register("陈天福", phones=(PHONE,)), register("陈添福", source="row:2", phones=(PHONE,))
    merge_people(kept, absorbed, by=SYSTEM, because="test")
    stated = [
        (FactKind.HOUSING, "租住", date(2021, 4, 1), "row:1", kept),
        (FactKind.HOUSING, "自建房", date(2021, 5, 1), "row:2", absorbed),
        (FactKind.HEALTH, "尿毒症", None, "row:1", kept),
        (FactKind.INCOME, "112000", None, "row:1", kept),
        (FactKind.BANK_ACCOUNT, "6210000000001234", None, "row:1", kept),
    ]
    record_facts([NewFact(kind, value, source, day, person_id=person.pk) for kind, value, day, source, person in stated])

    with django_assert_max_num_queries(9), override("en"):
        dossier = person_dossier(Person.objects.get(pk=kept.pk))

    assert [(held.shown, held.source.label) for held in dossier.names] == [("陈天福", "list row no. 1"), ("陈添福", "list row no. 2")]
    assert [held.shown for held in dossier.phones] == ["154****0001"]
    facts = {line.label: line for line in dossier.facts}
    income, health, housing, account = (
        next(line for line in dossier.facts if line.statements[0].shown == shown)
        for shown in ("112000", "******", "自建房", "************1234")
    )
    assert len(facts) == 4
    assert [held.shown for held in housing.statements] == ["自建房", "租住"]
    assert (housing.differs, health.differs, health.is_hidden, account.is_hidden) == (True, False, True, True)
    assert income.statements[0].fen == 112000
    assert len(dossier.merges) == 1


def test_a_household_lists_its_head_first_and_is_seen_like_its_people() -> None:
    chen, li = register("陈伟"), register("李娟")
    [made] = register_households(
        [NewHousehold(VILLAGE, "row:1", head_id=chen.pk, members=(NewMember(li.pk, "配偶"), NewMember(chen.pk, "户主")))]
    )

    home = household_for(scope_in(), made.ref)

    assert [(member.person.name, member.relation, member.is_head) for member in household_dossier(home).members] == [
        ("陈伟", "户主", True),
        ("李娟", "配偶", False),
    ]
    assert homes_of([li]) == {li.pk: home}
    lines = household_lines(list(households_list(scope_in())))
    assert [(line.household.ref, line.members) for line in lines] == [(made.ref, ("陈伟", "李娟"))]
    with pytest.raises(Household.DoesNotExist):
        household_for(scope_in(OTHER_TOWN), made.ref)


def test_a_filter_offers_the_towns_and_villages_of_the_reader() -> None:
    from_district = [
        (town.area.code, [village.code for village in town.villages]) for town in towns_in(scope_in(DISTRICT), Permission.SEE_PEOPLE)
    ]

    assert from_district == [("440190101", [VILLAGE]), (OTHER_TOWN, [OTHER_VILLAGE])]
    assert [town.area.code for town in towns_in(scope_in(VILLAGE), Permission.SEE_PEOPLE)] == [VILLAGE]


@pytest.mark.parametrize(("language", "registered", "arrived"), [("zh-hans", "否", "2021年9月20日"), ("en", "No", "20 September 2021")])
def test_yes_no_and_days_are_stated_in_the_readers_words(language: str, registered: str, arrived: str) -> None:
    chen = register("陈伟")
    stated = {FactKind.RESIDENCE_REGISTERED: "no", FactKind.ARRIVED_ON: "2021-09-20"}
    record_facts([NewFact(kind, value, "row:1", person_id=chen.pk) for kind, value in stated.items()])

    with override(language):
        facts = person_dossier(chen).facts

    assert [statement.shown for line in facts for statement in line.statements] == [registered, arrived]
