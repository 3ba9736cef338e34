"""Any list as a workbook: complete, in constant memory, and without a cell that a spreadsheet would execute."""

import tempfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Any, Generic, TypeVar

import xlsxwriter
from django.http import FileResponse
from xlsxwriter.worksheet import Worksheet

from huajie.core.layouts import Cell, Column, Layout

R = TypeVar("R")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_PER_SHEET = 1_000_000  # a sheet ends at 1,048,576
_LONGEST_TEXT = 32_767  # characters in a cell
_HEAD: dict[str, Any] = {"bold": True, "bottom": 1, "bg_color": "#E6ECEA"}
_FORM: dict[str, Any] = {"border": 1, "valign": "vcenter", "text_wrap": True}
_CENTRED: dict[str, Any] = {"align": "center", "valign": "vcenter"}


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
        body = _FORM if layout.is_form else {}
        self._title = book.add_format({"bold": True, "font_size": 16, **_CENTRED} if layout.is_form else {"bold": True})
        self._line = book.add_format({} if layout.is_form else {"bold": True})
        self._head = book.add_format({**_HEAD, **body, **(_CENTRED if layout.is_form else {})})
        self._body = book.add_format(body) if body else None
        self._days = [book.add_format({**body, "num_format": column.shown_as, "align": "left"}) for column in layout.columns]

    def write(self, records: Iterable[R]) -> None:
        sheet, row = self._new_sheet()
        for count, record in enumerate(records, start=1):
            for place, (column, cell) in enumerate(zip(self._layout.columns, self._layout.row(record), strict=True)):
                self._write_cell(sheet, row, place, column, cell)
            row += 1
            if count % ROWS_PER_SHEET == 0:
                self._close(sheet, row)
                sheet, row = self._new_sheet()
        self._close(sheet, row)

    def _new_sheet(self) -> tuple[Worksheet, int]:
        """A sheet with title rows and header, and the first row for data."""
        sheet = self._book.add_worksheet()
        for place, column in enumerate(self._layout.columns):
            sheet.set_column(place, place, column.width)
        for row, title in enumerate(self._layout.titles):
            self._write_line(sheet, row, title, self._line if row else self._title)
        head = len(self._layout.titles)
        for word in self._layout.header_cells():
            sheet.write_string(head + word.top, word.left, word.text, self._head)
            for place in range(word.left + 1, word.right + 1):
                sheet.write_blank(head + word.top, place, None, self._head)
            _merge(sheet, head + word.top, word.left, head + word.bottom, word.right)
        first = head + self._layout.header_rows
        sheet.freeze_panes(first, 0)
        if self._layout.is_form:
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(head, first - 1)
        return sheet, first

    def _close(self, sheet: Worksheet, row: int) -> None:
        for below, line in enumerate(self._layout.footers):
            self._write_line(sheet, row + below, line, self._line)

    def _write_line(self, sheet: Worksheet, row: int, text: str, look: object) -> None:
        """A row of one text; in a form it stands over all columns."""
        sheet.write_string(row, 0, text, look)
        if self._layout.is_form:
            _merge(sheet, row, 0, row, len(self._layout.columns) - 1)

    def _write_cell(self, sheet: Worksheet, row: int, place: int, column: Column[R], cell: Cell) -> None:
        """Text is written as text, also when it begins with = + - or @."""
        if isinstance(cell, str) and cell:
            sheet.write_string(row, place, cell[:_LONGEST_TEXT], self._body)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, cell, self._days[place])
        elif isinstance(cell, int | float):
            sheet.write_number(row, place, cell, self._body)
        elif self._body:
            sheet.write_blank(row, place, None, self._body)


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Shows cells as one. Not merge_range: that writes blanks into rows that have left the memory."""
    if (top, left) != (bottom, right):
        sheet.merge.append([top, left, bottom, right])
