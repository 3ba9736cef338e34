"""One file, opened and understood: its tables, then its rows ready to be stored, then the copy that is kept. Touches no database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from huajie.core.crypto import encrypt
from huajie.core.faults import place_of
from huajie.intake.content import plain, written
from huajie.intake.meaning.notes import kept
from huajie.intake.reading.columns import Column
from huajie.intake.reading.kinds import KindCertainty
from huajie.intake.reading.known_forms import KnownForm
from huajie.intake.reading.listing import ReadList, ReadTable, read_list
from huajie.intake.reading.typed import ReadRow
from huajie.intake.reading.unreadable import UnreadableFile
from huajie.intake.services import storage
from huajie.intake.services.fingerprints import fingerprint_of, ticket_of

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read, and everything that is known beforehand."""

    path: str  # in the storage
    name: str
    today: date
    choices: Mapping[str, str]
    memory: tuple[tuple[str, str, str], ...]  # kind, header, field: what the unit chose before
    places: frozenset[str]
    go_on_unsure: bool
    forms: tuple[KnownForm, ...] = ()
    reference_prefix: str = ""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file, as list sheets keep them. `waits` if and only if a person must confirm the columns first."""

    sheets: tuple[dict[str, Any], ...]
    waits: bool
    remarks: tuple[dict[str, Any], ...]  # about sheets in which no list was found


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows: position of the table, number, fingerprint, ticket, encrypted content, whether refused, reasons as JSON."""

    rows: list[tuple[int, int, str, str, str, bool, str]]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole file was read; this copy of it, without forbidden columns, is kept."""

    path: str


@dataclass(frozen=True, slots=True)
class Unread:
    """The file cannot be read: code and facts of the message that says why."""

    code: str
    facts: dict[str, Any]


Event = Tables | Rows | Finished | Unread


def parse(job: Job) -> Iterator[Event]:
    """Tables, rows, and the end; or the tables alone where a person must look at them; or why the file cannot be read.

    Whatever goes wrong in a file is its own end, also after some of its rows: other files go on.
    """
    try:
        with storage.opened(job.path) as path:
            yield from _events(job, path)
    except UnreadableFile as error:
        yield Unread(error.message.code, plain(error.message.facts))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the native reader is no Exception
        yield unread_by_fault(place_of(error))


def unread_by_fault(where: str) -> Unread:
    """The end of a file at which the program itself failed."""
    return Unread("file_fault", {"where": where})


def _events(job: Job, path: Path) -> Iterator[Event]:
    found = _understood(job, path)
    if not found.tables:
        message = found.passed_over[0].message
        yield Unread(message.code, plain(message.facts))
        return
    waits = not job.go_on_unsure and not all(_is_sure(table) for table in found.tables)
    remarks = ({"sheet": each.name, "code": each.message.code, "facts": plain(each.message.facts)} for each in found.passed_over)
    yield Tables(tuple(_sheet(table) for table in found.tables), waits, tuple(remarks))
    if waits:
        return
    rows = _rows(found)
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        yield Rows(chunk)
    yield Finished(storage.keep_without(job.path, path, _dropped(found), job.name))


def _understood(job: Job, path: Path) -> ReadList:
    """The list, its columns understood with what was settled for this file and what its unit chose before for its kinds."""
    read = partial(
        read_list,
        path,
        today=job.today,
        choices=job.choices,
        known_places=job.places,
        name=job.name,
        forms=job.forms,
        reference_prefix=job.reference_prefix,
    )
    found = read()
    kinds = {table.kind.value for table in found.tables}
    remembered = {header: field for kind, header, field in job.memory if kind in kinds}
    if not remembered:
        return found
    return read(remembered=remembered)


def _is_sure(table: ReadTable) -> bool:
    """True if and only if nobody needs to look at the columns or the kind."""
    return not table.unsettled and table.kind_certainty is KindCertainty.SURE


def _sheet(table: ReadTable) -> dict[str, Any]:
    """What a list sheet keeps of a table."""
    return {
        "name": table.sheet[:120],
        "kind": table.kind.value,
        "kind_is_sure": table.kind_certainty is KindCertainty.SURE,
        "kind_because": {"code": table.kind_because.code, "facts": plain(table.kind_because.facts)},
        "header_row": table.table.header_rows[0],
        "signature": table.signature,
        "columns": [_column(column) for column in table.columns],
        "remarks": [{"code": remark.code, "facts": plain(remark.facts)} for remark in table.remarks],
        "confirmed": _is_sure(table),
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": column.header,
        "key": column.key,
        "field": column.field.value if column.field else "",
        "certainty": column.certainty.value,
        "because": {"code": column.because.code, "facts": plain(column.because.facts)},
        "candidates": [field.value for field in column.candidates],
        "samples": list(column.samples),
    }


def _rows(found: ReadList) -> Iterator[tuple[int, int, str, str, str, bool, str]]:
    for position, table in enumerate(found.tables):
        for row in table.rows():
            yield _row(position, row)


def _row(position: int, row: ReadRow) -> tuple[int, int, str, str, str, bool, str]:
    content = written(row)
    reasons = json.dumps(kept(row.problems or row.notes), ensure_ascii=False)
    return position, row.number, fingerprint_of(content), ticket_of(row), encrypt(content), bool(row.problems), reasons


def _dropped(found: ReadList) -> dict[tuple[str, int], set[int]]:
    """The forbidden columns of each table, by its sheet and the line of its header."""
    return {(table.sheet, table.table.header_rows[0]): {column.index for column in table.dropped} for table in found.tables}
