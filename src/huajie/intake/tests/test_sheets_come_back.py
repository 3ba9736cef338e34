"""A sheet that the register filled is handed in again: nothing changes, and what somebody wrote into it is told of the right matter."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from huajie.accounts.models import Staff, Unit
from huajie.accounts.scope import scope_of
from huajie.core.exports import workbook
from huajie.demo.lists import write_lists
from huajie.demo.mess import MODERATE
from huajie.demo.places import Place
from huajie.intake.models import Delivery, ListRow, Outcome, Question
from huajie.intake.tests.making import (
    CLOUD,
    DISTRICT,
    EAST,
    GUI,
    LAKE,
    LAN,
    NAMES,
    RIDGE,
    WEI,
    WEST,
    hand_in,
    make_coordinator,
    write_ledger,
    write_sheet,
)
from huajie.matters.models import CaseNote, LeaderLevel, LeaderNode, Matter, NoteKind, OutcomeKind, Party, Telling
from huajie.matters.queries import MatterFilters
from huajie.people.models import Address, Fact, Household, Identifier, Membership, Person, PersonName, Phone
from huajie.sheets.models import SheetColumn, SheetLayout
from huajie.sheets.services.exporting import export_sheet
from huajie.sheets.services.shipping import ship_sheets, shipped

FIGURES = (Matter, Party, Telling, Person, PersonName, Household, Membership, Identifier, Phone, Address, Fact, Question)
WITH_NUMBERS_IN_FULL = {"dispute_ledger", "petition_ledger"}  # one with our reference, one without
pytestmark = pytest.mark.django_db


@pytest.fixture
def register(unit: Unit, liang: Staff, tmp_path: Path) -> Staff:
    """A register that holds made-up lists of every kind, and the coordinator who takes sheets away."""
    places = [
        Place(code=code, village=NAMES[code][0], town=NAMES[town][0], district=NAMES[DISTRICT][0], city="")
        for code, town in ((LAKE, EAST), (RIDGE, WEST), (CLOUD, EAST))
    ]
    folder = tmp_path / "lists"
    write_lists(folder, places=places, rows=120, seed=77, mess=MODERATE)
    hand_in(unit, *sorted(path for path in folder.iterdir() if path.suffix != ".json"))
    ship_sheets()
    decide(unit, liang)
    return liang


def decide(unit: Unit, staff: Staff) -> None:
    """Every second matter is led by the unit, with a leader, a note and an outcome."""
    node = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="第三领导小组", leader=staff, area_id=DISTRICT)
    for matter in Matter.objects.filter(merged_into=None).order_by("pk")[::2]:
        Matter.objects.filter(pk=matter.pk).update(lead_unit=unit, leader_node=node, next_step="约双方见面")
        CaseNote.objects.create(matter=matter, kind=NoteKind.VISIT, on="2026-11-01", text="已上门了解\n双方愿意谈")
        matter.outcomes.create(kind=OutcomeKind.AGREEMENT, request="r", facts="f", opinion="o", law="l", next_route="n")


@pytest.fixture
def ledger(unit: Unit, liang: Staff, tmp_path: Path) -> Staff:
    """A register that holds three disputes."""
    hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN, GUI]))
    ship_sheets()
    return liang


def exported(folder: Path, code: str, by: Staff, *, in_full: bool = False) -> Path:
    """The sheet as a file."""
    layout = SheetLayout.objects.get(code=code)
    filled = export_sheet(scope_of(by), layout, MatterFilters(), by=by, in_full=in_full, purpose="对账需要完整号码")
    folder.mkdir(exist_ok=True)
    path = folder / f"{layout.name}.xlsx"
    with workbook(filled.layout, filled.records) as stream:
        path.write_bytes(stream.read())
    return path


def figures() -> dict[str, int]:
    counts = {model.__name__: model._default_manager.count() for model in FIGURES}
    return counts | {"told": sum(Matter.objects.values_list("times_told", flat=True))}


def cells(path: Path) -> list[list[Any]]:  # Any: whatever a cell holds
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]


def rows_of(delivery: Delivery) -> list[ListRow]:
    return list(ListRow.objects.filter(file__delivery=delivery).order_by("number"))


def codes(row: ListRow) -> list[str]:
    return [reason["code"] for reason in row.reasons]


def write_into(path: Path, header: str, text: str) -> int:
    """Write into the first row of a sheet; returns its line."""
    book = load_workbook(path)
    page = book.worksheets[0]
    places = {str(cell.value): cell.column for row in page.iter_rows(min_row=3, max_row=4) for cell in row if cell.value}
    page.cell(5, places[header]).value = text
    book.save(path)
    return 5


def test_export_then_import_changes_nothing(register: Staff, unit: Unit, tmp_path: Path) -> None:
    """Every form that ships, one after another into the same register: masked, and two of them in full."""
    for code in shipped():
        for in_full in (False, True) if code in WITH_NUMBERS_IN_FULL else (False,):
            first = exported(tmp_path / f"{code} {in_full}", code, register, in_full=in_full)
            before = figures()

            delivery = hand_in(unit, first, by=register, confirm_unsure=True)

            rows = rows_of(delivery)
            assert len(rows) > 5, code
            assert {(row.outcome, *codes(row)) for row in rows} == {(Outcome.REGISTERED, "already_known")}, code
            assert all(row.matter_id and row.area_id for row in rows), code
            assert figures() == before, code
            assert cells(exported(tmp_path / f"{code} {in_full} again", code, register, in_full=in_full)) == cells(first), code


@pytest.mark.parametrize("has_reference", [True, False], ids=["by reference", "by person and words"])
def test_what_somebody_wrote_into_a_sheet_is_told_of_that_matter_and_of_nobody_new(
    ledger: Staff, unit: Unit, tmp_path: Path, has_reference: bool
) -> None:
    if not has_reference:
        SheetColumn.objects.filter(field="reference").delete()
    sheet = exported(tmp_path, "dispute_ledger", ledger)
    line = write_into(sheet, "进展情况", "已上门调解,双方同意分期支付")
    before = figures()

    delivery = hand_in(unit, sheet, by=ledger, confirm_unsure=True)

    changed = next(row for row in rows_of(delivery) if row.number == line)
    assert (codes(changed), changed.outcome) == (["id_masked"], Outcome.REGISTERED)
    told = Telling.objects.get(source=f"row:{changed.pk}")
    assert (told.matter_id, told.noted["progress"]) == (changed.matter_id, "已上门调解,双方同意分期支付")
    assert figures() == before | {"Telling": before["Telling"] + 1, "told": before["told"] + 1}
    assert [codes(row) for row in rows_of(delivery) if row.number != line] == [["already_known"]] * 2


def test_the_same_sheet_written_into_again_says_it_once(ledger: Staff, unit: Unit, tmp_path: Path) -> None:
    sheet = exported(tmp_path, "dispute_ledger", ledger)
    write_into(sheet, "进展情况", "已上门调解")
    hand_in(unit, sheet, by=ledger, confirm_unsure=True)
    write_into(sheet, "备注", "")
    before = figures()

    delivery = hand_in(unit, sheet, by=ledger, confirm_unsure=True)

    assert {code for row in rows_of(delivery) for code in codes(row)} == {"already_known"}
    assert figures() == before


def test_a_reference_of_a_matter_that_lies_elsewhere_is_that_of_no_matter_here(ledger: Staff, unit: Unit, tmp_path: Path) -> None:
    west = Unit.objects.create(code="west", name="西山镇", kind="town_office", area_id=WEST)
    clerk = make_coordinator(west, WEST)
    there = Matter.objects.filter(area__gte=EAST, area__lt=f"{EAST}:", merged_into=None).order_by("pk")[0]
    rows: list[list[str | int]] = [["矛盾纠纷清单"], ["编号", "姓名", "纠纷简要情况"], [there.ref, "陈伟", "漏水纠纷一直没有解决"]]

    row = rows_of(hand_in(west, write_sheet(tmp_path / "清单.xlsx", "纠纷", rows), by=clerk))[0]

    assert codes(row)[0] == "reference_unknown"
    assert row.matter_id != there.pk
    assert not there.tellings.filter(source=f"row:{row.pk}").exists()


def test_a_list_of_somebody_elses_making_that_names_our_reference_tells_of_our_matter(ledger: Staff, unit: Unit, tmp_path: Path) -> None:
    known = Matter.objects.filter(merged_into=None, kind="dispute", times_told__gt=0).order_by("pk")[0]
    rows: list[list[str | int]] = [["矛盾纠纷督办清单"], ["编号", "纠纷名称", "办理情况"], [known.ref, known.title, "已约谈双方"]]
    people = Person.objects.count()

    row = rows_of(hand_in(unit, write_sheet(tmp_path / "督办.xlsx", "纠纷", rows), by=ledger))[0]

    assert (row.matter_id, Person.objects.count()) == (known.pk, people)
    assert Telling.objects.get(source=f"row:{row.pk}").noted["progress"] == "已约谈双方"
