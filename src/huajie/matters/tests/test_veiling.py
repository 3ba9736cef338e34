"""Who is known by nothing but a report of misconduct is not shown to those from whom it is withheld."""

import pytest

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import Scope, scope_of
from huajie.audit.services import SYSTEM
from huajie.matters.models import Channel, Kind, Matter
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling, Reported
from huajie.matters.services.registering import register_matters
from huajie.matters.services.withholding import lift_withholding
from huajie.matters.tests.making import APRIL, register_matter, telling
from huajie.people.models import Household, Person
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.queries import household_for, households_list, people_list, people_with_number, person_for
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.merging import merge_people
from huajie.people.services.registering import register_households
from huajie.people.tests.making import PHONE, TOWN, VILLAGE, make_areas, make_staff, mention, register

ROW = "row:7"


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
    Unit.objects.create(code="lake", name="东湖村委会", kind=UnitKind.VILLAGE_COMMITTEE, area_id=VILLAGE)


def complainant() -> Person:
    """何小举, of whom nobody knew anything before this report."""
    return register("何小举", source=ROW, phones=(PHONE,))


def report(person: Person, household: Household | None = None) -> Matter:
    told = NewTelling(Channel.LEDGER, "村主任私分征地款", ROW, APRIL)
    parties = (NewParty(person.pk, household.pk if household else None),)
    new = NewMatter(Kind.PETITION, "私分征地款", "私分征地款", APRIL, VILLAGE, told, parties, reported=Reported("检举控告"))
    return register_matters([new])[0]


def grid_worker() -> Scope:
    return scope_of(make_staff(Role.GRID_WORKER, VILLAGE))


def coordinator() -> Scope:
    return scope_of(make_staff(Role.TOWN_COORDINATOR, TOWN))


def test_whoever_only_reported_is_found_by_those_who_see_the_report_alone() -> None:
    person = complainant()
    report(person)

    assert list(people_list(coordinator(), words="何小举")) == [person]
    assert list(people_list(grid_worker(), words="何小举")) == []
    assert people_with_number(grid_worker(), PHONE) == []
    assert person_for(coordinator(), person.ref) == person
    with pytest.raises(Person.DoesNotExist):
        person_for(grid_worker(), person.ref)


@pytest.mark.parametrize("otherwise", ["by another name", "by another matter"])
def test_whoever_is_known_otherwise_is_shown_like_anyone(otherwise: str) -> None:
    person = complainant()
    report(person)
    if otherwise == "by another name":
        add_mentions([(person.pk, mention("何举", source="row:8"))])
    else:
        register_matter(person, telling=telling(source="row:8"))

    assert list(people_list(grid_worker(), words="何小举")) == [person]
    assert person_for(grid_worker(), person.ref) == person


def test_whoever_is_found_to_be_somebody_known_is_shown_like_anyone() -> None:
    known, person = register("何小举", source="row:1"), complainant()
    report(person)
    merge_people(person, known, by=SYSTEM, because="同一人")

    assert list(people_list(grid_worker(), words="何小举")) == [person]


def test_their_household_is_not_shown_either() -> None:
    person = complainant()
    home = register_households([NewHousehold(VILLAGE, ROW, "东湖村一巷1号", person.pk, (NewMember(person.pk),))])[0]
    report(person, home)

    assert list(households_list(coordinator())) == [home]
    assert list(households_list(grid_worker())) == []
    with pytest.raises(Household.DoesNotExist):
        household_for(grid_worker(), home.ref)


def test_once_the_report_is_shown_again_so_are_they() -> None:
    person = complainant()
    lift_withholding(report(person), by=SYSTEM, because="不是检举")

    assert list(people_list(grid_worker(), words="何小举")) == [person]
