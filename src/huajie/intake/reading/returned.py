"""Writes the uploader's own list again: without the forbidden columns, and with a column 问题 saying what to fix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

import xlsxwriter

from huajie.intake.reading.cells import Cell, Sheet
from huajie.intake.reading.columns import RETURNED_MARK, Certainty, recognise_columns
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.tables import find_tables
from huajie.intake.reading.text import as_text
from huajie.intake.reading.workbook import open_workbook

PROBLEM_COLUMN = "问题"
_LONGEST_EXACT = 10**11  # longer numbers are references: as numbers Excel would round or dress them
_WIDEST_NAME = 31


def write_with_problems(
    source: Path,
    problems: Mapping[tuple[str, int], str],
    out: Path,
    drop_columns: Mapping[str, Collection[int]] | None = None,
) -> None:
    """The same rows at the same numbers as .xlsx, with a last column 问题. `problems` maps (sheet, 1-based row) to a text.

    `drop_columns` maps a sheet to the 0-based columns that are left out; what headers alone forbid is left out anyway.
    """
    _rewrite(source, out, drop_columns or {}, problems)


def strip_forbidden(source: Path, out: Path, drop_columns: Mapping[str, Collection[int]] | None = None) -> None:
    """The uploaded list as .xlsx without its forbidden columns: the form in which it may be kept."""
    _rewrite(source, out, drop_columns or {}, None)


def forbidden_columns(sheet: Sheet) -> dict[int, str]:
    """0-based column → reason code: what header or values forbid, and the column 问题 of an earlier return."""
    return {
        column.index: column.because.code
        for table in find_tables(sheet)
        for column in recognise_columns(table, ListKind.UNKNOWN)
        if column.certainty is Certainty.DROPPED
    }


def _rewrite(source: Path, out: Path, drop_columns: Mapping[str, Collection[int]], problems: Mapping[tuple[str, int], str] | None) -> None:
    book = xlsxwriter.Workbook(
        str(out), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    formats = {kind: book.add_format(shape) for kind, shape in _FORMATS.items()}
    used: set[str] = set()
    try:
        for sheet in open_workbook(source).sheets:
            page = book.add_worksheet(_sheet_name(sheet.name or source.stem, used))
            dropped = set(drop_columns.get(sheet.name, ())) | set(forbidden_columns(sheet))
            _write_sheet(page, sheet, dropped, formats, problems)
    finally:
        book.close()


_FORMATS: dict[str, dict[str, object]] = {
    "date": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "problem": {"font_color": "#B42318", "text_wrap": True, "valign": "top"},
    "heading": {"bold": True},
}


def _write_sheet(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: Sheet,
    dropped: set[int],
    formats: Mapping[str, object],
    problems: Mapping[tuple[str, int], str] | None,
) -> None:
    width = max((len(row) for row in sheet.rows), default=0)
    kept = [column for column in range(width) if column not in dropped]
    heading_rows = {table.header_rows[-1] for table in find_tables(sheet)} if problems is not None else set()
    top = _top_of_header(sheet)
    for number, row in enumerate(sheet.rows, start=1):
        # a title may stand in a dropped column: above the header nothing but position binds it
        columns = kept if number >= top else range(len(row))
        for place, column in enumerate(columns):
            if column < len(row) and row[column] != "":
                _write_cell(page, number - 1, place, row[column], formats)
        if number in heading_rows:
            page.write_string(number - 1, len(kept), PROBLEM_COLUMN, formats["heading"])
        elif problems is not None and (problem := problems.get((sheet.name, number))):
            page.write_string(number - 1, len(kept), RETURNED_MARK + problem, formats["problem"])


def _top_of_header(sheet: Sheet) -> int:
    """The first row (1-based) that belongs to a table; rows above it are titles."""
    tables = find_tables(sheet)
    return min((table.header_rows[0] for table in tables), default=1)


def _write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, formats: Mapping[str, object]) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float) and abs(cell) < _LONGEST_EXACT:
        page.write_number(row, column, cell)
    elif isinstance(cell, dt.datetime):
        page.write_datetime(row, column, cell, formats["moment"])
    elif isinstance(cell, dt.date) and cell.year >= 1900:
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), formats["date"])
    else:
        page.write_string(row, column, cell if isinstance(cell, str) else as_text(cell))


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    base = "".join("_" if char in "[]:*?/\\" else char for char in name)[:_WIDEST_NAME].strip("'") or "Sheet"
    wanted, number = base, 2
    while wanted.lower() in used:
        wanted, number = f"{base[: _WIDEST_NAME - 3]}_{number}", number + 1
    used.add(wanted.lower())
    return wanted
