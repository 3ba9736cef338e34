"""Any list as a workbook: complete, in constant memory, and without a cell that a spreadsheet would execute."""

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Generic, TypeVar

import xlsxwriter
from django.http import FileResponse
from xlsxwriter.worksheet import Worksheet

from huajie.core.layouts import Cell, Layout

R = TypeVar("R")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_PER_SHEET = 1_000_000  # a sheet ends at 1,048,576
_LONGEST_TEXT = 32_767  # characters in a cell


def workbook(layout: Layout[R], records: Iterable[R]) -> IO[bytes]:
    """A temporary .xlsx with a row for every record, wound back to its beginning; it vanishes when it is closed.

    It is made in the process's own scratch folder (core/scratch.py), which is swept should the process die.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        _Writer(book, layout).write(records)
    file.seek(0)
    return file


def workbook_response(layout: Layout[R], records: Iterable[R], name: str) -> FileResponse:
    """The workbook as a download."""
    return FileResponse(workbook(layout, records), as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE)


class _Writer(Generic[R]):
    """Writes rows from top to bottom, beginning a new sheet when one is full."""

    def __init__(self, book: xlsxwriter.Workbook, layout: Layout[R]) -> None:
        self._book, self._layout = book, layout
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E6ECEA"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def write(self, records: Iterable[R]) -> None:
        sheet, row = self._new_sheet()
        for count, record in enumerate(records, start=1):
            for column, cell in enumerate(self._layout.row(record)):
                self._write_cell(sheet, row, column, cell)
            row += 1
            if count % ROWS_PER_SHEET == 0:
                sheet, row = self._new_sheet()

    def _new_sheet(self) -> tuple[Worksheet, int]:
        """A sheet with title rows and header, and the first row for data."""
        sheet = self._book.add_worksheet()
        for column, definition in enumerate(self._layout.columns):
            sheet.set_column(column, column, definition.width)
        for row, title in enumerate(self._layout.titles):
            sheet.write_string(row, 0, title, self._bold)
        head = len(self._layout.titles)
        for column, header in enumerate(self._layout.headers()):
            sheet.write_string(head, column, header, self._head)
        sheet.freeze_panes(head + 1, 0)
        return sheet, head + 1

    def _write_cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Text is written as text, also when it begins with = + - or @."""
        if isinstance(cell, str):
            if cell:
                sheet.write_string(row, column, cell[:_LONGEST_TEXT])
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._day)
        elif cell is not None:
            sheet.write_number(row, column, cell)
