"""Reads delimited text as hotlines export it: UTF-8 with or without mark, GB18030, UTF-16; comma, tab or semicolon."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.unreadable import UnreadableFile

# Excel itself has 16,384 columns; a list of people that needs more than 256 is a sheet with stray cells far to the right.
MAX_COLUMNS = 256
_DELIMITERS = ",\t;|"


def read_rows(path: Path) -> list[list[Cell]]:
    """Records of the file; a blank line is a row without cells, so that numbers stay as in the file."""
    text = decode(path.read_bytes())
    csv.field_size_limit(min(sys.maxsize, 10_000_000))
    try:
        rows: list[list[Cell]] = [_without_marks(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error:
        raise UnreadableFile("damaged") from None
    widest = max((len(row) for row in rows), default=0)
    if widest > MAX_COLUMNS:
        raise UnreadableFile("too_many_columns", sheet=path.stem, columns=widest, limit=MAX_COLUMNS)
    return rows


def decode(content: bytes) -> str:
    """Text of the file. GB18030 is tried last because it accepts nearly everything."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _delimiter(text: str) -> str:
    """The mark found most often in the fullest of the first lines, outside quotes."""
    lines = text[:20_000].splitlines()[:30]
    outside = ["".join(line.split('"')[::2]) for line in lines]
    return max(_DELIMITERS, key=lambda mark: max((line.count(mark) for line in outside), default=0))


def _without_marks(row: list[str]) -> list[Cell]:
    """Cells without the ="…" and tab armour that exporters put round long numbers."""
    return [_bare(cell) for cell in row]


def _bare(cell: str) -> str:
    if cell.startswith('="') and cell.endswith('"'):
        inner = cell[2:-1]
        if inner.replace("-", "").isalnum():
            return inner
    return cell.strip("\t")
