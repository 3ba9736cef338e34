"""Headers anywhere, and every row told for what it is."""

from __future__ import annotations

import tracemalloc

from huajie.intake.reading.cells import Cell, MergedRange, Sheet
from huajie.intake.reading.row_kinds import RowKind
from huajie.intake.reading.tables import find_tables

HEADER: list[Cell] = ["序号", "村(社区)", "姓名", "身份证号", "联系电话", "主要困难"]


def person(number: int, village: str = "两龙社区", name: str = "吴彩好") -> list[Cell]:
    return [str(number), village, name, "440190198001011234", "15400000001", "长期患病,药费负担重"]


def kinds(rows: list[list[Cell]], merged: tuple[MergedRange, ...] = ()) -> list[RowKind]:
    (table,) = find_tables(Sheet("s", rows, merged))
    return [row.kind for row in table.rows]


def test_titles_and_reporting_rows_above_the_header_are_about_the_list() -> None:
    rows: list[list[Cell]] = [
        ["困难群众摸排表", "", "", "", "", ""],
        ["填报单位:花山镇", "", "", "填报日期:2021年4月", "", "单位:人、万元"],
        HEADER,
        person(1),
    ]
    (table,) = find_tables(Sheet("s", rows))
    assert table.header_rows == (3,)
    assert (table.about.title, table.about.unit, table.about.year, table.about.month, table.about.yuan) == (
        "困难群众摸排表",
        "花山镇",
        2021,
        4,
        10_000,
    )


def test_a_header_of_two_rows_is_joined() -> None:
    rows: list[list[Cell]] = [
        ["序号", "甲方", "", "乙方", "", "纠纷类型"],
        ["", "姓名", "联系电话", "姓名", "联系电话", ""],
        ["1", "吴彩好", "15400000001", "冯艳", "15400000002", "邻里纠纷"],
    ]
    merged = (MergedRange(0, 1, 0, 2), MergedRange(0, 3, 0, 4), MergedRange(0, 0, 1, 0), MergedRange(0, 5, 1, 5))
    for spans in (merged, ()):
        (table,) = find_tables(Sheet("s", rows, spans))
        assert [header.joined for header in table.columns] == [
            "序号",
            "甲方 姓名",
            "甲方 联系电话",
            "乙方 姓名",
            "乙方 联系电话",
            "纠纷类型",
        ]
        assert [row.kind for row in table.rows] == [RowKind.DATA]


def test_an_odd_word_in_the_lower_row_does_not_take_the_group_from_the_others() -> None:
    rows: list[list[Cell]] = [
        ["序号", "甲方", "", "乙方", "", "化解情况", ""],
        ["", "姓名", "联系电话", "姓名", "联系电话", "是否化解\n(√/×)", "群众回头怎么说的没有"],
        ["1", "吴彩好", "15400000001", "冯艳", "15400000002", "√", "满意"],
    ]
    (table,) = find_tables(Sheet("s", rows))
    assert table.header_rows == (1, 2)
    assert [header.joined for header in table.columns][3:5] == ["乙方 姓名", "乙方 联系电话"]


def test_a_column_merged_down_proves_that_two_rows_are_one_header() -> None:
    rows: list[list[Cell]] = [
        ["序号", "甲方", "", "乙方", "", "跟踪", ""],
        ["", "姓名", "联系电话", "姓名", "联系电话", "上个月问过几次了呀", "群众回头怎么说的没有"],
        ["1", "吴彩好", "15400000001", "冯艳", "15400000002", "两次", "满意"],
    ]
    assert len(find_tables(Sheet("s", rows))[0].header_rows) == 1
    assert find_tables(Sheet("s", rows, (MergedRange(0, 0, 1, 0),)))[0].header_rows == (1, 2)


def test_totals_footers_notes_and_blanks_are_no_data() -> None:
    rows: list[list[Cell]] = [
        HEADER,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        person(1),
        ["小计", "", "1人", "", "", ""],
        HEADER,
        person(2),
        ["3", "", "", "", "", ""],
        ["合计", "2件", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["填表人:陈志强", "", "审核人:", "", "联系电话:86781626", ""],
        ["备注:1.本表每周五报送。", "", "", "", "", ""],
        ["2.涉及金额以元为单位", "", "", "", "", ""],
    ]
    data, total, footer, note, blank = RowKind.DATA, RowKind.TOTAL, RowKind.FOOTER, RowKind.NOTE, RowKind.BLANK
    assert kinds(rows) == [note, data, total, note, data, blank, total, blank, footer, note, note]


def test_a_person_whose_name_means_total_is_data() -> None:
    assert kinds([HEADER, person(1, name="总计"), person(2, name="备注")]) == [RowKind.DATA, RowKind.DATA]


def test_an_example_row_under_the_header_is_a_note() -> None:
    assert kinds([HEADER, ["示例", "某村", "张某", "440190198001011234", "15400000001", "…"], person(1)]) == [RowKind.NOTE, RowKind.DATA]


def test_merged_and_ditto_cells_are_filled_from_above() -> None:
    rows = [HEADER, person(1), person(2, village=""), person(3, village="同上"), person(4, village="紫西村"), person(5, village="〃")]
    (table,) = find_tables(Sheet("s", rows, (MergedRange(1, 1, 2, 1),)))
    assert [(row.cells[1], sorted(row.filled)) for row in table.rows] == [
        ("两龙社区", []),
        ("两龙社区", [1]),
        ("两龙社区", [1]),
        ("紫西村", []),
        ("紫西村", [1]),
    ]
    assert [sorted(row.filled) for row in table.rows] == [[], [1], [1], [], [1]], "a second walk sees the same"


def test_a_blank_cell_that_is_not_merged_stays_blank() -> None:
    (table,) = find_tables(Sheet("s", [HEADER, person(1), person(2, village="")]))
    assert [row.cells[1] for row in table.rows] == ["两龙社区", ""]


def test_a_divider_gives_the_village_of_the_rows_below() -> None:
    header: list[Cell] = ["序号", "姓名", "身份证号", "联系电话", "主要困难"]
    rows: list[list[Cell]] = [
        header,
        ["一、两龙社区", "", "", "", ""],
        ["1", "吴彩好", "", "15400000001", "患病"],
        ["二、紫西村(1人)", "", "", "", ""],
        ["2", "冯艳", "", "", "失业"],
    ]
    (table,) = find_tables(Sheet("s", rows))
    assert [(row.section, row.cells[1]) for row in table.rows if row.kind is RowKind.DATA] == [("两龙社区", "吴彩好"), ("紫西村", "冯艳")]


def test_an_instruction_sheet_has_no_table() -> None:
    assert find_tables(Sheet("填表说明", [["请勿修改表头"], ["1. 身份证号请以文本格式填写"], ["2. 日期写作 2021-05-10"]])) == []


def test_a_second_list_below_with_other_columns_is_a_table_of_its_own() -> None:
    other: list[Cell] = ["工单编号", "来电人", "来电号码", "诉求内容", "承办单位", "工单状态"]
    rows: list[list[Cell]] = [
        HEADER,
        person(1),
        ["", "", "", "", "", ""],
        other,
        ["HX1", "冯艳", "15400000003", "噪音扰民", "住建局", "办理中"],
    ]
    tables = find_tables(Sheet("s", rows))
    assert [table.header_rows for table in tables] == [(1,), (4,)]
    assert [[row.number for row in table.rows if row.kind is RowKind.DATA] for table in tables] == [[2], [5]]


def test_two_headers_that_read_equally_well_make_the_table_ambiguous() -> None:
    rival: list[Cell] = ["编号", "社区", "户主姓名", "证件号码", "手机号码", "困难情况"]
    tables = find_tables(Sheet("s", [HEADER, rival, person(1)]))
    assert tables[0].ambiguous


def test_only_a_header_is_a_table_without_rows() -> None:
    (table,) = find_tables(Sheet("s", [HEADER]))
    assert list(table.rows) == []


def test_a_merge_over_the_whole_sheet_fills_the_columns_of_the_list_and_costs_nothing() -> None:
    everything = MergedRange(1, 0, 1_048_575, 16_383)
    sheet = Sheet("表", [list(HEADER), person(1), ["2", "", "", "冯艳", "", ""]], (everything,))
    (table,) = find_tables(sheet)
    tracemalloc.start()
    rows = list(table.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows[1].cells[1] == "两龙社区"
    assert peak < 1_000_000


def test_a_second_list_makes_the_first_neither_unsure_nor_disappear() -> None:
    second: list[list[Cell]] = [["困难群众摸排表"], ["序号", "姓名", "身份证号", "家庭住址", "困难情况", "联系方式"]]
    people: list[list[Cell]] = [[1, "吴困难", "440190198001011237", "两龙社区3号", "因病致贫", "15401239999"]]
    tables = find_tables(Sheet("表", [list(HEADER), person(1), person(2), [], *second, *people]))
    assert [table.ambiguous for table in tables] == [False, False]
    assert [[row.number for row in table.rows if row.kind is RowKind.DATA] for table in tables] == [[2, 3], [7]]


def test_columns_numbered_to_the_hundreds_are_a_header() -> None:
    header: list[Cell] = ["姓名", "身份证号", *(f"列{number}" for number in range(3, 251))]
    (table,) = find_tables(Sheet("s", [header, ["吴彩好", "440190198001011234", *([""] * 248)]]))
    assert (table.header_rows, len(table.columns)) == ((1,), 250)
