"""What of a list may be kept: the cells of its tables without the forbidden columns, and the titles above. Nothing else of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from huajie.intake.reading.cells import Cell, MergedRange, Sheet
from huajie.intake.reading.columns import Certainty, recognise_columns
from huajie.intake.reading.forbidden import reason_to_drop
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.tables import Table, find_tables
from huajie.intake.reading.text import half_width
from huajie.intake.reading.workbook import open_workbook

Dropped = Mapping[tuple[str, int], Collection[int]]  # (sheet, first header row, 1-based) → 0-based columns
_FEW = 2  # so few filled cells are a line of words and no row of a list


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a sheet: the titles, or one table with the columns that it keeps. Numbers are 1-based, `end` is exclusive."""

    first: int
    end: int
    places: Mapping[int, int] | None  # column of the sheet → column where it stands now; None: titles, where all stay
    header_rows: tuple[int, ...] = ()
    beside: int = 0  # the first free column at the right


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet as it may be kept: every row at its number. A sheet in which no list was found keeps its name and nothing else."""

    name: str
    sheet: Sheet
    parts: tuple[Part, ...]

    def rows(self) -> Iterator[tuple[int, Part, dict[int, Cell]]]:
        """Number, part, and the filled cells by the column where they stand now."""
        parts = iter(self.parts)
        part = next(parts, None)
        groups = _groups(self)
        for number, cells in enumerate(self.sheet.rows, start=1):
            while part and number >= part.end:
                part = next(parts, None)
            if part is None:
                return
            yield number, part, _kept_cells(cells, part, groups.get(number, {}))

    def merged(self) -> Iterator[MergedRange]:
        """The merged cells, where they stand now."""
        for span in self.sheet.merged:
            part = next((part for part in self.parts if part.first <= span.top + 1 and span.bottom + 1 < part.end), None)
            places = _places(part, span) if part else []
            if places and (span.bottom > span.top or len(places) > 1):
                yield MergedRange(span.top, places[0], span.bottom, places[-1])

    def widths(self) -> Iterator[tuple[int, float]]:
        """The widths that the uploader gave to columns, by where these stand now."""
        table = next((part for part in self.parts if part.places is not None), None)
        for column, width in self.sheet.widths.items():
            if table and table.places and column in table.places:
                yield table.places[column], width


def pages_of(source: Path, dropped: Dropped) -> Iterator[Page]:
    """The sheets of a list. What `dropped` does not say of a table, its headers and values do."""
    for sheet in open_workbook(source).sheets:
        tables = find_tables(sheet)
        yield Page(sheet.name, sheet, tuple(_parts(sheet, tables, dropped)))


def _parts(sheet: Sheet, tables: list[Table], dropped: Dropped) -> Iterator[Part]:
    if tables and tables[0].header_rows[0] > 1:
        yield Part(1, tables[0].header_rows[0], None)
    for table in tables:
        top = table.header_rows[0]
        told = dropped.get((sheet.name, top))
        gone = _forbidden(table) if told is None else set(told)
        headed = [header.index for header in table.columns]
        places = {column: column - sum(other < column for other in gone) for column in headed if column not in gone}
        yield Part(top, table.end_row + 1, places, table.header_rows, max(places.values(), default=-1) + 1)


def _forbidden(table: Table) -> set[int]:
    """What header or values forbid, and the column 问题 of an earlier return."""
    return {column.index for column in recognise_columns(table, ListKind.UNKNOWN) if column.certainty is Certainty.DROPPED}


def _kept_cells(cells: list[Cell], part: Part, groups: Mapping[int, int]) -> dict[int, Cell]:
    filled = [column for column, cell in enumerate(cells) if cell != ""]
    if part.places is None:
        return {column: cells[column] for column in filled if not _tells(cells[column], is_title=True)}
    if len(filled) <= _FEW:
        filled = [column for column in filled if not _tells(cells[column], is_title=False)]
    kept = {part.places[column]: cells[column] for column in filled if column in part.places}
    return {**{place: cells[column] for place, column in groups.items() if column in filled}, **kept}


def _tells(cell: Cell, *, is_title: bool) -> bool:
    """True if and only if a line beside the list states what is never kept. A title that only has such a word in it is none."""
    text = half_width(cell) if isinstance(cell, str) else ""
    return bool(reason_to_drop(text)) and (":" in text or not is_title)


def _groups(page: Page) -> dict[int, dict[int, int]]:
    """Header row → place → column: the word of a group whose first column is dropped moves to the first one that is kept."""
    moved: dict[int, dict[int, int]] = {}
    for span in page.sheet.merged:
        part = next((part for part in page.parts if span.top + 1 in part.header_rows), None)
        if part and part.places and span.left not in part.places and (places := _places(part, span)):
            moved.setdefault(span.top + 1, {})[places[0]] = span.left
    return moved


def _places(part: Part, span: MergedRange) -> list[int]:
    """Where the columns of merged cells stand now."""
    columns = range(span.left, span.right + 1)
    return list(columns) if part.places is None else [part.places[column] for column in columns if column in part.places]
