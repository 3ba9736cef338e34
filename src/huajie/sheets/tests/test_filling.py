"""A form filled from the register."""

from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from huajie.accounts.models import Staff, Unit
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.exports import workbook
from huajie.matters.models import LeaderLevel, LeaderNode, Matter, NoteKind
from huajie.matters.queries import MatterFilters
from huajie.sheets.definitions import ColumnDefinition, Definition, definition_of
from huajie.sheets.fields import FIELDS, Shape
from huajie.sheets.filling import Occasion, cell_of, filled_layout, said
from huajie.sheets.models import Format, SheetLayout
from huajie.sheets.queries import matters_for, records_in
from huajie.sheets.records import records_of
from huajie.sheets.services.exporting import export_sheet
from huajie.sheets.services.shipping import ship_sheets, shipped
from huajie.sheets.tests.conftest import DISTRICT, WEST

OCCASION = Occasion("东山镇", date(2026, 9, 20), date(2026, 7, 1))


def cells(
    layout: SheetLayout, by: Staff, filters: MatterFilters | None = None, **asked: Any
) -> list[list[Any]]:  # Any: whatever a cell holds
    filled = export_sheet(scope_of(by), layout, filters or MatterFilters(), by=by, **asked)
    return [[cell.value for cell in row] for row in load_workbook(workbook(filled.layout, filled.records)).worksheets[0].iter_rows()]


def test_a_matter_fills_the_row_of_every_column_and_stands_under_its_headers(ledger: SheetLayout, leak: Matter, liang: Staff) -> None:
    rows = cells(ledger, liang)

    upper = [word or beside for word, beside in zip(rows[2], [""] + rows[2], strict=False)]
    said_of = {f"{above or ''} {below or ''}".strip(): cell for above, below, cell in zip(upper, rows[3], rows[4], strict=True)}
    assert (said_of["事项编号"], said_of["镇（街）"], said_of["村（社区）"]) == (leak.ref, "东山镇", "东湖村委会")
    assert (said_of["甲方 姓名"], said_of["甲方 身份证号码"], said_of["乙方 姓名"]) == ("陈伟", "4401**********0011", "黎二妹")
    assert (said_of["涉及金额（元）"], said_of["包案领导"], said_of["化解时限"].date()) == (12000.5, "区永强", date(2021, 6, 30))
    assert rows[0][0] == "矛盾纠纷排查化解台账"
    assert rows[1][0].startswith("填报单位（盖章）：试区信访局")
    assert rows[-1][0].startswith("填表人")


def test_numbers_in_full_need_a_purpose_and_are_on_record_with_it(ledger: SheetLayout, leak: Matter, liang: Staff) -> None:
    with pytest.raises(Refused):
        cells(ledger, liang, in_full=True, purpose=" 要 ")

    rows = cells(ledger, liang, in_full=True, purpose="核对低保系统")

    assert "440190198803120011" in rows[4]
    entry = Entry.objects.get(act=Act.SHEET_EXPORTED.value)
    assert (entry.purpose, entry.detail["numbers"], entry.detail["rows"]) == ("核对低保系统", "in full", 1)


def test_only_matters_of_the_kind_it_is_made_for_and_of_the_filters_fill_it(ledger: SheetLayout, leak: Matter, liang: Staff) -> None:
    petitions = SheetLayout.objects.get(code="petition_ledger")

    assert matters_for(scope_of(liang), definition_of(petitions), MatterFilters(kind="dispute")).count() == 0
    assert matters_for(scope_of(liang), definition_of(ledger), MatterFilters(area=WEST)).count() == 0
    assert matters_for(scope_of(liang), definition_of(ledger), MatterFilters()).count() == 1


def test_whoever_may_not_export_matters_fills_nothing(ledger: SheetLayout, leak: Matter, unit: Unit) -> None:
    stranger = Staff.objects.create(username="stranger")
    with pytest.raises(NotPermitted):
        export_sheet(scope_of(stranger), ledger, MatterFilters(), by=stranger)


def test_the_records_of_many_matters_take_as_many_queries_as_those_of_one(
    leak: Matter, liang: Staff, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(18):
        list(records_in(scope_of(liang), matters_for(scope_of(liang), Definition("", ()), MatterFilters()), in_full=False))


@pytest.mark.parametrize(
    ("field", "format_", "cell"),
    [
        ("amount", Format.YUAN, 12000.5),
        ("amount", Format.TEN_THOUSAND_YUAN, 1.20005),
        ("found_on", Format.DAY_WORDED, date(2021, 3, 5)),
        ("", "", None),
    ],
)
def test_a_value_is_written_as_the_column_says(leak: Matter, field: str, format_: str, cell: object) -> None:
    (record,) = records_of([Matter.objects.select_related("area").get(pk=leak.pk)])
    assert cell_of(ColumnDefinition(field, "金额（万元）", format=format_))(record) == cell


def test_placeholders_are_filled_and_other_braces_stay() -> None:
    assert said("{unit} {period} {date} {other}", OCCASION) == "东山镇 2026年7月1日至2026年9月20日 2026年9月20日 {other}"
    assert said("{period}", Occasion("", date(2026, 9, 20))) == "截至2026年9月20日"


@pytest.mark.django_db
def test_what_ships_is_added_once_and_what_was_deleted_stays_deleted() -> None:
    assert ship_sheets() == len(shipped())
    SheetLayout.objects.filter(code="petition_ledger").update(deleted_at="2026-01-01T00:00Z", name="改过")

    assert ship_sheets() == 0
    assert SheetLayout.objects.get(code="petition_ledger").name == "改过"


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_column_that_ships_holds_something_known(code: str) -> None:
    form = shipped()[code]
    assert [column.field for column in form.columns if column.field not in FIELDS] == []
    assert len(set(form.signature)) == len(form.signature)
    assert filled_layout(form, OCCASION).header_rows in (1, 2)


def test_every_field_of_one_shape_has_a_usual_way_to_be_written() -> None:
    assert all(shape.formats for shape in (Shape.DAY, Shape.ANSWER, Shape.MONEY))
    assert {field.shape for field in FIELDS.values()} == set(Shape)


def test_what_the_register_decided_counts_before_what_lists_say(leak: Matter, liang: Staff, unit: Unit) -> None:
    node = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="第三领导小组", leader=liang, area_id=DISTRICT)
    Matter.objects.filter(pk=leak.pk).update(lead_unit=unit, leader_node=node, due_on=date(2026, 12, 1), next_step="约双方见面")
    leak.notes.create(kind=NoteKind.COMMENT, on=date(2026, 9, 2), text="只在小组内说")
    leak.notes.create(kind=NoteKind.VISIT, on=date(2026, 9, 1), text="已上门")

    (record,) = records_of([Matter.objects.select_related("area").get(pk=leak.pk)])

    names = ("leader", "leader_post", "unit_lead", "deadline", "next_step", "progress", "state")
    assert [FIELDS[name].fill(record) for name in names] == [
        "liang", "第三领导小组", "试区信访局", date(2026, 12, 1), "约双方见面", "已上门", "已登记",
    ]  # fmt: skip
    assert {"区永强"} <= record.said("leader")
    assert {"已上门"} <= record.said("progress")
