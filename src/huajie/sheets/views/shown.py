"""A form as pages show it: what it is made for, its first rows, and the choices of its editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.middleware import StaffRequest
from huajie.matters.models import Channel, Kind
from huajie.matters.queries import MatterFilters
from huajie.sheets.definitions import ColumnDefinition, Definition
from huajie.sheets.fields import FIELDS, PART_LABELS
from huajie.sheets.filling import Occasion, cell_of, said, shown
from huajie.sheets.models import Format
from huajie.sheets.queries import matters_for, records_in
from huajie.sheets.services.exporting import unit_of

ROWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """The head and the first rows, with numbers masked."""

    titles: tuple[str, ...]
    head: list[list[tuple[str, int, int]]]
    rows: list[list[str]]
    footers: tuple[str, ...]
    width: int


def preview_of(request: StaffRequest, definition: Definition, filters: MatterFilters) -> Preview:
    """How the sheet begins when it is handed out now."""
    matters = matters_for(request.scope, definition, filters)[:ROWS_SHOWN]
    records = list(records_in(request.scope, matters, in_full=False))
    filled = [(cell_of(column), column) for column in definition.columns]
    occasion = Occasion(unit_of(request.user), timezone.localdate(), filters.since, filters.until)
    return Preview(
        titles=tuple(said(line, occasion) for line in definition.titles),
        head=definition.head,
        rows=[[shown(fill(record), column) for fill, column in filled] for record in records],
        footers=tuple(said(line, occasion) for line in definition.footers),
        width=len(definition.columns),
    )


def made_for(definition: Definition) -> str:
    """Which matters fill the form, in words."""
    kind = str(Kind(definition.kind).label) if definition.kind else _("All kinds")
    parts = [kind, str(Channel(definition.channel).label) if definition.channel else ""]
    return " · ".join(filter(None, [*parts, _("with a responsible leader") if definition.led_only else ""]))


@dataclass(frozen=True, slots=True)
class EditedColumn:
    """One column in the editor. `place` counts from 0, `number` from 1."""

    place: int
    number: int
    column: ColumnDefinition
    formats: tuple[Format, ...]
    is_last: bool


def edited_columns(columns: Sequence[ColumnDefinition]) -> list[EditedColumn]:
    """The columns with the ways in which each can be written."""
    return [
        EditedColumn(place, place + 1, column, FIELDS[column.field].shape.formats if column.field else (), place == len(columns) - 1)
        for place, column in enumerate(columns)
    ]


def field_choices() -> list[tuple[str, list[tuple[str, Any]]]]:  # Any: a label in the reader's language
    """Everything that a column can hold, under its headings."""
    return [
        (str(PART_LABELS[part]), [(field.name, field.label) for field in fields])
        for part, fields in groupby(FIELDS.values(), key=lambda field: field.part)
    ]
