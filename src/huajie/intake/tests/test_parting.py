"""A sure match that was wrong is taken out again by its row, and what the row said goes with it."""

from dataclasses import replace
from pathlib import Path

import pytest

from huajie.accounts.models import Staff, Unit
from huajie.audit.models import Entry
from huajie.core import search
from huajie.core.errors import NotPermitted
from huajie.intake.ends import ends_of
from huajie.intake.models import Answer, Delivery, Question
from huajie.intake.services.parting import NotThisRow, part_row_matter, part_row_person
from huajie.intake.services.questions import answer, take_back
from huajie.intake.services.rulings import settled
from huajie.intake.tests.making import GUI, LAN, RIDGE, WEI, hand_in, make_coordinator, row_of, write_ledger
from huajie.matters.models import Matter, Party, Telling
from huajie.matters.services.indexing import SEARCH_TABLE as MATTERS
from huajie.people.holdings import SEARCH_TABLE as PEOPLE
from huajie.people.models import Household, Identifier, LinkToken, Person, PersonName, Phone
from huajie.people.services.parting import NothingStays

AGAIN = replace(WEI, phone="15400000099", text="果园承包款分配不清,要求重新核算", other="", address="东湖村9社1号")
RETOLD = replace(WEI, date="2021-03-20", other="黎二美")


@pytest.fixture
def first(unit: Unit, tmp_path: Path) -> Delivery:
    """The register knows 陈伟."""
    return hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))


@pytest.fixture
def second(first: Delivery, unit: Unit, tmp_path: Path) -> Delivery:
    """The same man came with something else, says his ID number; in truth it was another."""
    return hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [AGAIN]))


@pytest.fixture
def retold(first: Delivery, unit: Unit, tmp_path: Path) -> Delivery:
    """The same matter told again, with another neighbour named."""
    return hand_in(unit, write_ledger(tmp_path / "热线.xlsx", [RETOLD]))


def person_in(delivery: Delivery) -> Person:
    person = row_of(delivery, 3).person
    assert person is not None
    return person


def matter_in(delivery: Delivery) -> Matter:
    matter = row_of(delivery, 3).matter
    assert matter is not None
    return matter


def found_people(words: str) -> set[int]:
    return {person.pk for person in search.matching(Person.objects.all(), PEOPLE, words)}


def found_matters(words: str) -> set[int]:
    return {matter.pk for matter in search.matching(Matter.objects.all(), MATTERS, words)}


def test_a_row_that_speaks_of_someone_else_takes_along_what_it_alone_said(first: Delivery, second: Delivery, liang: Staff) -> None:
    old = person_in(second)
    assert old == person_in(first) and Phone.objects.filter(person=old).count() == 2
    new = part_row_person(row_of(second, 3), 0, by=liang, because="two cousins")
    assert (person_in(first), person_in(second)) == (old, new)
    assert list(Phone.objects.filter(person=old).values_list("source", flat=True)) == [f"row:{row_of(first, 3).pk}"]
    assert Phone.objects.filter(person=new).count() == 1
    for model in (PersonName, Identifier):
        assert model._default_manager.filter(person=old).count() == model._default_manager.filter(person=new).count() == 1
    assert new.birth_date == old.birth_date and LinkToken.objects.filter(person=new).exists()
    assert found_people("陈伟") == {old.pk, new.pk}


def test_the_row_that_came_first_can_be_parted_and_what_the_later_one_said_stays(first: Delivery, second: Delivery, liang: Staff) -> None:
    old = person_in(first)
    new = part_row_person(row_of(first, 3), 0, by=liang, because="two cousins")
    sources = {f"row:{row_of(second, 3).pk}"}
    for model in (PersonName, Identifier, Phone):
        assert set(model._default_manager.filter(person=old).values_list("source", flat=True)) == sources
    old.refresh_from_db()
    assert old.name == "陈伟" and old.birth_date is not None
    assert person_in(first) == new and found_people("陈伟") == {old.pk, new.pk}


def test_their_matters_and_households_part_with_them(first: Delivery, second: Delivery, liang: Staff) -> None:
    new = part_row_person(row_of(second, 3), 0, by=liang, because="two cousins")
    assert set(Party.objects.filter(matter=matter_in(second)).values_list("person", flat=True)) == {new.pk}
    assert new.pk not in Party.objects.filter(matter=matter_in(first)).values_list("person", flat=True)
    homes = [Household.objects.get(rows=row_of(each, 3)) for each in (first, second)]
    assert homes[0] != homes[1]
    assert [list(home.memberships.values_list("person", flat=True)) for home in homes] == [[person_in(first).pk], [new.pk]]
    assert homes[1].head == new


def test_what_was_parted_is_neither_joined_nor_asked_about_again(
    first: Delivery, second: Delivery, unit: Unit, liang: Staff, tmp_path: Path
) -> None:
    old, new = person_in(first), part_row_person(row_of(second, 3), 0, by=liang, because="two cousins")
    assert settled().people == {frozenset((old.ref, new.ref)): False}
    before = [[*ends_of(each)] for each in (first, second)]
    hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [AGAIN]))
    later = hand_in(unit, write_ledger(tmp_path / "另一份.xlsx", [replace(AGAIN, text="路灯不亮")]))
    assert [[*ends_of(each)] for each in (first, second)] == before
    assert person_in(later) in (old, new)
    assert not Question.objects.filter(answer=Answer.OPEN).exists()


def test_a_row_that_tells_another_matter_takes_its_telling_and_parties_along(first: Delivery, retold: Delivery, liang: Staff) -> None:
    old = matter_in(retold)
    assert old == matter_in(first) and old.times_told == 2
    new = part_row_matter(row_of(retold, 3), by=liang, because="another flat")
    old.refresh_from_db()
    assert (matter_in(first), matter_in(retold)) == (old, new)
    assert (old.times_told, new.times_told) == (1, 1)
    assert Telling.objects.get(matter=new).source == f"row:{row_of(retold, 3).pk}"
    assert found_matters("黎二美") == {new.pk} and found_matters("黎二妹") == {old.pk}
    assert found_matters("卫生间漏水") == {old.pk, new.pk}
    assert settled().matters == {frozenset((old.ref, new.ref)): False}


def test_the_telling_that_came_first_leaves_the_matter_to_the_others(first: Delivery, retold: Delivery, liang: Staff) -> None:
    old = matter_in(first)
    new = part_row_matter(row_of(first, 3), by=liang, because="another flat")
    old.refresh_from_db()
    assert str(old.found_on) == "2021-03-20" and str(new.found_on) == "2021-03-05"
    assert set(Party.objects.filter(matter=old).values_list("person__name", flat=True)) == {"陈伟", "黎二美"}


def test_a_parted_row_can_be_joined_again(first: Delivery, second: Delivery, liang: Staff) -> None:
    old, new = person_in(first), part_row_person(row_of(second, 3), 0, by=liang, because="two cousins")
    answer(take_back(Question.objects.get(), by=liang), Answer.SAME, by=liang)
    new.refresh_from_db()
    assert new.standing == old


def test_what_only_one_row_tells_cannot_be_parted(first: Delivery, liang: Staff) -> None:
    with pytest.raises(NothingStays):
        part_row_person(row_of(first, 3), 0, by=liang, because="")
    with pytest.raises(NothingStays):
        part_row_matter(row_of(first, 3), by=liang, because="")


def test_a_corrected_row_is_parted_with_what_it_replaced(second: Delivery, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    corrected = hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [replace(AGAIN, date="2021-04-01"), GUI]))
    old_row = row_of(second, 3)
    assert old_row.replaced_by == row_of(corrected, 3)
    with pytest.raises(NotThisRow):
        part_row_person(old_row, 0, by=liang, because="")
    new = part_row_person(row_of(corrected, 3), 0, by=liang, because="two cousins")
    assert person_in(second) == person_in(corrected) == new


def test_parting_leaves_one_entry(first: Delivery, second: Delivery, liang: Staff) -> None:
    before = Entry.objects.count()
    part_row_person(row_of(second, 3), 0, by=liang, because="two cousins")
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.purpose) == ("intake.row_parted", "two cousins")


def test_whoever_may_not_merge_there_may_not_part(first: Delivery, second: Delivery, unit: Unit) -> None:
    with pytest.raises(NotPermitted):
        part_row_person(row_of(second, 3), 0, by=make_coordinator(unit, RIDGE), because="")
