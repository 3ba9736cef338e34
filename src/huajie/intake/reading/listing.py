"""Reads a whole list in one call: its tables, their columns, and every data row typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from huajie.intake.reading.columns import Certainty, Column, header_signature, recognise_columns
from huajie.intake.reading.essentials import NAMES, TEXTS
from huajie.intake.reading.fields import Field
from huajie.intake.reading.kinds import KindCertainty, ListKind, recognise_kind
from huajie.intake.reading.known_forms import KnownForm
from huajie.intake.reading.mapping import KIND_KEY
from huajie.intake.reading.messages import Message
from huajie.intake.reading.row_kinds import RowKind
from huajie.intake.reading.rows import RowContext, RowReader, year_hints
from huajie.intake.reading.tables import RawRow, Table, find_tables, village_from_name
from huajie.intake.reading.typed import ReadRow
from huajie.intake.reading.workbook import open_workbook

_ENOUGH_SAMPLES = 400
_TOWN = re.compile(r"(?:^|[-_—\s(（\d.年月])([\u4e00-\u9fff]{2,4}?(?:街道|镇|乡))(?![街乡])")
_VILLAGE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,10}(?:村|社区|村委会|居委会|村委|居委|居民委员会|村民委员会)")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table with its columns recognised; its rows are read when asked for, as often as asked."""

    file: str
    sheet: str
    table: Table
    kind: ListKind
    kind_certainty: KindCertainty
    kind_because: Message
    columns: tuple[Column, ...]
    signature: str
    remarks: tuple[Message, ...]
    context: RowContext

    def rows(self) -> Iterator[ReadRow]:
        """Every data row, typed, in the order of the file."""
        reader = RowReader(self.columns, self.context)
        return (reader.read(raw) for raw in self.table.rows if raw.kind is RowKind.DATA)

    @property
    def dropped(self) -> tuple[Column, ...]:
        """Columns that the boundaries forbid."""
        return tuple(column for column in self.columns if column.certainty is Certainty.DROPPED)

    @property
    def unsettled(self) -> tuple[Column, ...]:
        """Columns that a person should look at."""
        return tuple(column for column in self.columns if column.certainty is Certainty.UNSURE)


@dataclass(frozen=True, slots=True)
class PassedOverSheet:
    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class ReadList:
    """A file as read: its tables, and the sheets without any."""

    file: str
    tables: tuple[ReadTable, ...]
    passed_over: tuple[PassedOverSheet, ...]


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What is known before a list is opened."""

    today: dt.date
    remembered: Mapping[str, str]
    choices: Mapping[str, str]
    known_places: frozenset[str]
    kind: ListKind | None
    forms: Mapping[str, KnownForm]
    reference_prefix: str


def read_list(
    path: Path,
    *,
    today: dt.date,
    remembered: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
    known_places: frozenset[str] | set[str] = frozenset(),
    kind: ListKind | None = None,
    name: str = "",
    forms: Sequence[KnownForm] = (),
    reference_prefix: str = "",
) -> ReadList:
    """Opens and understands one list. Raises UnreadableFile. `name` is the uploader's name of the file, if the path has another.

    `remembered` and `choices` map a header or a column's key to a field's value, or to "-" (keep as a note); choices win.
    A list in one of the `forms` is read by its definition; `reference_prefix` is what our own references of matters begin with.
    """
    file = name or path.name
    chosen = dict(choices or {})
    kind_said = chosen.pop(KIND_KEY, None)
    by_signature = {form.signature: form for form in forms}
    kind = ListKind(kind_said) if kind_said else kind
    beforehand = Beforehand(today, remembered or {}, chosen, frozenset(known_places), kind, by_signature, reference_prefix)
    found: list[Table] = []
    passed_over: list[PassedOverSheet] = []
    for sheet in open_workbook(path).sheets:
        tables = find_tables(sheet, [Path(file).stem])
        found.extend(tables)
        if not tables:
            passed_over.append(PassedOverSheet(sheet.name, Message("sheet_empty" if sheet.is_empty else "sheet_no_table")))
    judge = ColumnJudge(found, beforehand)
    return ReadList(file, tuple(_read_table(table, file, beforehand, judge) for table in found), tuple(passed_over))


HeaderKey = tuple[str, tuple[int, ...]]


class ColumnJudge:
    """Understands the columns of the tables of one file, those under the same header once for all."""

    def __init__(self, tables: Sequence[Table], beforehand: Beforehand) -> None:
        self._beforehand = beforehand
        self._samples = _samples_by_header(tables)
        self._judged: dict[tuple[HeaderKey, ListKind, bool], tuple[Column, ...]] = {}

    def sample(self, table: Table) -> Sequence[RawRow]:
        """Rows of all tables under this table's header."""
        return self._samples[_header_key(table)]

    def columns(self, table: Table, kind: ListKind) -> tuple[Column, ...]:
        """The table's columns, judged by those rows."""
        key = (_header_key(table), kind, table.ambiguous)
        if key not in self._judged:
            before = self._beforehand
            self._judged[key] = recognise_columns(
                table,
                kind,
                remembered=before.remembered,
                chosen=before.choices,
                of_form=form.columns if (form := before.forms.get(header_signature(table))) else None,
                reference_prefix=before.reference_prefix,
                known_places=before.known_places,
                sample=self.sample(table),
            )
        return self._judged[key]


def _header_key(table: Table) -> HeaderKey:
    return header_signature(table), tuple(header.index for header in table.columns)


def _samples_by_header(tables: Sequence[Table]) -> dict[HeaderKey, list[RawRow]]:
    """Sheets with the same header are judged together: a village with one row says little by itself."""
    samples: dict[HeaderKey, list[RawRow]] = {}
    for table in tables:
        rows = samples.setdefault(_header_key(table), [])
        if len(rows) < _ENOUGH_SAMPLES:
            rows.extend(table.sample())
    return samples


def _read_table(table: Table, file: str, beforehand: Beforehand, judge: ColumnJudge) -> ReadTable:
    sheet = table.sheet
    stem = Path(file).stem
    headers = [header.joined for header in table.columns]
    kind, certainty, because = recognise_kind(stem, sheet.name, table.about.title, headers)
    if form := beforehand.forms.get(header_signature(table)):
        kind, certainty, because = form.kind or kind, KindCertainty.SURE, Message("kind_of_form")
    if beforehand.kind is not None:
        kind, certainty, because = beforehand.kind, KindCertainty.SURE, Message("kind_chosen")
    columns = judge.columns(table, kind)
    context = RowContext(
        sheet=sheet.name,
        about=table.about,
        today=beforehand.today,
        town=_town(table, stem, beforehand.known_places),
        village=_village(sheet.name, beforehand.known_places),
        year_hints=year_hints(columns, judge.sample(table), table.about, beforehand.today),
        is_text=sheet.is_text,
    )
    has_rows = any(raw.kind is RowKind.DATA for raw in table.rows)
    remarks = _remarks(table, columns, has_rows=has_rows)
    return ReadTable(file, sheet.name, table, kind, certainty, because, columns, header_signature(table), remarks, context)


def _remarks(table: Table, columns: Sequence[Column], *, has_rows: bool) -> tuple[Message, ...]:
    said = (
        ("sheet_hidden", table.sheet.hidden),
        ("header_ambiguous", table.ambiguous),
        ("sheet_no_rows", not has_rows),
        ("no_name_column", has_rows and _lacks(columns, NAMES)),
        ("no_text_column", has_rows and _lacks(columns, TEXTS)),
    )
    return tuple(Message(code) for code, applies in said if applies)


def _lacks(columns: Sequence[Column], wanted: frozenset[Field]) -> bool:
    """True if and only if no column is taken for any of these fields, though one may be it."""
    return not any(column.used in wanted for column in columns) and any(wanted.intersection(column.candidates) for column in columns)


def _town(table: Table, stem: str, known_places: frozenset[str]) -> str:
    """The town that the list is about: its reporting unit, its sheet, its title or its file, in that order."""
    for text in (table.about.unit, table.sheet.name, table.about.title, stem):
        bare = text.strip()
        if bare in known_places and _TOWN.fullmatch(bare):
            return bare
        if match := _TOWN.search(bare):
            return match[1]
    return ""


def _village(sheet_name: str, known_places: frozenset[str]) -> str:
    """The village of a sheet that is one village's."""
    name = village_from_name(sheet_name)
    return name if _VILLAGE.fullmatch(name) or (name in known_places and not _TOWN.fullmatch(name)) else ""
