"""Delimited text as it comes: mixed encodings, quotes that nobody closed, commas too many. No row is lost, and none is read wrongly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from huajie.intake.reading.delimited import read_rows
from huajie.intake.reading.listing import read_list
from huajie.intake.reading.typed import ReadRow

HEADER = "序号,姓名,联系电话,村(社区),困难情况,摸排日期"
NAMES = ["吴彩好", "冯艳", "陈志强", "李丽华", "黄建国", "张桂兰", "梁永红", "何小敏"]


def lines() -> list[str]:
    """A list with one person a line."""
    return [HEADER] + [
        f"{number},{name},1540000000{number},两龙社区,长期患病药费负担重,2021-03-0{number}" for number, name in enumerate(NAMES, start=1)
    ]


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "名单.csv"
    path.write_bytes(content)
    return path


def rows_of(path: Path) -> list[ReadRow]:
    (table,) = read_list(path, today=dt.date(2021, 6, 1)).tables
    return list(table.rows())


def names(rows: list[ReadRow]) -> list[str]:
    return [row.subject.name for row in rows]


@pytest.mark.parametrize(("most", "one"), [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_row_in_another_encoding_is_read_by_itself(tmp_path: Path, most: str, one: str) -> None:
    content = b"\n".join(line.encode(one if number == 4 else most) for number, line in enumerate(lines()))

    assert names(rows_of(written(tmp_path, content))) == NAMES


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    assert names(rows_of(written(tmp_path, "\n".join(lines()).encode(encoding)))) == NAMES


def test_a_row_whose_characters_are_damaged_is_refused_alone(tmp_path: Path) -> None:
    content = "\n".join(lines()).encode().replace("冯艳".encode(), "冯艳".encode()[:-1])

    problems = [[problem.code for problem in row.problems] for row in rows_of(written(tmp_path, content))]

    assert problems == [[], ["characters_unreadable"], *[[]] * 6]


def test_a_stray_nul_and_marks_that_turn_the_writing_are_nothing(tmp_path: Path) -> None:
    content = "\n".join(lines()).replace("冯艳", "冯\0艳").replace("陈志强", "\u202e陈志强").encode()

    assert names(rows_of(written(tmp_path, content))) == NAMES


@pytest.mark.parametrize("damaged", [1, 4, 8])
def test_an_unclosed_quote_swallows_no_row(tmp_path: Path, damaged: int) -> None:
    given = lines()
    given[damaged] = given[damaged].replace("长期", '"长期')

    rows = rows_of(written(tmp_path, "\n".join(given).encode()))

    assert names(rows) == NAMES
    assert rows[damaged - 1].text == '"长期患病药费负担重'


@pytest.mark.parametrize("closed", [3, 4, 7])
def test_a_quote_that_another_row_closes_swallows_no_row(tmp_path: Path, closed: int) -> None:
    given = lines()
    given[2] = given[2].replace("长期", '"长期')
    given[closed] = given[closed].replace("负担重", '负担重"')

    assert names(rows_of(written(tmp_path, "\n".join(given).encode()))) == NAMES


def test_line_breaks_and_commas_in_a_quoted_cell_stay_in_it(tmp_path: Path) -> None:
    given = lines()
    given[2] = given[2].replace("长期患病药费负担重", '"长期患病,药费重\n子女,读书,困难"')

    rows = rows_of(written(tmp_path, "\r\n".join(given).encode()))

    assert names(rows) == NAMES
    assert rows[1].text == "长期患病,药费重\n子女,读书,困难"


def test_a_narrow_list_with_commas_in_quoted_lines_is_not_taken_apart(tmp_path: Path) -> None:
    path = written(tmp_path, '姓名,电话\n吴彩好,"1,2\n3,4"\n冯艳,5\n'.encode())

    assert read_rows(path) == [["姓名", "电话"], ["吴彩好", "1,2\n3,4"], ["冯艳", "5"]]


def test_a_row_with_more_cells_than_columns_is_refused_and_says_why(tmp_path: Path) -> None:
    given = lines()
    given[2] = given[2].replace("药费", ",药费")
    given[3] += ",,"

    rows = rows_of(written(tmp_path, "\n".join(given).encode()))

    assert [[problem.code for problem in row.problems] for row in rows] == [[], ["more_cells_than_columns"], *[[]] * 6]
    assert rows[1].problems[0].message.facts == {"cells": 7, "columns": 6}
