"""Opening real files: every form is read, and what cannot be read says what to do next."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from huajie.intake.reading.workbook import Cell, UnreadableFile, open_workbook

ROWS: list[list[Cell]] = [["序号", "姓名", "村(社区)"], ["1", "吴彩好", "两龙社区"], ["2", "冯艳", ""]]


def write_xlsx(path: Path, rows: list[list[Cell]] = ROWS, merged: str = "") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    book.save(path)
    return path


def write_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("一村")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            if (number, column) not in {(1, 2), (2, 2)}:
                page.write(number, column, cell)
    page.write_merge(1, 2, 2, 2, "两龙社区")
    book.save(str(path))
    return path


def write_ods(path: Path) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="一村")
    for number, row in enumerate(ROWS):
        line = TableRow()
        for column, text in enumerate(row):
            if (number, column) == (2, 2):
                line.addElement(CoveredTableCell())
                continue
            cell = TableCell(valuetype="string", numberrowsspanned=2 if (number, column) == (1, 2) else 1)
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


@pytest.mark.parametrize("write", [lambda path: write_xlsx(path, merged="C2:C3"), write_xls, write_ods])
def test_every_workbook_form_gives_the_same_cells_and_its_merged_cells(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]  # a table of writers
    (sheet,) = open_workbook(write(tmp_path / "list.xlsx")).sheets
    assert [row[:2] for row in sheet.rows] == [row[:2] for row in ROWS]
    assert [(span.top, span.left, span.bottom, span.right) for span in sheet.merged] == [(1, 2, 2, 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_is_read_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "热线.csv"
    path.write_bytes("\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS).encode(encoding))
    (sheet,) = open_workbook(path).sheets
    assert list(sheet.rows) == ROWS


def test_a_rare_character_survives_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,村\n𠮷小明,㘵岗村\n".encode("gb18030"))
    assert list(open_workbook(path).sheets[0].rows)[1] == ["𠮷小明", "㘵岗村"]


def test_a_column_left_empty_on_the_left_keeps_the_others_in_place(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["", "姓名"], ["", "吴彩好"]])
    assert list(open_workbook(path).sheets[0].rows) == [["", "姓名"], ["", "吴彩好"]]


def test_a_formula_saved_without_a_value_is_kept_as_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["姓名", "电话"], ['=HYPERLINK("http://example.invalid")', "15400000001"]])
    assert list(open_workbook(path).sheets[0].rows)[1][0] == '=HYPERLINK("http://example.invalid")'


def test_hidden_rows_are_read_and_known(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page.row_dimensions[2].hidden = True
    book.save(path)
    (sheet,) = open_workbook(path).sheets
    assert sheet.hidden_rows == {2}
    assert len(list(sheet.rows)) == 3


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        open_workbook(path)
    return caught.value.code


def test_a_password_is_named_as_the_reason(tmp_path: Path) -> None:
    plain, locked = write_xlsx(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    with plain.open("rb") as source, locked.open("wb") as sink:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("secret", sink)
    assert refusal(locked) == "password"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", "姓名,电话\n吴彩好,1\n".encode(), "text_named_workbook"),
        ("a.csv", b" , ,\r\n\r\n", "no_data"),
        ("a.csv", b"<div><!-- --><html><table><tr><td>1</td></tr></table>", "web_page"),
        ("a.xls", "<html><td>姓名</td></html>".encode("utf-16"), "web_page"),
        ("a.xls", "<!-- 导出 --><style>td{}</style><table>".encode("gb18030"), "web_page"),
        ("a.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web_page"),
        ("a.csv", bytes(range(256)) * 4, "unknown_format"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "web_page"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"\x00\x01\x02\x03" * 9, "damaged"),
        ("a.pdf", b"%PDF-1.7", "unknown_format"),
        ("a.csv", b"\n\n ,\n".replace(b" ", b""), "no_data"),
        ("a.csv", (",".join(str(number) for number in range(300)) + "\n").encode(), "too_many_columns"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_cut_off_workbook_is_damaged(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:2000])
    assert refusal(path) == "damaged"


def test_three_hundred_columns_are_refused(tmp_path: Path) -> None:
    assert refusal(write_xlsx(tmp_path / "a.xlsx", [[f"列{number}" for number in range(300)]])) == "too_many_columns"


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w", force_zip64=True) as part:
        for _ in range(80):
            part.write(b"\x00" * (1024 * 1024))
    assert refusal(path) == "bomb"


def test_a_table_of_tabs_named_as_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes("姓名\t电话\n吴彩好\t1\n".encode("gb18030"))
    assert list(open_workbook(path).sheets[0].rows) == [["姓名", "电话"], ["吴彩好", "1"]]


def test_numbers_without_end_are_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["姓名", "人数"], ["吴彩好", 987654321], ["冯艳", 987654322]])
    changed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as sink:
        for entry in source.infolist():
            sink.writestr(entry, source.read(entry).replace(b"987654321", b"1E999").replace(b"987654322", b"NaN"))
    assert [row[1] for row in open_workbook(changed).sheets[0].rows] == ["人数", "inf", "nan"]


def test_a_refusal_quotes_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("姓名,身份证\n吴彩好,440190198001011234\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        open_workbook(path)
    assert "440190" not in repr(caught.value) + repr(caught.value.message)
