"""Reads a raw row by its recognised columns into typed people, place and values; nothing in a cell is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from huajie.intake.reading.about import About
from huajie.intake.reading.cell_readers import Building, read_cell
from huajie.intake.reading.columns import Certainty, Column
from huajie.intake.reading.dates import NoDate, UnlikelyDate, YearHints, read_date
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.messages import Message
from huajie.intake.reading.tables import RawRow
from huajie.intake.reading.text import as_text
from huajie.intake.reading.typed import Note, PersonAsTyped, PlaceAsTyped, Precision, Problem, ReadRow, Role

_DEADLINES_REACH = dt.timedelta(days=2 * 366)
# What stands for a character that could not be read; in delimited text also those without a meaning, into which a wrong encoding turns.
_UNREADABLE = re.compile("\ufffd")
_UNREADABLE_IN_TEXT = re.compile("[\ufffd\ue000-\uf8ff]")
_IDENTIFYING = {Field.NAME, Field.ID_NUMBER, Field.PHONE, Field.OTHER_NAME}


@dataclass(frozen=True, slots=True)
class RowContext:
    """What holds for every row of a table."""

    sheet: str
    about: About
    today: dt.date
    town: str = ""
    village: str = ""  # of a sheet that is one village's
    year_hints: Mapping[int, YearHints] = field(default_factory=dict)  # by column index
    is_text: bool = False  # of a delimited file


def year_hints(columns: Sequence[Column], sample: Sequence[RawRow], about: About, today: dt.date) -> dict[int, YearHints]:
    """For each date column, the full dates among its samples and the month of the list."""
    return {
        column.index: YearHints(_full_days(column.index, sample, today), about.year, about.month)
        for column in columns
        if column.used is not None and column.used.shape is Shape.DATE
    }


def _full_days(index: int, sample: Sequence[RawRow], today: dt.date) -> tuple[dt.date, ...]:
    days: list[dt.date] = []
    for row in sample:
        try:
            date = read_date(row.cells[index]) if index < len(row.cells) else None
        except (NoDate, UnlikelyDate):
            continue
        if date is not None and date.precision is Precision.DAY and date.day <= today + _DEADLINES_REACH:
            days.append(date.day)
    days.sort()
    # one stray 1921 or 2121 must not stretch the span: the outermost twentieth is cut
    cut = len(days) // 20
    return tuple(days[cut : len(days) - cut])


class RowReader:
    """Reads the rows of one table; what each column needs is looked up once."""

    def __init__(self, columns: Sequence[Column], context: RowContext) -> None:
        self.context = context
        self._used = [(column.index, column.used, column, read_cell(column.used)) for column in columns if column.used is not None]
        self._kept = [
            (column.index, column.header) for column in columns if column.used is None and column.certainty is not Certainty.DROPPED
        ]
        self._field_of = {column.index: column.used for column in columns if column.used is not None}
        self._width = max((column.index for column in columns), default=-1) + 1
        self._identifying = {column.index: column.header for column in columns if column.used in _IDENTIFYING}

    def read(self, raw: RawRow) -> ReadRow:
        """The row; its problems, if any, are reasons to refuse it."""
        building = Building(self.context.today, self.context.year_hints, self.context.about.yuan)
        cells = raw.cells
        width = len(cells)
        for index, used, column, reader in self._used:
            if index < width:
                cell = cells[index]
                if cell == "":
                    continue
                if isinstance(cell, str) and cell[0] in "=@":
                    building.note("formula_kept_as_text", column)
                reader(building, column, used, cell)
        for index, header in self._kept:
            if index < width and cells[index] != "" and (text := as_text(cells[index])):
                building.keep(header, text)
        self._note_the_row(raw, building)
        return self._finished(raw, building)

    def _note_the_row(self, raw: RawRow, building: Building) -> None:
        if raw.hidden:
            building.notes.append(Note(Message("row_hidden")))
        for index in raw.filled:
            if index in self._identifying:
                building.notes.append(Note(Message("filled_from_above"), self._identifying[index]))

    def _finished(self, raw: RawRow, building: Building) -> ReadRow:
        context, values = self.context, building.values
        of_town = raw.section.endswith(("镇", "街道", "乡"))
        place = PlaceAsTyped(
            town=building.places.get(Field.TOWN, "") or (raw.section if of_town else "") or context.town,
            village=building.places.get(Field.VILLAGE, "") or ("" if of_town else raw.section) or context.village,
            grid=building.places.get(Field.GRID, ""),
            site=building.places.get(Field.SITE, ""),
        )
        row = ReadRow(
            sheet=context.sheet,
            number=raw.number,
            subject=PersonAsTyped(role=Role.SUBJECT, **building.people[Role.SUBJECT]),
            others=tuple(building.alongside) + _person(Role.OTHER_PARTY, building) + tuple(building.further_others),
            members=_person(Role.HEAD, building) + tuple(building.members),
            place=place,
            values=values,
            kept=building.kept,
            notes=tuple(building.notes),
            problems=tuple(building.problems),
            filled=frozenset(self._field_of[index] for index in raw.filled if index in self._field_of),
        )
        if problem := self._problem(raw, row):
            return _refused(row, problem)
        return row

    def _problem(self, raw: RawRow, row: ReadRow) -> Problem | None:
        """Why nothing in the row can be relied on, if so."""
        if self.context.is_text and any(str(cell).strip() for cell in raw.cells[self._width :]):
            return Problem(Message("more_cells_than_columns", cells=len(raw.cells), columns=self._width))
        unreadable = _UNREADABLE_IN_TEXT if self.context.is_text else _UNREADABLE
        if any(isinstance(cell, str) and unreadable.search(cell) for cell in raw.cells[: self._width]):
            return Problem(Message("characters_unreadable"))
        if row.subject.is_empty and not row.text:
            return Problem(Message("nobody_and_nothing"))
        return None


def _person(role: Role, building: Building) -> tuple[PersonAsTyped, ...]:
    details = building.people[role]
    if not details:
        return ()
    person = PersonAsTyped(role=role, **details)
    if role is Role.HEAD and person.name == building.people[Role.SUBJECT].get("name"):
        return ()
    return () if person.is_empty else (person,)


def _refused(row: ReadRow, problem: Problem) -> ReadRow:
    return replace(row, problems=(*row.problems, problem))
