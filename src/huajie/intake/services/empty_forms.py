"""A bureau's own form, handed in empty: its headers are recognised, and become the columns of a sheet that the register fills."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.utils import timezone

from huajie.core.errors import Refused
from huajie.core.faults import place_of
from huajie.intake.reading.cells import Cell
from huajie.intake.reading.columns import Certainty, Column
from huajie.intake.reading.kinds import KindCertainty, ListKind
from huajie.intake.reading.listing import ReadTable, read_list
from huajie.intake.reading.messages import Message
from huajie.intake.reading.row_kinds import RowKind
from huajie.intake.reading.text import as_text
from huajie.intake.reading.unreadable import UnreadableFile
from huajie.matters.models import Channel, Kind
from huajie.sheets.definitions import MOST_COLUMNS, MOST_LINES, NARROWEST, WIDEST, ColumnDefinition, Definition
from huajie.sheets.fields import FIELDS, Shape
from huajie.sheets.models import Format

MOST_BYTES = 5 * 1024 * 1024  # an empty form is small
_USUAL_WIDTH = 14
_UNIT = re.compile(r"((?:填报|报送|上报|填表)?单位(?:[(（]盖章[)）])?[:：])\s*[^\s:：]*")
_DAY = re.compile(r"((?:填报|填表|报送|上报|制表)?(?:日期|时间)[:：])\s*[\d年月日./ -]*")
_MADE_FOR = {
    ListKind.DISPUTE: (Kind.DISPUTE.value, ""),
    ListKind.PETITION: (Kind.PETITION.value, ""),
    ListKind.HARDSHIP: (Kind.HARDSHIP.value, ""),
    ListKind.MIGRANT_HARDSHIP: (Kind.HARDSHIP.value, Channel.MIGRANT_SURVEY.value),
}


def form_from(stream: BinaryIO, name: str) -> tuple[Definition, tuple[str, ...]]:
    """The first table of a workbook as a form, and the headers that have no place in one. Raises Refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"form{PurePosixPath(name).suffix.lower()[:8]}"
        held = stream.read(MOST_BYTES + 1)
        if len(held) > MOST_BYTES:
            raise Refused(Message("file_too_large", megabytes=len(held) // 2**20 + 1, limit=MOST_BYTES // 2**20))
        path.write_bytes(held)
        table = _first_table(path, name)
        return _definition(table, PurePosixPath(name).stem), tuple(column.header for column in table.dropped)


def _first_table(path: Path, name: str) -> ReadTable:
    try:
        found = read_list(path, today=timezone.localdate(), name=name)
    except UnreadableFile as unreadable:
        raise Refused(unreadable.message) from None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the native reader is no Exception
        raise Refused(Message("file_fault", where=place_of(error))) from None
    if not found.tables:
        raise Refused(found.passed_over[0].message)
    return found.tables[0]


def _definition(table: ReadTable, stem: str) -> Definition:
    kind, channel = _MADE_FOR.get(table.kind, ("", "")) if table.kind_certainty is KindCertainty.SURE else ("", "")
    above = islice(table.table.sheet.rows, table.table.header_rows[0] - 1)
    below = (raw.cells for raw in table.table.rows if raw.kind is RowKind.FOOTER)
    columns = [_column(table, column) for column in table.columns if column.certainty is not Certainty.DROPPED]
    return Definition(
        name=(table.table.about.title or stem)[:60],
        columns=tuple(columns[:MOST_COLUMNS]),
        kind=kind,
        channel=channel,
        titles=tuple(islice(_lines(above), MOST_LINES)),
        footers=tuple(islice(_lines(below), MOST_LINES)),
    )


def _lines(rows: "Iterator[Sequence[Cell]] | Iterator[list[Cell]]") -> Iterator[str]:
    """Each row as one line, with our placeholders where the form leaves room for the unit and the day."""
    for cells in rows:
        texts = (_DAY.sub(r"\1{date}", _UNIT.sub(r"\1{unit}", text)) for cell in cells if (text := as_text(cell)))
        if line := "        ".join(texts):
            yield line[:200]


def _column(table: ReadTable, column: Column) -> ColumnDefinition:
    header = next(each for each in table.table.columns if each.index == column.index)
    name = column.used.value if column.used and column.used.value in FIELDS else ""
    in_ten_thousands = bool(name) and FIELDS[name].shape is Shape.MONEY and "万元" in header.joined
    width = round(table.table.sheet.widths.get(column.index, _USUAL_WIDTH))
    return ColumnDefinition(
        name,
        header.text[:40],
        min(max(width, NARROWEST), WIDEST),
        header.upper[:40],
        Format.TEN_THOUSAND_YUAN.value if in_ten_thousands else "",
    )
