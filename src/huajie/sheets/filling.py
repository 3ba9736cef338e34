"""A form filled with records: how each value is written, and the lines above and below."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huajie.core.layouts import Cell, Column, Layout
from huajie.sheets.definitions import ColumnDefinition, Definition
from huajie.sheets.fields import FIELDS, Filled, Shape
from huajie.sheets.models import Format
from huajie.sheets.records import SheetRecord

PLACEHOLDERS = ("unit", "period", "date")
_DAYS = {Format.DAY_DASHED: "yyyy-mm-dd", Format.DAY_DOTTED: "yyyy.m.d", Format.DAY_WORDED: 'yyyy"年"m"月"d"日"'}
_ANSWERS = {Format.ANSWER_WORD: ("是", "否"), Format.ANSWER_TICK: ("√", "×"), Format.ANSWER_HAS: ("有", "无")}
_FEN = {Format.YUAN: 100, Format.TEN_THOUSAND_YUAN: 1_000_000}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the lines above and below speak of: who hands out the sheet, on which day, and which days it covers."""

    unit: str
    on: date
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """The placeholders' words. They stand in a Chinese form, whatever language the reader's pages have."""
        first, last = self.since and in_words(self.since), in_words(self.until or self.on)
        return {"unit": self.unit, "period": f"{first}至{last}" if first else f"截至{last}", "date": in_words(self.on)}


def in_words(day: date) -> str:
    """2026年9月20日"""
    return f"{day.year}年{day.month}月{day.day}日"


def filled_layout(definition: Definition, occasion: Occasion) -> Layout[SheetRecord]:
    """The form as a table that records fill."""
    return Layout(
        columns=tuple(_column(column) for column in definition.columns),
        titles=tuple(said(line, occasion) for line in definition.titles),
        footers=tuple(said(line, occasion) for line in definition.footers),
        is_form=True,
    )


def said(line: str, occasion: Occasion) -> str:
    """A line with its placeholders filled; other braces stay as they are."""
    for name, word in occasion.words.items():
        line = line.replace("{" + name + "}", word)
    return line


def _column(column: ColumnDefinition) -> Column[SheetRecord]:
    shown_as = _DAYS.get(Format(column.written_as), _DAYS[Format.DAY_DASHED]) if column.written_as else _DAYS[Format.DAY_DASHED]
    return Column(column.field, column.header, cell_of(column), column.width, column.group, shown_as)


def cell_of(column: ColumnDefinition) -> Callable[[SheetRecord], Cell]:
    """How a record fills the column; nothing fills one that is filled in by hand."""
    if not column.field:
        return lambda record: None
    field = FIELDS[column.field]
    return lambda record: written(field.fill(record), field.shape, column.written_as)


def written(value: Filled, shape: Shape, written_as: str) -> Cell:
    """A value as the cell shows it."""
    if value is None or value == "":
        return None
    if shape is Shape.MONEY:
        return float(Decimal(int(str(value))) / _FEN[Format(written_as)])
    if shape is Shape.ANSWER:
        yes, no = _ANSWERS[Format(written_as)]
        return yes if value else no
    return value


def shown(cell: Cell, column: ColumnDefinition) -> str:
    """A cell as a page shows it, in the words of its format."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return _day_shown(cell, column.written_as)
    return f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1_000_000 else str(cell)


def _day_shown(day: date, written_as: str) -> str:
    if written_as == Format.DAY_WORDED:
        return in_words(day)
    return f"{day.year}.{day.month}.{day.day}" if written_as == Format.DAY_DOTTED else day.isoformat()
