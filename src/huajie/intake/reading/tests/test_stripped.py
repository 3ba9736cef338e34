"""What is kept of a list: the cells of its tables, each without its own columns; no words beside them, no comments, no properties."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from huajie.intake.reading.cells import MergedRange
from huajie.intake.reading.returned import PROBLEM_COLUMN, kept_suffix, strip_forbidden, write_with_problems
from huajie.intake.reading.tests.test_workbook import write_xlsx
from huajie.intake.reading.workbook import Cell, open_workbook

LEDGER: list[Cell] = ["序号", "当事人姓名", "联系电话", "风险等级", "纠纷简要情况", "排查时间"]
SURVEY: list[Cell] = ["序号", "姓名", "联系电话", "困难情况", "帮扶需求", "备注"]
STACKED: list[list[Cell]] = [
    ["东山镇矛盾纠纷排查台账"],
    LEDGER,
    [1, "陈伟", "15400000011", "高危甲乙", "楼上漏水", "2021-03-05"],
    [],
    SURVEY,
    [1, "黄小兰", "15400000022", "因病致贫", "送医", "无"],
]


def cells_of(path: Path, sheet: int = 0) -> list[list[Cell]]:
    return list(open_workbook(path).sheets[sheet].rows)


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def stripped(tmp_path: Path, rows: Sequence[Sequence[Cell]]) -> Path:
    strip_forbidden(write_xlsx(tmp_path / "a.xlsx", [list(row) for row in rows]), tmp_path / "out.xlsx")
    return tmp_path / "out.xlsx"


def test_each_table_of_a_sheet_loses_only_its_own_columns(tmp_path: Path) -> None:
    out = stripped(tmp_path, STACKED)
    rows = cells_of(out)
    assert rows[1][:5] == [cell for cell in LEDGER if cell != "风险等级"]
    assert rows[4] == SURVEY
    assert rows[5][3:] == ["因病致贫", "送医", "无"]
    assert "高危甲乙" not in text_of(out)


def test_each_table_gains_the_problem_at_its_own_right(tmp_path: Path) -> None:
    write_with_problems(stripped(tmp_path, STACKED), {("Sheet", 3): "甲", ("Sheet", 6): "乙"}, tmp_path / "back.xlsx")
    rows = cells_of(tmp_path / "back.xlsx")
    assert [rows[1][5], rows[4][6]] == [PROBLEM_COLUMN, PROBLEM_COLUMN]
    assert [str(rows[2][5])[-1], str(rows[5][6])[-1]] == ["甲", "乙"]


def test_sheets_without_a_list_comments_and_properties_are_left(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", STACKED[:3]))
    book.worksheets[0]["B3"].comment = Comment("此人高危丙丁", "审核人戊己")
    book.create_sheet("说明").append(["风险等级:某某高危丙丁"])
    book.properties.title = "高危丙丁"
    book.save(tmp_path / "a.xlsx")
    strip_forbidden(tmp_path / "a.xlsx", tmp_path / "out.xlsx")
    kept = text_of(tmp_path / "out.xlsx")
    assert [sheet.name for sheet in open_workbook(tmp_path / "out.xlsx").sheets] == ["Sheet", "说明"]
    assert "楼上漏水" in kept
    assert not [secret for secret in ("丙丁", "戊己") if secret in kept]


def test_lines_beside_the_list_that_state_what_is_forbidden_are_left(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["东山镇矛盾风险隐患台账"], ["重点人员:张某丙丁"], *STACKED[1:3], ["注:稳控措施见附件丙丁"]]
    out = stripped(tmp_path, rows)
    assert cells_of(out)[0][0] == "东山镇矛盾风险隐患台账"
    assert "丙丁" not in text_of(out)


def test_a_cell_outside_the_columns_of_the_list_is_left(tmp_path: Path) -> None:
    out = stripped(tmp_path, [*STACKED[:2], [*STACKED[2], "", "旁注丙丁"]])
    assert "丙丁" not in text_of(out)


def test_a_text_stays_a_text_without_its_forbidden_columns(tmp_path: Path) -> None:
    path = tmp_path / "热线.csv"
    path.write_bytes('工单编号,来电人,风险等级,诉求内容\nHX1,吴彩好,高危甲乙,"噪音,夜间"\n\nHX2,吴彩丽,低,漏水\n'.encode("gb18030"))
    assert kept_suffix(path) == ".csv"
    strip_forbidden(path, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["工单编号", "来电人", "诉求内容"],
            ["HX1", "吴彩好", "噪音,夜间"],
            [],
            ["HX2", "吴彩丽", "漏水"],
        ]


def test_widths_and_merged_cells_move_with_their_columns(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", [*STACKED[:3], [2, "冯桂", "", "低", "", "2021-03-06"]]))
    page = book.worksheets[0]
    page.merge_cells("A1:F1")
    page.merge_cells("E3:E4")
    page.column_dimensions["E"].width = 41
    book.save(tmp_path / "a.xlsx")
    strip_forbidden(tmp_path / "a.xlsx", tmp_path / "out.xlsx")
    (sheet,) = open_workbook(tmp_path / "out.xlsx").sheets
    assert set(sheet.merged) == {MergedRange(0, 0, 0, 5), MergedRange(2, 3, 3, 3)}
    assert 41 <= sheet.widths[3] < 42


def test_the_word_of_a_group_moves_to_the_column_that_stays(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["序号", "情况", "", "当事人姓名", "联系电话"],
        ["", "风险等级", "纠纷简要情况", "", ""],
        [1, "高危甲乙", "楼上漏水", "陈伟", "15400000011"],
    ]
    book = openpyxl.load_workbook(write_xlsx(tmp_path / "a.xlsx", rows))
    for span in ("A1:A2", "B1:C1", "D1:D2", "E1:E2"):
        book.worksheets[0].merge_cells(span)
    book.save(tmp_path / "a.xlsx")
    strip_forbidden(tmp_path / "a.xlsx", tmp_path / "out.xlsx")
    assert cells_of(tmp_path / "out.xlsx")[0] == ["序号", "情况", "当事人姓名", "联系电话"]


def test_a_number_that_lost_its_digits_does_not_come_back_as_a_text_that_looks_whole(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["序号", "姓名", "身份证号", "联系电话"], [1, "陈伟", 440190196212213696.0, "15400000011"]]
    cell = openpyxl.load_workbook(stripped(tmp_path, rows)).worksheets[0]["C2"]
    assert cell.data_type == "n"
    phone = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["D2"]
    assert (phone.data_type, phone.number_format) == ("s", "@")
