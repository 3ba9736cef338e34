"""Reads delimited text as hotlines export it: UTF-8, GB18030 or UTF-16, also mixed; comma, tab or semicolon; quotes that nobody closed."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.encodings import decode
from huajie.intake.reading.unreadable import UnreadableFile

# Excel itself has 16,384 columns; a list of people that needs more than 256 is a sheet with stray cells far to the right.
MAX_COLUMNS = 256
_DELIMITERS = ",\t;|"
# A well-formed cell with line breaks counts as an open quote only where its lines have this many cells: fewer may be chance.
_NO_CHANCE_CELLS = 5


def read_rows(path: Path) -> list[list[Cell]]:
    """Records of the file; a blank line is a row without cells, so that numbers stay as in the file."""
    text = decode(path.read_bytes())
    csv.field_size_limit(min(sys.maxsize, 10_000_000))
    rows: list[list[Cell]] = [_without_marks(row) for row in _records(text, delimiter_of(text))]
    widest = max((len(row) for row in rows), default=0)
    if widest > MAX_COLUMNS:
        raise UnreadableFile("too_many_columns", sheet=path.stem, columns=widest, limit=MAX_COLUMNS)
    return rows


def delimiter_of(text: str) -> str:
    """The mark found most often in the fullest of the first lines, outside quotes."""
    lines = text[:20_000].splitlines()[:30]
    outside = ["".join(line.split('"')[::2]) for line in lines]
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in outside), default=0))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Record after record. A line whose quote was never closed is read as it stands, and swallows none of the lines below it."""
    lines = list(io.StringIO(text, newline=""))
    usual = _usual_cells(lines, delimiter)
    start = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter)
        first = start
        for row in _until_too_long(reader):
            last = start + reader.line_num
            is_end = last == len(lines)
            if (is_end or last - first > 1) and _swallows(lines[first:last], row, usual, delimiter, is_end=is_end):
                break
            yield row
            first = last
        if first < len(lines):
            yield _alone(lines[first], delimiter)
            first += 1
        start = first


def _until_too_long(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Ends at a cell beyond all measure: a quote that was opened and never closed."""
    try:
        yield from reader
    except csv.Error:
        return


def _swallows(lines: Sequence[str], row: Sequence[str], usual: int, delimiter: str, *, is_end: bool) -> bool:
    """True if and only if a quote was opened in the first line and never closed, with the rest of the file or whole rows behind it."""
    if is_end and sum(line.count('"') for line in lines) % 2:
        return True
    has_rows = len(_alone(lines[0], delimiter)) == usual and any(len(_alone(line, delimiter)) == usual for line in lines[1:])
    return has_rows and (usual >= _NO_CHANCE_CELLS or not _is_well_formed(lines, delimiter) or len(row) != usual)


def _is_well_formed(lines: Sequence[str], delimiter: str) -> bool:
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _usual_cells(lines: Sequence[str], delimiter: str) -> int:
    """How many cells most lines have."""
    counted = Counter(line.count(delimiter) + 1 for line in lines if line.strip())
    return counted.most_common(1)[0][0] if counted else 0


def _alone(line: str, delimiter: str) -> list[str]:
    """The cells of one line in which a quote means nothing."""
    return line.rstrip("\r\n").split(delimiter)


def _without_marks(row: list[str]) -> list[Cell]:
    """Cells without the ="…" and tab armour that exporters put round long numbers."""
    return [_bare(cell) for cell in row]


def _bare(cell: str) -> str:
    if cell.startswith('="') and cell.endswith('"'):
        inner = cell[2:-1]
        if inner.replace("-", "").isalnum():
            return inner
    return cell.strip("\t")
