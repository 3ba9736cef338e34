"""The same folder again, and a workbook sent again after corrections."""

from dataclasses import replace
from pathlib import Path

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.intake.ends import ends_of
from huajie.intake.lineage import lineage_of
from huajie.intake.models import FileState, ListFile, ListRow, Outcome
from huajie.intake.services.corrections import stem_of
from huajie.intake.services.returned import return_workbook
from huajie.intake.tests.making import FUTURE, GUI, LAN, WEI, Line, hand_in, id_number, row_of, write_ledger
from huajie.matters.models import Matter, Telling
from huajie.people.models import Fact, Identifier, Person

CORRECTED = replace(FUTURE, date="2021-03-05")


def contents() -> tuple[int, ...]:
    """How much of everything the register holds."""
    return tuple(model.objects.count() for model in (Person, Identifier, Fact, Matter, Telling))


def test_the_same_folder_again_changes_nothing_and_reports_the_same(unit: Unit, tmp_path: Path) -> None:
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI, FUTURE])
    write_ledger(tmp_path / "in" / "西山" / "台账.xlsx", [GUI])
    first = hand_in(unit, tmp_path / "in")
    held = contents()
    again = hand_in(unit, tmp_path / "in")
    assert contents() == held
    assert set(again.files.values_list("state", flat=True)) == {FileState.SEEN_BEFORE}
    assert list(ends_of(again)) == list(ends_of(first))
    assert {end.file for end in ends_of(again)} == {"台账.xlsx", "西山/台账.xlsx"}


def test_a_workbook_saved_anew_without_a_change_changes_nothing(unit: Unit, tmp_path: Path) -> None:
    first = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))
    held = contents()
    again = hand_in(unit, write_ledger(tmp_path / "台账(1).xlsx", [WEI, LAN, FUTURE]))
    assert contents() == held
    assert row_of(again, 3).same_as == row_of(first, 3)
    assert [(end.person, end.matter) for end in ends_of(again)][:2] == [(end.person, end.matter) for end in ends_of(first)]


def test_a_refused_row_that_was_corrected_is_registered_and_the_others_stay(unit: Unit, tmp_path: Path) -> None:
    first = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE, LAN]))
    second = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, CORRECTED, LAN]))
    assert row_of(second, 4).outcome == Outcome.REGISTERED
    assert row_of(first, 4).replaced_by == row_of(second, 4)
    assert [row_of(second, number).same_as for number in (3, 5)] == [row_of(first, number) for number in (3, 5)]
    assert Matter.objects.count() == 3
    assert set(Matter.objects.values_list("times_told", flat=True)) == {1}


def test_a_changed_row_keeps_its_person_and_matter_and_tells_it_anew(unit: Unit, tmp_path: Path) -> None:
    wrong = replace(WEI, id_number=id_number("19880321", 11))
    old = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [wrong, LAN])), 3)
    new = row_of(hand_in(unit, write_ledger(tmp_path / "台账 更正.xlsx", [WEI, LAN])), 3)
    assert (new.person, new.matter) == (old.person, old.matter)
    assert ListRow.objects.get(pk=old.pk).replaced_by == new
    live = Telling.objects.filter(matter=new.matter, withdrawn=False)
    assert list(live.values_list("source", flat=True)) == [f"row:{new.pk}"]
    values = {each.value: (each.source, each.withdrawn) for each in Identifier.ever.filter(person=new.person)}
    assert values == {wrong.id_number: (f"row:{old.pk}", True), WEI.id_number: (f"row:{new.pk}", False)}


def test_a_changed_text_is_no_second_matter(unit: Unit, tmp_path: Path) -> None:
    old = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN])), 3)
    told = replace(WEI, text="宅基地界址不清,邻居越界砌墙")
    new = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [told, LAN])), 3)
    assert new.matter == old.matter
    assert new.matter is not None and new.matter.times_told == 1


def test_next_month_under_the_same_name_is_no_correction(unit: Unit, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))
    later = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [GUI, CORRECTED]))
    assert not ListRow.objects.filter(replaced_by__isnull=False).exists()
    assert Matter.objects.count() == 4
    assert {row.outcome for row in ListRow.objects.filter(file__delivery=later)} == {Outcome.REGISTERED}


def test_two_versions_in_one_folder_are_told_once(unit: Unit, tmp_path: Path) -> None:
    write_ledger(tmp_path / "in" / "台账.xlsx", [WEI, LAN])
    write_ledger(tmp_path / "in" / "台账(1).xlsx", [WEI, LAN, GUI])
    delivery = hand_in(unit, tmp_path / "in")
    assert Matter.objects.count() == 3
    assert set(Matter.objects.values_list("times_told", flat=True)) == {1}
    assert {end.outcome for end in ends_of(delivery)} == {"registered"}


def test_the_returned_workbook_can_be_corrected_and_sent_again(unit: Unit, liang: Staff, tmp_path: Path) -> None:
    first = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE]))
    file = first.files.get()
    returned = tmp_path / "台账-问题.xlsx"
    returned.write_bytes(return_workbook(file, by=liang))
    second = hand_in(unit, returned)
    assert second.files.get().corrects == file
    assert row_of(second, 3).same_as == row_of(first, 3)
    assert row_of(second, 4).outcome == Outcome.REFUSED
    assert Entry.objects.filter(act=Act.LIST_RETURNED.value).count() == 1


def test_lineage_names_every_row_and_says_what_was_corrected(unit: Unit, tmp_path: Path) -> None:
    hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))
    last = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [replace(WEI, phone="15400000099"), LAN])), 3)
    assert last.matter is not None
    lineage = lineage_of(last.matter)
    assert [(origin.row.number, origin.is_withdrawn) for origin in lineage.origins] == [(3, True), (3, False)]
    assert len(lineage.told) == 1


def test_marks_of_copies_do_not_make_another_list() -> None:
    assert {stem_of(name) for name in ("台账.xlsx", "台账(2).xlsx", "台账 更正.xls", "台账-问题.xlsx", "副本 台账.csv")} == {"台账"}
    assert stem_of("台账-4月.xlsx") != stem_of("台账-5月.xlsx")


def test_a_list_with_a_line_more_is_one_list(unit: Unit, tmp_path: Path) -> None:
    people: list[Line] = [WEI, LAN, GUI]
    first = hand_in(unit, write_ledger(tmp_path / "一季度.xlsx", people))
    second = hand_in(unit, write_ledger(tmp_path / "上半年.xlsx", [CORRECTED, *people]))
    assert second.files.get().corrects == first.files.get()
    assert Matter.objects.count() == 4
    assert ListFile.objects.count() == 2
