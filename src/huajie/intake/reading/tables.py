"""Finds the tables of a sheet: header anywhere, two-row headers, repeated headers, totals, footers, merged and ditto cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from huajie.intake.reading.about import About, about_of
from huajie.intake.reading.cells import Cell, MergedRange, Sheet
from huajie.intake.reading.fields import Field
from huajie.intake.reading.header_search import Header, HeaderBlock, header_blocks
from huajie.intake.reading.headers import HeaderReading, read_header
from huajie.intake.reading.row_kinds import RowJudge, RowKind, divider_name
from huajie.intake.reading.text import as_text, is_ditto
from huajie.intake.reading.whose import What

# Title rows, instructions and signatures seldom take more than this above a header.
SEARCHED_ROWS = 40
_SAMPLE_ROWS = 200
_SPREAD_ROWS = 150
_NONE_FILLED: frozenset[int] = frozenset()
# Two blocks this close in score are both shown to the uploader.
_CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands, what is merged or repeated filled in. `number` is 1-based as in the file."""

    number: int
    cells: list[Cell]
    kind: RowKind
    filled: frozenset[int] = frozenset()  # columns filled from above
    section: str = ""  # the divider above, such as a village's name
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One list in a sheet. `ambiguous` if and only if another row could as well be the header."""

    sheet: Sheet
    header_rows: tuple[int, ...]  # 1-based
    columns: tuple[Header, ...]
    about: About
    first_row: int  # 0-based, first after the header
    end_row: int  # 0-based, exclusive
    ambiguous: bool = False
    _judge: RowJudge = field(default=RowJudge((), frozenset(), frozenset(), frozenset()), repr=False)

    @property
    def rows(self) -> Iterator[RawRow]:
        """Every row after the header, in order; a fresh walk each time."""
        return _walk(self)

    def sample(self) -> list[RawRow]:
        """Data rows to judge columns by: the first ones and some spread over the rest."""
        head = list(islice((row for row in self.rows if row.kind is RowKind.DATA), _SAMPLE_ROWS))
        if len(head) < _SAMPLE_ROWS:
            return head
        step = max((self.end_row - self.first_row) // _SPREAD_ROWS, 1)
        spread = islice(enumerate(self.sheet.rows), head[-1].number, self.end_row, step)
        return head + [RawRow(number + 1, cells, RowKind.DATA) for number, cells in spread if self._judge.kind_of(cells) is RowKind.DATA]


def find_tables(sheet: Sheet, names: Sequence[str] = ()) -> list[Table]:
    """The tables of a sheet; none where nothing looks like a header (an instruction sheet). `names` may tell the year."""
    head = list(islice(sheet.rows, SEARCHED_ROWS))
    blocks = header_blocks(head, sheet.merged)
    if not blocks:
        return []
    best = blocks[0]
    if best.score < 1.5 and best.known < 2:
        return []
    top = _topmost(blocks)
    tables = _split_at_new_headers(_table(sheet, top, head[: top.first], names), names)
    below = _rows_of_lists_below(tables)
    rivals = [block for block in blocks if below.isdisjoint(range(block.first, block.last + 1))]
    return [replace(tables[0], ambiguous=top is best and _has_rival(best, rivals)), *tables[1:]]


def _rows_of_lists_below(tables: Sequence[Table]) -> set[int]:
    """The header rows (0-based) of further lists, each with data between it and the header above: they are no rivals of the first."""
    return {
        row - 1 for above, table in pairwise(tables) if any(raw.kind is RowKind.DATA for raw in above.rows) for row in table.header_rows
    }


def _topmost(blocks: Sequence[HeaderBlock]) -> HeaderBlock:
    """The best header, or that of another list which stands above it with rows of its own."""
    above = [block for block in blocks if block.last + 1 < blocks[0].first and _is_whole_header(block)]
    return next((block for block in above if block.first <= min(other.last for other in above)), blocks[0])


def _is_whole_header(block: HeaderBlock) -> bool:
    """True if and only if it names a list by itself: several columns, hardly any unknown."""
    return block.known >= 3 and block.known >= 0.7 * len(block.headers)


def _has_rival(best: HeaderBlock, blocks: Sequence[HeaderBlock]) -> bool:
    """Another row, apart from the best, that reads nearly as well but not the same."""
    words = {header.text for header in best.headers}
    return any(
        (block.last < best.first or block.first > best.last)
        and block.score >= _CLOSE * best.score
        and len(words & {header.text for header in block.headers}) * 2 < len(words)
        for block in blocks
    )


def _table(sheet: Sheet, block: HeaderBlock, above: Sequence[Sequence[Cell]], names: Sequence[str], *, offset: int = 0) -> Table:
    return Table(
        sheet=sheet,
        header_rows=tuple(range(offset + block.first + 1, offset + block.last + 2)),
        columns=block.headers,
        about=about_of(above, [sheet.name, *names]),
        first_row=offset + block.last + 1,
        end_row=len(sheet.rows),
        _judge=_judge(block.headers),
    )


def _judge(headers: Sequence[Header]) -> RowJudge:
    width = max(header.index for header in headers) + 1
    last_row = [""] * width
    readings: dict[int, HeaderReading] = {}
    for header in headers:
        last_row[header.index] = header.text
        readings[header.index] = read_header(header.joined)
    number = {index for index, reading in readings.items() if reading.candidates == (Field.ROW_NO,)}
    place = {index for index, reading in readings.items() if set(reading.candidates) & {Field.TOWN, Field.VILLAGE, Field.GRID}}
    name = {index for index, reading in readings.items() if reading.person is not None and reading.person.what is What.NAME}
    return RowJudge(tuple(last_row), frozenset(number), frozenset(place), frozenset(name))


def _split_at_new_headers(table: Table, names: Sequence[str]) -> list[Table]:
    """A further list below with other columns is a table of its own; the same header again is only a repeat."""
    tables = [table]
    for number, cells in enumerate(table.sheet.rows):
        if number < tables[-1].first_row or not _may_start_a_table(cells):
            continue
        blocks = [block for block in header_blocks([cells], table.sheet.merged, number) if _is_whole_header(block)]
        current = tables[-1]
        if not blocks or current._judge.kind_of(cells) is RowKind.NOTE or len(blocks[0].headers) * 3 < len(current.columns):
            continue
        tables[-1] = replace(current, end_row=number)
        tables.append(replace(_table(table.sheet, blocks[0], [], names, offset=number), about=current.about))
    return tables


def _may_start_a_table(cells: Sequence[Cell]) -> bool:
    """Cheap: at least four short words and nothing else."""
    filled = 0
    for cell in cells:
        if cell == "":
            continue
        if not isinstance(cell, str) or len(cell) > 20 or any(char.isdigit() for char in cell):
            return False
        filled += 1
    return filled >= 4


def _walk(table: Table) -> Iterator[RawRow]:
    """Rows after the header, with merged and repeated cells filled from above."""
    merges = _Merges(table)
    hidden = table.sheet.hidden_rows
    judge = table._judge
    above: list[Cell] = []
    section = ""
    for number, cells in enumerate(table.sheet.rows):
        if number >= table.end_row:
            return
        if number < table.first_row:
            continue
        kind = judge.kind_of(cells)
        filled: frozenset[int] = frozenset()
        if kind is RowKind.DATA:
            cells, filled = _fill(cells, above, merges.columns_at(number))
            above = cells
        elif kind is RowKind.NOTE and (name := divider_name(cells)):
            section = name
        yield RawRow(number + 1, cells, kind, filled, section, number + 1 in hidden)


def _fill(cells: list[Cell], above: Sequence[Cell], merged_columns: Sequence[int]) -> tuple[list[Cell], frozenset[int]]:
    """The row with what a merge or a ditto mark takes from the row above, and the columns so filled; the sheet itself is left alone."""
    columns = [column for column in merged_columns if column < len(cells) and cells[column] == "" and column < len(above)]
    columns += [column for column, cell in enumerate(cells) if isinstance(cell, str) and cell and len(cell) < 8 and is_ditto(cell)]
    if not columns:
        return cells, _NONE_FILLED
    whole = list(cells)
    for column in columns:
        whole[column] = above[column] if column < len(above) else ""
    return whole, frozenset(columns)


class _Merges:
    """Which columns go on with a merged cell from the row above, asked row after row: a merge over a whole sheet costs no more."""

    def __init__(self, table: Table) -> None:
        width = max(header.index for header in table.columns) + 1
        below = [span for span in table.sheet.merged if span.bottom > span.top >= table.first_row and span.left < width]
        self._ahead = sorted(below, key=lambda span: span.top, reverse=True)
        self._open: list[MergedRange] = []
        self._width = width

    def columns_at(self, number: int) -> Sequence[int]:
        """The columns of that row (0-based); later rows must be asked for later."""
        while self._ahead and self._ahead[-1].top < number:
            self._open.append(self._ahead.pop())
        if not self._open:
            return ()
        self._open = [span for span in self._open if span.bottom >= number]
        return [column for span in self._open for column in range(span.left, min(span.right + 1, self._width))]


def village_from_name(name: str) -> str:
    """The place in a sheet's name, without its decoration: “3.两龙社区(5件)” → 两龙社区."""
    bare = re.sub(r"^[\d.、\-_ ]+|[(（].*$|[\d\s]+$|[-—_].*$", "", as_text(name))
    return bare if 2 <= len(bare) <= 14 else ""
