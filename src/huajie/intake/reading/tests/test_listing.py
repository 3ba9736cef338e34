"""A whole list in one call: every data row typed, what cannot be read kept, what cannot be used refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.fields import Field
from huajie.intake.reading.listing import read_list
from huajie.intake.reading.mapping import MappingFile, UnusableMapping, load_mapping
from huajie.intake.reading.mapping_check import check_mapping
from huajie.intake.reading.tests.test_workbook import write_xlsx
from huajie.intake.reading.typed import IdStatus, ReadRow, Role

TODAY = dt.date(2021, 6, 1)
HEADER: list[Cell] = [
    "序号",
    "村(社区)",
    "姓名",
    "身份证号",
    "联系电话",
    "家庭成员情况",
    "家庭月收入",
    "是否低保",
    "困难情况",
    "摸排日期",
    "楼栋",
    "风险等级",
]
ROW: list[Cell] = [
    "1",
    "两龙社区",
    "吴彩好(女)",
    "440190198001011237",
    "15400000001/020-86781626",
    "配偶:冯有",
    "约1,200元",
    "是",
    "长期患病",
    "3月5日",
    "3栋",
    "高",
]


def changed(**cells: Cell) -> list[Cell]:
    row = list(ROW)
    for header, cell in cells.items():
        row[HEADER.index(header)] = cell
    return row


def read(tmp_path: Path, *rows: list[Cell], header: list[Cell] | None = None) -> list[ReadRow]:
    title: list[Cell] = ["困难群众摸排表", "", "", "填报日期:2021年4月"]
    path = write_xlsx(tmp_path / "困难群众摸排表-花山镇.xlsx", [title, header or HEADER, *rows])
    (table,) = read_list(path, today=TODAY).tables
    return list(table.rows())


def test_a_row_is_read_into_people_place_and_values(tmp_path: Path) -> None:
    (row,) = read(tmp_path, ROW)
    assert (row.number, row.subject.name, row.place.town, row.place.village) == (3, "吴彩好", "花山镇", "两龙社区")
    assert row.subject.id_number is not None
    assert row.subject.id_number.status is IdStatus.VALID
    assert [phone.digits for phone in row.subject.phones] == ["15400000001", "02086781626"]
    assert [(member.role, member.relation, member.name) for member in row.members] == [(Role.MEMBER, "配偶", "冯有")]
    assert (row.number_of(Field.INCOME_MONTHLY), row.text_of(Field.BENEFITS), row.text) == (120_000, "低保", "长期患病")
    found = row.date_of(Field.FOUND_ON)
    assert found is not None
    assert (found.day, found.year_inferred) == (dt.date(2021, 3, 5), True)
    assert row.kept == {"楼栋": "3栋"}
    assert not row.problems


def test_a_row_says_which_of_its_fields_came_from_the_row_above(tmp_path: Path) -> None:
    first, second = read(tmp_path, ROW, changed(困难情况="同上", 家庭月收入="〃", 楼栋="同上"))
    assert first.filled == frozenset()
    assert second.filled == {Field.SUMMARY, Field.INCOME_MONTHLY}
    assert second.text == first.text


def test_nothing_forbidden_is_in_the_row(tmp_path: Path) -> None:
    (row,) = read(tmp_path, ROW)
    assert "风险等级" not in repr(row)


def test_a_bad_id_or_phone_is_a_note_and_never_a_refusal(tmp_path: Path) -> None:
    (row,) = read(tmp_path, changed(身份证号=4.40114198801101e17, 联系电话="15400", 家庭月收入="3000-5000", 摸排日期="上周"))
    assert {note.code for note in row.notes} == {"id_digits_lost", "phone_short", "money_unread", "date_unread"}
    assert row.kept["家庭月收入"] == "3000-5000"
    assert row.kept["摸排日期"] == "上周"
    assert not row.problems


@pytest.mark.parametrize("cell", ["1899-12-31", "2121-03-01", "2021-02-30"])
def test_a_date_that_cannot_be_is_a_reason_to_refuse(tmp_path: Path, cell: str) -> None:
    bad, good = read(tmp_path, changed(摸排日期=cell), ROW)
    assert [(problem.code, problem.column) for problem in bad.problems] == [("date_impossible", "摸排日期")]
    assert not good.problems


def test_a_row_about_nobody_and_nothing_is_a_reason_to_refuse(tmp_path: Path) -> None:
    rows = read(tmp_path, changed(姓名="", 身份证号="", 联系电话="", 困难情况="", 家庭成员情况=""), ROW)
    assert [problem.code for problem in rows[0].problems] == ["nobody_and_nothing"]


def test_a_formula_is_text_and_said_so(tmp_path: Path) -> None:
    rows = read(tmp_path, changed(姓名="=cmd|' /C calc'!A0"), changed(困难情况="@SUM(1)"), ROW)
    assert rows[0].subject.name.startswith("=cmd")
    assert "formula_kept_as_text" in {note.code for note in rows[0].notes}
    assert rows[1].text == "@SUM(1)"


def test_money_follows_the_unit_of_the_header(tmp_path: Path) -> None:
    header = ["家庭年收入(万元)" if cell == "家庭月收入" else cell for cell in HEADER]
    row = list(ROW)
    row[6] = 1.5
    (read_row,) = read(tmp_path, row, header=header)
    assert read_row.number_of(Field.INCOME_YEARLY) == 1_500_000


def test_a_yearly_amount_in_a_monthly_column_is_yearly(tmp_path: Path) -> None:
    (row,) = read(tmp_path, changed(家庭月收入="12000元/年"))
    assert (row.number_of(Field.INCOME_MONTHLY), row.number_of(Field.INCOME_YEARLY)) == (None, 1_200_000)


def test_every_row_of_the_file_is_data_or_told_why_not(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW, ["合计", "1人"], [""], ["填表人:陈志强"]])
    (table,) = read_list(path, today=TODAY).tables
    assert [*table.table.header_rows, *(row.number for row in table.table.rows)] == [1, 2, 3, 4, 5]
    assert [row.number for row in table.rows()] == [2]


def test_sheets_without_a_list_are_passed_over_with_the_reason(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["请勿修改表头"]])
    read_it = read_list(path, today=TODAY)
    assert (read_it.tables, [sheet.message.code for sheet in read_it.passed_over]) == ((), ["sheet_no_table"])


def test_only_a_header_is_said_to_have_no_rows(tmp_path: Path) -> None:
    (table,) = read_list(write_xlsx(tmp_path / "a.xlsx", [HEADER]), today=TODAY).tables
    assert [remark.code for remark in table.remarks] == ["sheet_no_rows"]


def test_a_mapping_file_settles_columns_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps({"files": {"困难*.xlsx": {"楼栋": "grid", "@kind": "visit"}}}), encoding="utf-8")
    choices = load_mapping(path).choices_for("困难群众摸排表-花山镇.xlsx")
    listing = write_xlsx(tmp_path / "困难群众摸排表-花山镇.xlsx", [HEADER, ROW])
    (table,) = read_list(listing, today=TODAY, choices=choices).tables
    assert table.kind.value == "visit"
    assert next(iter(table.rows())).place.grid == "3栋"
    assert load_mapping(path).choices_for("走访.xlsx") == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "not_json"),
        ("[]", "shape"),
        ("[" * 100_000, "shape"),
        ('{"files": {"*": {"楼栋": "colour"}}}', "unknown_field"),
        ('{"files": {"*": {"楼栋": ["name"]}}}', "unknown_field"),
        ('{"files": {"*": {"楼栋": null}}}', "unknown_field"),
    ],
)
def test_a_mapping_file_that_cannot_be_followed_says_so(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableMapping) as caught:
        load_mapping(path)
    assert caught.value.code == code


def test_both_parties_in_one_cell_are_the_subject_and_the_other_party(tmp_path: Path) -> None:
    header: list[Cell] = ["序号", "双方当事人", "纠纷类型", "纠纷简况"]
    cells = ["张三与李四", "王五诉赵六", "钱七;周八", "吴九 和 郑十"]
    rows: list[list[Cell]] = [[number, cell, "邻里", "楼上漏水,多次协商未果"] for number, cell in enumerate(cells)]
    found = read(tmp_path, *rows, header=header)
    assert [(row.subject.name, [(other.name, other.role) for other in row.others]) for row in found] == [
        ("张三", [("李四", Role.OTHER_PARTY)]),
        ("王五", [("赵六", Role.OTHER_PARTY)]),
        ("钱七", [("周八", Role.OTHER_PARTY)]),
        ("吴九", [("郑十", Role.OTHER_PARTY)]),
    ]


def test_name_and_phone_in_one_cell_are_both_the_subjects(tmp_path: Path) -> None:
    header: list[Cell] = ["序号", "姓名及电话", "困难情况"]
    cells = ["张三15400000001", "李四/15400000002", "王五\n154-0000-0003", "赵六等村民15400000004"]
    rows: list[list[Cell]] = [[number, cell, "长期患病"] for number, cell in enumerate(cells)]
    people = [row.subject for row in read(tmp_path, *rows, header=header)]
    assert [(person.name, [phone.digits for phone in person.phones]) for person in people] == [
        ("张三", ["15400000001"]),
        ("李四", ["15400000002"]),
        ("王五", ["15400000003"]),
        ("赵六", ["15400000004"]),
    ]


@pytest.mark.parametrize(("header", "code"), [("甲栏", "no_name_column"), ("姓名", None)])
def test_a_list_says_that_its_name_column_was_not_recognised(tmp_path: Path, header: str, code: str | None) -> None:
    rows: list[list[Cell]] = [[name, "15400000001", "长期患病"] for name in ("张三", "李四", "王五")]
    (table,) = read_list(write_xlsx(tmp_path / "a.xlsx", [[header, "联系电话", "困难情况"], *rows]), today=TODAY).tables
    assert [remark.code for remark in table.remarks] == ([code] if code else [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"*.xlsx": {"没有这列": "name"}}, "no_column"),
        ({"不匹配*": {"姓名": "name"}}, "no_file"),
        ({"*.xlsx": {"姓名": "name", "@kind": "visit"}}, None),
    ],
)
def test_a_mapping_that_means_no_file_or_no_column_is_refused(tmp_path: Path, content: dict[str, dict[str, str]], code: str | None) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    found = None
    try:
        check_mapping(MappingFile(content), {"镇/a.xlsx": path})
    except UnusableMapping as error:
        found = error.code
    assert found == code


def test_a_mapping_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableMapping) as caught:
        load_mapping(tmp_path / "map.json")
    assert caught.value.code == "missing"


@pytest.mark.parametrize("cell", ["0", "2+3", "甲" * 500, "**"])
def test_what_names_nobody_is_kept_and_is_no_name(tmp_path: Path, cell: str) -> None:
    (row,) = read(tmp_path, changed(姓名=cell))
    assert (row.subject.name, row.kept["姓名"]) == ("", cell)
    assert "name_unread" in [note.code for note in row.notes]
