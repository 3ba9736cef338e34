"""A corrected workbook changes just what was corrected: each value alone, the original again, the corrected again, corrected twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from huajie.accounts.models import Staff, Unit
from huajie.core import search
from huajie.intake.models import ListRow, Outcome, Question
from huajie.intake.services.returned import return_workbook
from huajie.intake.tests.making import FUTURE, GUI, LAN, WEI, Line, hand_in, id_number, row_of, write_ledger
from huajie.matters.models import Matter, MatterToken, Party, Telling
from huajie.matters.services.indexing import SEARCH_TABLE as MATTER_SEARCH
from huajie.people.holdings import SEARCH_TABLE as PERSON_SEARCH
from huajie.people.models import Address, Fact, Household, Identifier, LinkToken, Membership, Person, PersonName, Phone
from huajie.people.services.correcting import Correction, correct

Dump = dict[str, frozenset[tuple[object, ...]]]
AMOUNTS = ("1000", "2000", "3000")
NEW_ID = id_number("19880321", 11)
CHANGES: Mapping[str, tuple[Line, set[str]]] = {
    "name": (replace(WEI, name="陈维"), {"person", "name", "person_token"}),
    "id_number": (replace(WEI, id_number=NEW_ID), {"person", "number", "person_token"}),
    "phone": (replace(WEI, phone="15400000099"), {"phone", "person_token"}),
    "date": (replace(WEI, date="2021-02-01"), {"matter", "telling"}),
    "text": (replace(WEI, text="宅基地界址不清,邻居越界砌墙"), {"matter", "telling", "matter_token", "person_token"}),
    "village": (replace(WEI, village="云台社区"), {"person", "home", "matter", "address", "person_token", "matter_token"}),
    "other": (replace(WEI, other="黎三妹"), {"person", "name", "person_token"}),
    "address": (replace(WEI, address="东湖村3社15号"), {"home", "address", "matter", "person_token"}),
}


def dump() -> Dump:
    """Everything that the register shows or is searched by, by references, without sources."""
    tables: dict[str, list[tuple[object, ...]]] = {
        "person": list(Person.objects.values_list("ref", "name", "pinyin", "sex", "birth_date", "area", "root")),
        "name": list(PersonName.objects.values_list("person__ref", "name")),
        "address": list(Address.objects.values_list("person__ref", "text", "area")),
        "fact": list(Fact.objects.values_list("person__ref", "household__ref", "kind", "value")),
        "home": list(Household.objects.values_list("ref", "address", "area", "head__ref")),
        "member": list(Membership.objects.values_list("household__ref", "person__ref", "relation")),
        "matter": list(
            Matter.objects.values_list(
                "ref", "kind", "category", "title", "summary", "found_on", "own_found_on", "place", "amount_fen", "area", "times_told"
            )
        ),
        "telling": list(Telling.objects.filter(withdrawn=False).values_list("matter__ref", "told_on", "text")),
        "party": list(Party.objects.values_list("matter__ref", "person__ref", "household__ref", "role")),
        "person_token": list(LinkToken.objects.values_list("person__ref", "token")),
        "matter_token": list(MatterToken.objects.values_list("matter__ref", "token")),
        "number": list(Identifier.objects.values_list("person__ref", "value")),
        "phone": list(Phone.objects.values_list("person__ref", "value")),
    }
    return {kind: frozenset(rows) for kind, rows in tables.items()}


def changed(before: Dump, after: Dump) -> set[str]:
    return {kind for kind in before if before[kind] != after[kind]}


def ledger(path: Path, lines: Sequence[Line], amounts: Sequence[str] = AMOUNTS) -> Path:
    return write_ledger(path, lines, {"涉及金额": list(amounts)})


def people_found(words: str) -> set[str]:
    return set(search.matching(Person.objects.all(), PERSON_SEARCH, words).values_list("ref", flat=True))


def matters_found(words: str) -> set[str]:
    return set(search.matching(Matter.objects.all(), MATTER_SEARCH, words).values_list("ref", flat=True))


@pytest.fixture
def first(unit: Unit, tmp_path: Path) -> ListRow:
    """The row of 陈伟 in the first version of the list."""
    return row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [WEI, LAN, GUI])), 3)


@pytest.mark.parametrize("what", CHANGES)
def test_one_value_alone_changes_and_nothing_else(first: ListRow, unit: Unit, tmp_path: Path, what: str) -> None:
    before, (line, kinds) = dump(), CHANGES[what]
    row = row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [line, LAN, GUI])), 3)
    assert (row.person, row.household, row.matter) == (first.person, first.household, first.matter)
    after = dump()
    assert changed(before, after)
    assert changed(before, after) <= kinds
    assert {kind: len(rows) for kind, rows in after.items()} == {kind: len(rows) for kind, rows in before.items()}
    assert not Question.objects.exists()


def test_the_amount_alone(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    before = dump()
    row = row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [WEI, LAN, GUI], ["99999", *AMOUNTS[1:]])), 3)
    assert changed(before, dump()) == {"matter"}
    assert row.matter is not None and row.matter.amount_fen == 9_999_900


def test_what_was_corrected_is_shown_and_found_and_the_old_is_not(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    line = replace(WEI, name="陈维", phone="15400000099", text="宅基地界址不清,邻居越界砌墙")
    row = row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [line, LAN, GUI])), 3)
    assert row.person is not None and row.matter is not None
    row.person.refresh_from_db()
    assert (row.person.name, row.person.pinyin) == ("陈维", "chen wei")
    assert (people_found("陈维"), people_found("陈伟")) == ({row.person.ref}, set())
    assert (matters_found("越界砌墙"), matters_found("天花发霉")) == ({row.matter.ref}, set())
    assert set(PersonName.ever.filter(person=row.person).values_list("name", "withdrawn")) == {("陈伟", True), ("陈维", False)}
    assert {phone.value for phone in Phone.objects.filter(person=row.person)} == {"15400000099"}


def test_the_original_again_undoes_no_correction(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    original = tmp_path / "台账.xlsx"
    saved = original.read_bytes()
    hand_in(unit, ledger(tmp_path / "改" / "台账.xlsx", [replace(WEI, name="陈维"), LAN, GUI], ["5", *AMOUNTS[1:]]))
    before, rows = dump(), ListRow.objects.count()
    original.write_bytes(saved)
    book = openpyxl.load_workbook(original)
    book.properties.title = "another save"
    book.save(original)
    again = hand_in(unit, original)
    assert dump() == before
    assert ListRow.objects.count() == rows + 3
    assert {row.outcome for row in ListRow.objects.filter(file__delivery=again)} == {Outcome.REGISTERED}


def test_corrected_twice_and_each_version_again(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    versions = [WEI, replace(WEI, phone="15400000098"), replace(WEI, phone="15400000097", name="陈维")]
    for number, line in enumerate(versions[1:]):
        hand_in(unit, ledger(tmp_path / f"{number}" / "台账.xlsx", [line, LAN, GUI]))
    before = dump()
    for number, line in enumerate(versions):
        hand_in(
            unit,
            ledger(tmp_path / f"again{number}" / f"台账({number}).xlsx", [line, LAN, GUI, FUTURE], (*AMOUNTS, "4")),
        )
        assert dump() == before
    assert {phone.value for phone in Phone.objects.filter(person=first.person)} == {"15400000097"}
    assert first.matter is not None
    first.matter.refresh_from_db()
    assert first.matter.times_told == 1


def test_what_another_row_says_too_stays_as_that_rows(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    row = row_of(hand_in(unit, ledger(tmp_path / "六月.xlsx", [replace(WEI, text="欠薪三个月,要求支付", date="2021-06-01")], ["7"])), 3)
    assert row.person == first.person
    hand_in(unit, ledger(tmp_path / "台账.xlsx", [replace(WEI, name="陈维", phone="15400000099"), LAN, GUI]))
    assert row.person is not None
    row.person.refresh_from_db()
    assert row.person.name == "陈伟"
    assert {name.name: name.source for name in PersonName.objects.filter(person=row.person)} == {
        "陈伟": f"row:{row.pk}",
        "陈维": f"row:{ListRow.objects.latest('pk').pk - 2}",
    }
    assert {phone.value for phone in Phone.objects.filter(person=row.person)} == {"15400000011", "15400000099"}


def test_what_staff_corrected_stays(first: ListRow, unit: Unit, liang: Staff, tmp_path: Path) -> None:
    assert first.person is not None
    correct(first.person, Correction(name="陈伟", phones=("15400000011",)), by=liang)
    hand_in(unit, ledger(tmp_path / "台账.xlsx", [replace(WEI, name="陈维", phone="15400000099"), LAN, GUI]))
    first.person.refresh_from_db()
    assert first.person.name == "陈伟"
    assert {phone.value for phone in Phone.objects.filter(person=first.person)} == {"15400000011", "15400000099"}
    assert people_found("陈伟") == people_found("陈维") == {first.person.ref}


def test_a_later_telling_corrected_does_not_change_what_the_first_one_gave(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    second = row_of(hand_in(unit, ledger(tmp_path / "再报.xlsx", [replace(WEI, date="2021-03-20")], ["1000"])), 3)
    assert second.matter == first.matter
    hand_in(unit, ledger(tmp_path / "再报.xlsx", [replace(WEI, date="2021-03-20")], ["5"]))
    assert first.matter is not None
    first.matter.refresh_from_db()
    assert (first.matter.amount_fen, first.matter.times_told) == (100_000, 2)


def test_a_number_that_is_now_somebody_elses_raises_a_question_and_moves_nobody(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    known = row_of(hand_in(unit, ledger(tmp_path / "走访.xlsx", [replace(GUI, name="陈伟", id_number=NEW_ID, phone="")], ["9"])), 3)
    assert known.person != first.person
    row = row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [replace(WEI, id_number=NEW_ID), LAN, GUI])), 3)
    assert row.person == first.person
    question = Question.objects.get()
    assert {question.left_person, question.right_person} == {first.person, known.person}
    assert row.outcome == Outcome.REVIEW


def test_another_person_in_the_same_place_is_not_the_one_renamed(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    other = replace(WEI, name="郑新", id_number=id_number("19800101", 71), phone="15400000077")
    row = row_of(hand_in(unit, ledger(tmp_path / "台账.xlsx", [other, LAN, GUI])), 3)
    assert row.person != first.person
    assert row.matter == first.matter
    assert {party.person for party in Party.objects.filter(matter=row.matter, role="subject")} == {row.person}


def test_next_month_under_the_same_name_with_the_same_people_tells_anew(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    june = [
        replace(line, date="2021-06-05", text=text)
        for line, text in zip([WEI, LAN, GUI], ("欠薪三月", "摔伤求助", "路灯不亮"), strict=True)
    ]
    hand_in(unit, ledger(tmp_path / "六" / "台账.xlsx", june))
    assert not ListRow.objects.filter(replaced_by__isnull=False).exists()
    assert not Telling.objects.filter(withdrawn=True).exists()
    assert Telling.objects.count() == 6


def test_every_day_corrected_at_once_is_a_correction(first: ListRow, unit: Unit, tmp_path: Path) -> None:
    hand_in(unit, ledger(tmp_path / "改" / "台账.xlsx", [replace(line, date="2020-03-05") for line in (WEI, LAN, GUI)]))
    assert set(Matter.objects.values_list("found_on", "times_told")) == {(date(2020, 3, 5), 1)}


def test_a_refused_row_saved_again_after_its_correction_is_settled(unit: Unit, liang: Staff, tmp_path: Path) -> None:
    delivery = hand_in(unit, ledger(tmp_path / "台账.xlsx", [WEI, FUTURE, LAN]))
    back = tmp_path / "台账-问题.xlsx"
    back.write_bytes(return_workbook(delivery.files.get(), by=liang))
    book = openpyxl.load_workbook(back)
    book.worksheets[0]["B4"] = "2021-03-05"
    book.save(back)
    corrected = row_of(hand_in(unit, back), 4)
    before = dump()
    again = row_of(hand_in(unit, ledger(tmp_path / "台账(1).xlsx", [WEI, FUTURE, LAN])), 4)
    assert (again.outcome, again.same_as) == (Outcome.REGISTERED, corrected)
    assert dump() == before
