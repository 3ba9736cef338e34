"""What the native reader does not tell of a sheet: hidden rows, widths and unevaluated formulas (.xlsx), spanned cells (.ods)."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

_CHUNK = 4 * 1024 * 1024
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_BARE_FORMULA = re.compile(rb'<c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*><f\b[^>]*>([^<]*)</f>(?:<v\s*/>|<v></v>)?</c>')
_COLUMN = re.compile(rb"<col\b[^>]*>")
_WIDEST = 255
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')

Span = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SheetExtras:
    hidden_rows: frozenset[int] = frozenset()  # 1-based
    formulas: Mapping[int, Mapping[int, str]] = field(default_factory=dict)  # row → column → text, 0-based
    widths: Mapping[int, float] = field(default_factory=dict)  # column → width, 0-based


NOTHING = SheetExtras()


def extras_of(path: Path, sheet_name: str) -> SheetExtras:
    """Hidden rows, widths, and formulas that were saved without a value (they would read as empty cells)."""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, sheet_name)
            if part is None:
                return NOTHING
            return _scan(_chunks(archive, part))
    except (zipfile.BadZipFile, KeyError, OSError):
        return NOTHING


def _part_of(archive: zipfile.ZipFile, sheet_name: str) -> str | None:
    book = archive.read("xl/workbook.xml").decode("utf-8", errors="replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", errors="replace")
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for attributes in (dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(relations))
    }
    for tag in _SHEET.findall(book):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if html.unescape(attributes.get("name", "")) == sheet_name:
            target = targets.get(attributes.get("r:id", ""), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that never cut a row in two."""
    kept = b""
    with archive.open(part) as stream:
        while piece := stream.read(_CHUNK):
            kept += piece
            cut = kept.rfind(b"<row")
            if cut > 0:
                yield kept[:cut]
                kept = kept[cut:]
    yield kept


def _scan(chunks: Iterator[bytes]) -> SheetExtras:
    hidden: set[int] = set()
    formulas: dict[int, dict[int, str]] = {}
    widths: dict[int, float] = {}
    for chunk in chunks:
        if b"<cols>" in chunk:
            widths.update(_widths(chunk))
        if b"hidden=" in chunk:
            hidden.update(int(number) for number in _HIDDEN_ROW.findall(chunk))
        if b"<f" in chunk:
            for letters, number, text in _BARE_FORMULA.findall(chunk):
                row = formulas.setdefault(int(number) - 1, {})
                row[_column(letters)] = "=" + html.unescape(text.decode("utf-8", errors="replace"))
    return SheetExtras(frozenset(hidden), formulas, widths)


def _widths(chunk: bytes) -> Iterator[tuple[int, float]]:
    for tag in _COLUMN.findall(chunk):
        attributes = dict(_ATTRIBUTE.findall(tag.decode("utf-8", errors="replace")))
        try:
            first, last, width = int(attributes["min"]), int(attributes["max"]), float(attributes["width"])
        except (KeyError, ValueError):
            continue
        yield from ((column - 1, width) for column in range(first, min(last, first + _WIDEST) + 1) if 0 < width <= _WIDEST)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def ods_spans(path: Path, sheet_name: str) -> list[Span]:
    """Spanned cells of one .ods table."""
    walker = _SpanWalker(sheet_name)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
            while piece := stream.read(_CHUNK):
                parser.Parse(piece)
    except (zipfile.BadZipFile, KeyError, OSError, expat.ExpatError):
        return []
    return walker.spans


class _SpanWalker:
    """Counts rows and columns of the named table while the parser walks."""

    def __init__(self, sheet_name: str) -> None:
        self.sheet_name = sheet_name
        self.spans: list[Span] = []
        self.inside = False
        self.row = 0
        self.column = 0
        self.row_repeat = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.inside = attributes.get("table:name") == self.sheet_name
            self.row = 0
        elif not self.inside:
            return
        elif name == "table:table-row":
            self.column = 0
            self.row_repeat = int(attributes.get("table:number-rows-repeated", "1"))
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            rows = int(attributes.get("table:number-rows-spanned", "1"))
            columns = int(attributes.get("table:number-columns-spanned", "1"))
            if rows > 1 or columns > 1:
                self.spans.append(((self.row, self.column), (self.row + rows - 1, self.column + columns - 1)))
            self.column += int(attributes.get("table:number-columns-repeated", "1"))

    def end(self, name: str) -> None:
        if self.inside and name == "table:table-row":
            self.row += self.row_repeat
        elif name == "table:table":
            self.inside = False
