"""Writes sheets as .xlsx, .xls, .ods or .csv."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from huajie.demo.opendocument import write_ods
from huajie.demo.sheets import Sheet
from huajie.demo.values import Cell

try:  # only developers have it: nothing but made-up lists is written in the old format
    import xlwt
except ImportError:
    xlwt = None

ENDINGS = {"xlsx": ".xlsx", "xls": ".xls", "ods": ".ods", "csv-gb18030": ".csv", "csv-utf8": ".csv"}
XLS_ROWS = 65_536


def usable_format(wanted: str, sheets: Sequence[Sheet]) -> str:
    """The format wanted, or xlsx where .xls cannot hold the rows or cannot be written here."""
    if wanted == "xls" and (xlwt is None or any(len(sheet.rows) > XLS_ROWS for sheet in sheets)):
        return "xlsx"
    return wanted


def write_workbook(path: Path, sheets: Sequence[Sheet], format_: str) -> None:
    match format_:
        case "xlsx":
            write_xlsx(path, sheets)
        case "xls":
            write_xls(path, sheets)
        case "ods":
            write_ods(path, sheets)
        case "csv-gb18030":
            write_csv(path, sheets[0], "gb18030")
        case _:
            write_csv(path, sheets[0], "utf-8-sig")


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Row by row to disk, unless cells are merged downwards, which needs the whole sheet."""
    merged_down = any(merge.bottom > merge.top for sheet in sheets for merge in sheet.merges)
    options = {"constant_memory": not merged_down, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        workbook.set_properties({"created": datetime(2026, 10, 31)})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        middle = workbook.add_format({"align": "center", "valign": "vcenter"})
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            merges = {(merge.top, merge.left): merge for merge in sheet.merges}
            for index, row in enumerate(sheet.rows):
                if index in sheet.hidden:
                    page.set_row(index, None, None, {"hidden": True})
                for column, value in enumerate(row):
                    merge = merges.get((index, column))
                    if merge:
                        page.merge_range(*merge, "" if value is None else value, middle)
                    elif value is not None:
                        page.write(index, column, value, *((day,) if isinstance(value, date) else ()))


def write_xls(path: Path, sheets: Sequence[Sheet]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    plain = xlwt.easyxf()
    for sheet in sheets:
        page = book.add_sheet(sheet.name, cell_overwrite_ok=True)
        for index, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(index, column, in_basic_plane(value), day if isinstance(value, date) else plain)
        for index in sheet.hidden:
            page.row(index).hidden = True
        for merge in sheet.merges:
            page.merge(merge.top, merge.bottom, merge.left, merge.right)
    book.save(str(path))


def in_basic_plane(value: Cell) -> Cell:
    """The old format counts 16-bit signs; offices write 吉 for 𠮷 in it."""
    if isinstance(value, str):
        return "".join("吉" if ord(sign) > 0xFFFF else sign for sign in value)
    return value


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([[as_exported(value) for value in row] for row in sheet.rows])


def as_exported(value: Cell) -> str:
    """As a spreadsheet program exports it: a long number becomes 4.40191E+17, a line break a space."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.5E}"
    return str(value).replace("\n", " ")
