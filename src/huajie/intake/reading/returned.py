"""Writes the uploader's own list again: without the forbidden columns, and with a column 问题 saying what to fix."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from math import inf
from pathlib import Path

import xlsxwriter

from huajie.intake.reading import sniffing
from huajie.intake.reading.cells import Cell
from huajie.intake.reading.columns import RETURNED_MARK
from huajie.intake.reading.stripped import Dropped, Page, Part, pages_of
from huajie.intake.reading.text import as_text

PROBLEM_COLUMN = "问题"
_LONGEST_DRESSED = 10**11  # longer numbers are references: Excel would dress them
_LONGEST_EXACT = 10**15  # of a longer number the sheet has lost the last digits: it must not come back as a text that looks whole
_LONG_TEXT = 11  # digits: whoever corrects such a text types a text again and not a number
_WIDEST_NAME = 31
_PROBLEM_WIDTH = 36
Problems = Mapping[tuple[str, int], str]


def write_with_problems(source: Path, problems: Problems, out: Path, dropped: Dropped | None = None) -> None:
    """The same rows at the same numbers as .xlsx, with a last column 问题. `problems` maps (sheet, 1-based row) to a text.

    `dropped` names the columns of each table that are left out; what headers alone forbid is left out anyway.
    """
    _write_workbook(source, out, dropped or {}, problems)


def strip_forbidden(source: Path, out: Path, dropped: Dropped | None = None, name: str = "") -> None:
    """The form in which a list may be kept: the cells of its tables, without the forbidden columns. A text stays a text.

    `name` is the uploader's name of the file, if the path has another.
    """
    if out.suffix == ".csv":
        _write_text(source, out, dropped or {})
    else:
        _write_workbook(source, out, dropped or {}, None, name)


def kept_suffix(source: Path) -> str:
    """The ending of a list that is kept."""
    return ".csv" if sniffing.form_of(source) is sniffing.Form.TEXT else ".xlsx"


def _write_text(source: Path, out: Path, dropped: Dropped) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as stream:
        text = csv.writer(stream)
        for page in pages_of(source, dropped):
            for _number, _part, cells in page.rows():
                text.writerow([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])


def _write_workbook(source: Path, out: Path, dropped: Dropped, problems: Problems | None, name: str = "") -> None:
    book = xlsxwriter.Workbook(
        str(out), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {kind: book.add_format(shape) for kind, shape in _FORMATS.items()}
    used: set[str] = set()
    try:
        for page in pages_of(source, dropped):
            sheet = book.add_worksheet(_sheet_name(page.name or Path(name).stem or source.stem, used))
            _write_page(sheet, page, formats, problems)
    finally:
        book.close()


_FORMATS: dict[str, dict[str, object]] = {
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "text": {"num_format": "@"},
    "long": {"num_format": "0"},
    "problem": {"font_color": "#B42318", "text_wrap": True, "valign": "top"},
    "heading": {"bold": True},
}


def _write_page(sheet: xlsxwriter.worksheet.Worksheet, page: Page, formats: Mapping[str, object], problems: Problems | None) -> None:
    for place, width in page.widths():
        sheet.set_column(place, place, width)
    if problems is not None:
        for beside in {part.beside for part in page.parts if part.header_rows}:
            sheet.set_column(beside, beside, _PROBLEM_WIDTH)
    for number, part, cells in page.rows():
        for place, cell in cells.items():
            _write_cell(sheet, number - 1, place, cell, formats)
        if problems is not None:
            _write_problem(sheet, number, part, problems.get((page.name, number), ""), formats)
    # not merge_range: that writes blanks into rows that have left the memory
    sheet.merge.extend([span.top, span.left, span.bottom, span.right] for span in page.merged())


def _write_problem(sheet: xlsxwriter.worksheet.Worksheet, number: int, part: Part, problem: str, formats: Mapping[str, object]) -> None:
    if part.header_rows and number == part.header_rows[-1]:
        sheet.write_string(number - 1, part.beside, PROBLEM_COLUMN, formats["heading"])
    elif problem:
        sheet.write_string(number - 1, part.beside, RETURNED_MARK + problem, formats["problem"])


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, formats: Mapping[str, object]) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < _LONGEST_DRESSED:
        sheet.write_number(row, column, cell)
    elif isinstance(cell, int | float) and _LONGEST_EXACT <= abs(cell) < inf:
        sheet.write_number(row, column, cell, formats["long"])
    elif isinstance(cell, dt.datetime) and cell.year >= 1900:
        sheet.write_datetime(row, column, cell, formats["moment"])
    elif isinstance(cell, dt.date) and cell.year >= 1900:
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), formats["date"])
    else:
        text = cell if isinstance(cell, str) else as_text(cell)
        is_reference = len(text) >= _LONG_TEXT and text[:-1].isdigit()
        sheet.write_string(row, column, text, formats["text"] if is_reference else None)


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    base = "".join("_" if char in "[]:*?/\\" else char for char in name)[:_WIDEST_NAME].strip("'") or "Sheet"
    wanted, number = base, 2
    while wanted.lower() in used:
        wanted, number = f"{base[: _WIDEST_NAME - 3]}_{number}", number + 1
    used.add(wanted.lower())
    return wanted
