"""The forms of our own as reading knows them, and what the register would write into a table's columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huajie.intake.models import ListSheet
from huajie.intake.reading.about import About
from huajie.intake.reading.cells import Cell
from huajie.intake.reading.columns import Certainty, Column
from huajie.intake.reading.fields import Field
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.known_forms import KnownForm, known_form
from huajie.intake.reading.messages import Message
from huajie.intake.reading.row_kinds import RowKind
from huajie.intake.reading.rows import RowContext, RowReader
from huajie.intake.reading.tables import RawRow
from huajie.intake.reading.typed import ReadRow
from huajie.intake.reading.wording import wording_of
from huajie.matters.models import Channel, Kind
from huajie.sheets.definitions import ColumnDefinition
from huajie.sheets.fields import FIELDS
from huajie.sheets.filling import cell_of
from huajie.sheets.models import Format
from huajie.sheets.queries import forms_read
from huajie.sheets.records import SheetRecord

_KINDS: Mapping[tuple[str, str], ListKind] = {
    (Kind.DISPUTE, ""): ListKind.DISPUTE,
    (Kind.PETITION, ""): ListKind.PETITION,
    (Kind.HARDSHIP, ""): ListKind.HARDSHIP,
    (Kind.HARDSHIP, Channel.MIGRANT_SURVEY): ListKind.MIGRANT_HARDSHIP,
}
_TEN_THOUSAND = 10_000


def forms_of_ours() -> tuple[KnownForm, ...]:
    """Every form in use."""
    return tuple(
        known_form([(column.joined, column.field) for column in form.columns], _KINDS.get((form.kind, form.channel)))
        for form in forms_read()
    )


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table whose rows may be the register's own: by our reference in a column, or because it is in a form of ours."""

    reader: RowReader
    columns: tuple[Column, ...]
    is_form: bool
    passed_over: frozenset[str]  # headers of columns that the register alone writes

    def written(self, record: SheetRecord) -> ReadRow:
        """What the register would write of a matter into this table, as it would be read again."""
        cells: list[Cell] = [""] * (max((column.index for column in self.columns), default=-1) + 1)
        for column in self.columns:
            cell = _cell(column, record)
            cells[column.index] = "" if cell is None else cell
        return self.reader.read(RawRow(record.number, cells, RowKind.DATA))


def own_table(sheet: ListSheet, forms: Mapping[str, KnownForm], today: date) -> OwnTable | None:
    """The sheet as a table of ours; None where nothing says that it is one."""
    form = forms.get(sheet.signature)
    columns = tuple(_column(said) for said in sheet.columns if said["field"] and said["certainty"] in _USED)
    if form is None and not any(column.field is Field.REFERENCE for column in columns):
        return None
    headers = {said["header"] for said in sheet.columns if form and said["key"] in form.passed_over}
    return OwnTable(RowReader(columns, RowContext(sheet.name, About(), today)), columns, form is not None, frozenset(headers))


_USED = {Certainty.SURE.value, Certainty.REMEMBERED.value}


def _column(said: Mapping[str, Any]) -> Column:
    """A column as reading settled it."""
    header: str = said["header"]
    yuan = wording_of(header).yuan
    return Column(said["index"], header, said["key"], Field(said["field"]), Certainty.SURE, Message("column_of_form"), yuan=yuan)


def _cell(column: Column, record: SheetRecord) -> Cell | None:
    if column.field is None or column.field.value not in FIELDS:
        return None
    written_as = Format.TEN_THOUSAND_YUAN.value if column.yuan == _TEN_THOUSAND else ""
    return cell_of(ColumnDefinition(column.field.value, column.header, format=written_as))(record)


def people_of(record: SheetRecord) -> Sequence[tuple[str, int]]:
    """(name, primary key) of everybody in a matter and its household, those concerned first."""
    everyone = [*record.subjects, *record.others, *(record.home.members if record.home else ())]
    return [(one.person.name, one.person.pk) for one in everyone]
