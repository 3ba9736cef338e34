"""Lists as workbooks."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from huajie.core import exports
from huajie.core.exports import workbook, workbook_response
from huajie.core.layouts import Column, Layout


@dataclass(frozen=True)
class Row:
    text: str
    day: date | None = None
    times: int = 1


LAYOUT = Layout[Row](
    columns=(
        Column("text", "Matter", lambda row: row.text, 30),
        Column("day", "Told on", lambda row: row.day),
        Column("times", "Times told", lambda row: row.times),
    ),
    titles=("Matters of the town",),
)


def sheet_of(rows: list[Row]) -> Worksheet:
    sheet = load_workbook(workbook(LAYOUT, rows)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.example","a")', "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "https://x.example/", "007", "㘵𠮷🙂"]
)
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    cell = sheet_of([Row(text)]).cell(3, 1)

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_days_and_numbers_stay_days_and_numbers() -> None:
    sheet = sheet_of([Row("漏水", date(2021, 4, 16), 3), Row("噪音")])

    assert sheet.cell(3, 2).value.date() == date(2021, 4, 16)  # type: ignore[union-attr]
    assert (sheet.cell(3, 3).value, sheet.cell(4, 2).value) == (3, None)


def test_nothing_to_export_still_has_its_header() -> None:
    sheet = sheet_of([])

    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["Matters of the town", None, None],
        ["Matter", "Told on", "Times told"],
    ]
    assert sheet.freeze_panes == "A3"


def test_a_full_sheet_is_followed_by_another_with_its_own_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "ROWS_PER_SHEET", 2)

    book = load_workbook(workbook(LAYOUT, [Row(str(number)) for number in range(5)]))

    assert [sheet.max_row for sheet in book.worksheets] == [4, 4, 3]
    assert [sheet.cell(2, 1).value for sheet in book.worksheets] == ["Matter"] * 3


def test_fifty_thousand_rows_take_no_more_memory_than_five_thousand() -> None:
    assert _peak_mib(50_000) < _peak_mib(5_000) + 4


def test_the_download_carries_its_name() -> None:
    response = workbook_response(LAYOUT, [], "事项")

    assert "filename*=utf-8''%E4%BA%8B%E9%A1%B9.xlsx" in response["Content-Disposition"]


FORM = Layout[Row](
    columns=(
        Column("times", "序号", lambda row: row.times),
        Column("text", "姓名", lambda row: row.text, group="当事人"),
        Column("day", "日期", lambda row: row.day, group="当事人", shown_as='yyyy"年"m"月"d"日"'),
    ),
    titles=("排查台账", "填报单位：东山镇"),
    footers=("填表人：", "审核人："),
    is_form=True,
)


def test_a_form_has_its_titles_over_all_columns_groups_over_theirs_and_lines_for_signatures_below() -> None:
    sheet = load_workbook(workbook(FORM, [Row("陈伟", date(2021, 4, 16), 1), Row("黄小兰", None, 2)])).worksheets[0]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)] == [
        ["排查台账", None, None],
        ["填报单位：东山镇", None, None],
        ["序号", "当事人", None],
        [None, "姓名", "日期"],
    ]
    assert {str(span) for span in sheet.merged_cells.ranges} == {"A1:C1", "A2:C2", "A3:A4", "B3:C3", "A7:C7", "A8:C8"}
    assert [sheet.cell(row, 1).value for row in (5, 6, 7, 8)] == [1, 2, "填表人：", "审核人："]
    assert (sheet.cell(5, 3).number_format, sheet.cell(6, 3).border.bottom.style) == ('yyyy"年"m"月"d"日"', "thin")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$3:$4")


def _peak_mib(count: int) -> float:
    def rows() -> Iterator[Row]:
        for number in range(count):
            yield Row(f"楼上漏水,第{number}次反映", date(2021, 4, 16), number)

    tracemalloc.start()
    workbook(LAYOUT, rows()).close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024 / 1024
