"""A list goes back to its uploader: same rows, same numbers, what to fix beside them, nothing forbidden, nothing that runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

from huajie.intake.reading.columns import Certainty
from huajie.intake.reading.listing import read_list
from huajie.intake.reading.returned import PROBLEM_COLUMN, strip_forbidden, write_with_problems
from huajie.intake.reading.tests.test_listing import HEADER, ROW, TODAY, changed
from huajie.intake.reading.tests.test_workbook import write_xlsx
from huajie.intake.reading.workbook import Cell, open_workbook


def source(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "a.xlsx", [["困难群众摸排表"], HEADER, ROW, changed(姓名="=1+1", 摸排日期="1899-12-31")])


def test_rows_keep_their_numbers_and_gain_the_problem(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    write_with_problems(source(tmp_path), {("Sheet", 4): "日期有误"}, out)
    rows = list(open_workbook(out).sheets[0].rows)
    assert rows[0][0] == "困难群众摸排表"
    assert rows[1] == [header for header in HEADER if header != "风险等级"] + [PROBLEM_COLUMN]
    assert rows[2][-1] == ""
    assert str(rows[3][-1]).endswith("日期有误")


def test_a_formula_comes_back_as_text(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    write_with_problems(source(tmp_path), {}, out)
    cell = openpyxl.load_workbook(out).worksheets[0].cell(row=4, column=3)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_is_kept_has_lost_the_forbidden_columns_and_their_values(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    strip_forbidden(source(tmp_path), out)
    cells = [cell for row in open_workbook(out).sheets[0].rows for cell in row]
    assert "风险等级" not in cells
    assert "高" not in cells
    assert "吴彩好(女)" in cells


def test_a_column_that_grades_people_by_its_values_is_lost_too(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["姓名", "身份证号", "分类管理"], ["吴彩好", "", "红色"], ["吴彩丽", "", "黄色"], ["吴彩芳", "", "红色"]]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    strip_forbidden(path, tmp_path / "out.xlsx")
    assert all(len(row) == 2 for row in open_workbook(tmp_path / "out.xlsx").sheets[0].rows)


def test_columns_named_by_the_caller_are_left_out_too(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    strip_forbidden(source(tmp_path), out, {("Sheet", 2): {10}})
    assert "3栋" not in [cell for row in open_workbook(out).sheets[0].rows for cell in row]


def test_text_and_old_workbooks_come_back_as_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "热线.csv"
    path.write_bytes("工单编号,来电人,诉求内容\nHX1,吴彩好,噪音\n".encode("gb18030"))
    out = tmp_path / "out.xlsx"
    write_with_problems(path, {("", 2): "缺电话"}, out)
    rows = list(open_workbook(out).sheets[0].rows)
    assert rows[1][:3] == ["HX1", "吴彩好", "噪音"]
    assert str(rows[1][3]).endswith("缺电话")


def test_the_problem_column_is_known_when_the_list_comes_again(tmp_path: Path) -> None:
    out, again = tmp_path / "out.xlsx", tmp_path / "again.xlsx"
    write_with_problems(source(tmp_path), {("Sheet", 4): "日期有误"}, out)
    (table,) = read_list(out, today=TODAY).tables
    column = next(column for column in table.columns if column.header == PROBLEM_COLUMN)
    assert (column.certainty, column.because.code) == (Certainty.DROPPED, "column_returned")
    write_with_problems(out, {("Sheet", 4): "再看"}, again)
    header = list(open_workbook(again).sheets[0].rows)[1]
    assert header.count(PROBLEM_COLUMN) == 1


def test_dates_and_numbers_keep_their_kind(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["序号", "姓名", "排查日期", "涉及金额"], [1, "吴彩好", dt.datetime(2021, 3, 5), 12.5]])
    out = tmp_path / "out.xlsx"
    strip_forbidden(path, out)
    assert list(open_workbook(out).sheets[0].rows)[1] == [1.0, "吴彩好", dt.date(2021, 3, 5), 12.5]
