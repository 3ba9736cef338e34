"""A form as plain values: what the editor holds before it is saved, what a shipped file says, what is written and read by."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from huajie.core.layouts import HeaderCell, header_cells
from huajie.sheets.fields import FIELDS
from huajie.sheets.models import Format, SheetColumn, SheetLayout

NARROWEST, WIDEST = 3, 80  # characters
MOST_COLUMNS = 60
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """One column; `field` is a name of FIELDS, or empty for one that is filled in by hand. An empty format is the usual one."""

    field: str
    header: str
    width: int = 14
    group: str = ""
    format: str = ""

    @property
    def joined(self) -> str:
        """The header with its group, as the list reader joins them."""
        return f"{self.group} {self.header}" if self.group and self.group != self.header else self.header

    @property
    def written_as(self) -> str:
        """The format that counts; empty where the field has only one."""
        known = FIELDS[self.field].shape.formats if self.field else ()
        return self.format if self.format in known else (known[0].value if known else "")


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole form."""

    name: str
    columns: tuple[ColumnDefinition, ...]
    kind: str = ""
    channel: str = ""
    led_only: bool = False
    titles: tuple[str, ...] = ()
    footers: tuple[str, ...] = field(default=())

    @property
    def signature(self) -> tuple[str, ...]:
        """The headers in their order, by which a list in this form is known."""
        return tuple(column.joined for column in self.columns)

    @property
    def has_numbers(self) -> bool:
        """True if and only if some column holds numbers that are masked unless asked for."""
        return any(column.field and FIELDS[column.field].has_numbers for column in self.columns)

    @property
    def head(self) -> list[list[tuple[str, int, int]]]:
        """The header for a page: rows of (word, columns covered, rows covered)."""
        cells = header_cells([(column.group, column.header) for column in self.columns])
        rows = max((cell.bottom for cell in cells), default=0) + 1
        return [
            [(cell.text, cell.right - cell.left + 1, cell.bottom - cell.top + 1) for cell in sorted(cells, key=_place) if cell.top == row]
            for row in range(rows)
        ]


def _place(cell: HeaderCell) -> int:
    return cell.left


def definition_of(layout: SheetLayout, columns: Iterable[SheetColumn] | None = None) -> Definition:
    """A kept form as plain values; fields of another version that are not known here are left to be filled in by hand."""
    kept = layout.columns.all() if columns is None else columns
    return Definition(
        name=layout.name,
        columns=tuple(
            ColumnDefinition(
                column.field if column.field in FIELDS else "",
                column.header,
                column.width,
                column.group,
                column.format if column.format in Format.values else "",
            )
            for column in kept
        ),
        kind=layout.kind,
        channel=layout.channel,
        led_only=layout.led_only,
        titles=tuple(layout.titles),
        footers=tuple(layout.footers),
    )
