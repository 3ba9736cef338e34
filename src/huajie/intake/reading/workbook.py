"""Opens .xlsx, .xls, .ods and .csv as sheets of plain cells, or says why it cannot and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

import python_calamine as calamine

from huajie.intake.reading import delimited, sheet_xml, sniffing
from huajie.intake.reading.cells import Cell, MergedRange, Rows, Sheet, Workbook
from huajie.intake.reading.unreadable import UnreadableFile

__all__ = ["Cell", "MergedRange", "Rows", "Sheet", "UnreadableFile", "Workbook", "open_workbook"]


def open_workbook(path: Path) -> Workbook:
    """The sheets of one file. Raises UnreadableFile. The form is told by content; only text named as a workbook is refused."""
    form = sniffing.form_of(path)
    if form is sniffing.Form.TEXT:
        rows = delimited.read_rows(path)
        sheets: tuple[Sheet, ...] = (Sheet(name="", rows=rows, is_text=True),)
    else:
        sheets = _sheets_of(path, form)
    if all(sheet.is_empty for sheet in sheets):
        raise UnreadableFile("no_data")
    return Workbook(name=path.name, sheets=sheets)


@dataclass(frozen=True, slots=True)
class _CalamineRows:
    """Rows straight from the native reader: nothing is held in Python."""

    source: calamine.CalamineSheet
    left: int
    written_formulas: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return 0 if self.source.end is None else self.source.end[0] + 1

    def __iter__(self) -> Iterator[list[Cell]]:
        pad: list[Cell] = [""] * self.left
        formulas = self.written_formulas
        for number, cells in enumerate(self.source.iter_rows()):
            # 1E999 in a sheet reads as an infinite number, with which nothing can be counted: it stays as text
            row: list[Cell] = pad + [str(cell) if isinstance(cell, float) and not isfinite(cell) else cell for cell in cells]
            if number in formulas:
                for column, text in formulas[number].items():
                    if column < len(row) and row[column] == "":
                        row[column] = text
            yield row


def _sheets_of(path: Path, form: sniffing.Form) -> tuple[Sheet, ...]:
    try:
        with path.open("rb") as stream:
            book = calamine.load_workbook(stream)
            return tuple(_sheet(book, meta, path, form) for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet)
    except calamine.PasswordError:
        raise UnreadableFile("password") from None
    except (calamine.CalamineError, OSError, ValueError):
        # the library's own text may quote cells, so it is not passed on
        raise UnreadableFile("damaged") from None


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, path: Path, form: sniffing.Form) -> Sheet:
    source = book.get_sheet_by_name(meta.name)
    if source.end is not None and source.end[1] + 1 > delimited.MAX_COLUMNS:
        raise UnreadableFile("too_many_columns", sheet=meta.name, columns=source.end[1] + 1, limit=delimited.MAX_COLUMNS)
    extras = sheet_xml.extras_of(path, meta.name) if form is sniffing.Form.XLSX else sheet_xml.NOTHING
    merged = source.merged_cell_ranges or ()
    if form is sniffing.Form.ODS:
        merged = sheet_xml.ods_spans(path, meta.name)
    return Sheet(
        name=meta.name,
        rows=_CalamineRows(source, source.start[1] if source.start else 0, extras.formulas),
        merged=tuple(MergedRange(top, left, bottom, right) for (top, left), (bottom, right) in merged),
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        hidden_rows=extras.hidden_rows,
        widths=extras.widths,
    )
