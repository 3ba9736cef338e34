"""How a cell of each shape goes into a row: its value where it can be read, a note and the cell itself where it cannot."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.columns import Column
from huajie.intake.reading.dates import NoDate, UnlikelyDate, YearHints, read_date
from huajie.intake.reading.family import read_family
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.headers import read_header
from huajie.intake.reading.identity import read_id_number
from huajie.intake.reading.messages import Message
from huajie.intake.reading.money import NoAmount, read_fen
from huajie.intake.reading.names import read_names
from huajie.intake.reading.text import as_text
from huajie.intake.reading.typed import IdStatus, Note, PersonAsTyped, PhoneKind, Problem, Role, Value
from huajie.intake.reading.values import ABSENT, read_answer, read_count, read_phones, read_place, read_sex, read_text

_NO_HINTS = YearHints()


class Building:
    """A row while its cells are read."""

    __slots__ = (
        "alongside",
        "further_others",
        "hints",
        "kept",
        "members",
        "notes",
        "people",
        "places",
        "problems",
        "today",
        "values",
        "yuan",
    )

    def __init__(self, today: dt.date, hints: Mapping[int, YearHints], yuan: int) -> None:
        self.today = today
        self.hints = hints
        self.yuan = yuan
        # keyword arguments of PersonAsTyped, which checks them; Any because their types differ by key
        self.people: dict[Role, dict[str, Any]] = {Role.SUBJECT: {}, Role.OTHER_PARTY: {}, Role.HEAD: {}}
        self.alongside: list[PersonAsTyped] = []
        self.further_others: list[PersonAsTyped] = []
        self.members: list[PersonAsTyped] = []
        self.places: dict[Field, str] = {}
        self.values: dict[Field, Value] = {}
        self.kept: dict[str, str] = {}
        self.notes: list[Note] = []
        self.problems: list[Problem] = []

    def note(self, code: str, column: Column) -> None:
        self.notes.append(Note(Message(code), column.header))

    def keep(self, header: str, text: str) -> None:
        self.kept[header] = f"{self.kept[header]}\n{text}" if header in self.kept else text

    def unread(self, code: str, column: Column, cell: Cell) -> None:
        """Keeps what could not be read, and says so; marks for “nothing” are nothing."""
        text = as_text(cell)
        if text not in ABSENT:
            self.keep(column.header, text)
            self.note(code, column)


_OWNER: dict[Field, tuple[Role, str]] = {
    Field.NAME: (Role.SUBJECT, "name"),
    Field.ID_NUMBER: (Role.SUBJECT, "id_number"),
    Field.PHONE: (Role.SUBJECT, "phones"),
    Field.SEX: (Role.SUBJECT, "sex"),
    Field.AGE: (Role.SUBJECT, "age"),
    Field.BIRTH_DATE: (Role.SUBJECT, "birth"),
    Field.ADDRESS: (Role.SUBJECT, "address"),
    Field.HUKOU_PLACE: (Role.SUBJECT, "hukou_place"),
    Field.RELATION_TO_HEAD: (Role.SUBJECT, "relation"),
    Field.OTHER_NAME: (Role.OTHER_PARTY, "name"),
    Field.OTHER_ID_NUMBER: (Role.OTHER_PARTY, "id_number"),
    Field.OTHER_PHONE: (Role.OTHER_PARTY, "phones"),
    Field.OTHER_SEX: (Role.OTHER_PARTY, "sex"),
    Field.OTHER_AGE: (Role.OTHER_PARTY, "age"),
    Field.OTHER_ADDRESS: (Role.OTHER_PARTY, "address"),
    Field.HEAD_NAME: (Role.HEAD, "name"),
    Field.HEAD_ID_NUMBER: (Role.HEAD, "id_number"),
    Field.HEAD_PHONE: (Role.HEAD, "phones"),
}


def _name(row: Building, column: Column, field: Field, cell: Cell) -> None:
    names = read_names(cell)
    if not names.people:
        row.unread("name_unread" if names.and_others is None else "name_and_others", column, cell)
        return
    role = _OWNER[field][0]
    first, *rest = names.people
    person = row.people[role]
    person["name"] = first.name
    for key, value in (("sex", first.sex), ("relation", first.relation), ("id_number", first.id_number)):
        if value and not person.get(key):
            person[key] = value
    if first.phones:
        person["phones"] = (*person.get("phones", ()), *first.phones)
    if first.remark:
        row.keep(column.header, first.remark)
    both = (header := read_header(column.header)).person is not None and header.person.both
    heap, other_role = (row.alongside, Role.ALONGSIDE) if role is Role.SUBJECT and not both else (row.further_others, Role.OTHER_PARTY)
    heap.extend(PersonAsTyped(other_role, each.name, each.id_number, each.phones, each.sex) for each in rest)
    if rest:
        row.note("name_several", column)
    if names.and_others is not None:
        row.note("name_and_others", column)
        if names.and_others and role is Role.SUBJECT:
            row.values.setdefault(Field.PEOPLE_INVOLVED, names.and_others)


_ID_NOTES = {
    IdStatus.BAD_CHECK: "id_bad_check",
    IdStatus.DIGITS_LOST: "id_digits_lost",
    IdStatus.MASKED: "id_masked",
    IdStatus.WRONG_LENGTH: "id_wrong_length",
}


def _id_number(row: Building, column: Column, field: Field, cell: Cell) -> None:
    number = read_id_number(cell)
    if number is None:
        row.unread("id_unread", column, cell)
        return
    role, key = _OWNER[field]
    row.people[role][key] = number
    if number.status in _ID_NOTES:
        row.note(_ID_NOTES[number.status], column)


def _phone(row: Building, column: Column, field: Field, cell: Cell) -> None:
    phones = read_phones(cell)
    if field not in _OWNER:
        _text(row, column, field, cell if not phones or isinstance(cell, str) else phones[0].digits)
    elif not phones:
        row.unread("phone_unread", column, cell)
    else:
        role, key = _OWNER[field]
        person = row.people[role]
        person[key] = tuple(dict.fromkeys((*person[key], *phones))) if key in person else phones
        if any(phone.kind is PhoneKind.SHORT for phone in phones):
            row.note("phone_short", column)


def _sex(row: Building, column: Column, field: Field, cell: Cell) -> None:
    sex = read_sex(cell)
    if sex is None:
        row.unread("sex_unread", column, cell)
    else:
        role, key = _OWNER[field]
        row.people[role][key] = sex


# Dates that may lie ahead; and the row's own dates, without which it cannot be placed in time.
_MAY_LIE_AHEAD = {Field.DEADLINE}
_OF_THE_ROW = {Field.FOUND_ON, Field.VISITED_ON}
_FURTHEST_AHEAD = dt.timedelta(days=365 * 30)


def _date(row: Building, column: Column, field: Field, cell: Cell) -> None:
    try:
        date = read_date(cell, row.hints.get(column.index, _NO_HINTS))
        if date is not None and date.day > row.today + (_FURTHEST_AHEAD if field in _MAY_LIE_AHEAD else dt.timedelta()):
            raise UnlikelyDate
    except NoDate:
        row.unread("date_unread", column, cell)
        return
    except UnlikelyDate:
        if field in _OF_THE_ROW:
            row.keep(column.header, as_text(cell))
            row.problems.append(Problem(Message("date_impossible", header=column.header), column.header))
        else:
            row.unread("date_unlikely", column, cell)
        return
    if date is None:
        return
    if date.year_inferred:
        row.note("date_year_inferred", column)
    if field in _OWNER:
        role, key = _OWNER[field]
        row.people[role][key] = date
    else:
        row.values[field] = date


_YEARLY = {Field.INCOME_MONTHLY: Field.INCOME_YEARLY, Field.INCOME_PER_HEAD_MONTHLY: Field.INCOME_PER_HEAD_YEARLY}
_MONTHLY = {yearly: monthly for monthly, yearly in _YEARLY.items()}


def _money(row: Building, column: Column, field: Field, cell: Cell) -> None:
    unit = column.yuan if column.yuan != 1 or "元" in column.header else row.yuan
    try:
        fen = read_fen(cell, unit)
    except NoAmount:
        row.unread("money_unread", column, cell)
        return
    if fen is None:
        return
    if isinstance(cell, str):
        # “12000元/年” in a column of monthly income is a yearly income
        if "年" in cell:
            field = _YEARLY.get(field, field)
        elif "月" in cell:
            field = _MONTHLY.get(field, field)
    row.values[field] = fen


def _count(row: Building, column: Column, field: Field, cell: Cell) -> None:
    count = read_count(cell)
    if count is None:
        row.unread("count_unread", column, cell)
    elif field in _OWNER:
        role, key = _OWNER[field]
        row.people[role][key] = count
    else:
        row.values[field] = count


def _answer(row: Building, column: Column, field: Field, cell: Cell) -> None:
    answer = read_answer(cell)
    if answer is None:
        row.unread("answer_unread", column, cell)
    elif as_text(cell) not in {"/", "-", "—", "\\"}:
        row.values[field] = answer


def _place(row: Building, _column: Column, field: Field, cell: Cell) -> None:
    row.places[field] = read_place(cell)


def _address(row: Building, column: Column, field: Field, cell: Cell) -> None:
    text = read_text(cell)
    if not text:
        return
    if field is Field.SITE:
        row.places[field] = text
    else:
        role, key = _OWNER[field]
        row.people[role][key] = text


def _family(row: Building, column: Column, field: Field, cell: Cell) -> None:
    members = read_family(cell)
    row.members.extend(members)
    if members:
        return
    count = read_count(cell)
    if count is None:
        row.unread("family_unread", column, cell)
    else:
        row.values.setdefault(Field.HOUSEHOLD_SIZE, count)


_WHETHER = re.compile(r"^(?:是否|有无|是不是)(?:已经?|属于?|为|享受|纳入|有)*")
_LISTED = {
    Field.LEADER,
    Field.LEADER_POST,
    Field.LEADER_PHONE,
    Field.OWNER,
    Field.TEAM,
    Field.FINDER,
    Field.VISITORS,
    Field.UNIT_LEAD,
    Field.UNIT_ASSIST,
    Field.STAFF_PHONE,
}


def _text(row: Building, column: Column, field: Field, cell: Cell) -> None:
    text = read_text(cell)
    if column.key.startswith(("是否", "有无", "是不是")):
        text = _worded_answer(column, field, cell, text)
    if field is Field.RELATION_TO_HEAD:
        row.people[Role.SUBJECT]["relation"] = text
        return
    if not text:
        return
    before = row.values.get(field)
    if isinstance(before, str) and before and before != text:
        text = before + ("、" if field in _LISTED else "\n") + text
    row.values[field] = text
    if field is Field.FAMILY_SITUATION and (count := read_count(cell)) is not None:
        row.values.setdefault(Field.HOUSEHOLD_SIZE, count)


def _worded_answer(column: Column, field: Field, cell: Cell, text: str) -> str:
    """“是” under 是否低保 is 低保; “否” under 是否化解 is 未化解."""
    answer = read_answer(cell)
    if answer is None or len(text) > 3:
        return text
    stem = _WHETHER.sub("", column.key)
    if field is Field.RESULT:
        return f"已{stem}" if answer else f"未{stem}"
    if answer:
        return stem if text in {"是", "有", "√", "1", "对", "已", "TRUE", "Y", "y", "✓", "✔"} else text or stem
    return "" if not text else "无"


_READERS: dict[Shape, Callable[[Building, Column, Field, Cell], None]] = {
    Shape.NAME: _name,
    Shape.ID_NUMBER: _id_number,
    Shape.PHONE: _phone,
    Shape.SEX: _sex,
    Shape.DATE: _date,
    Shape.MONEY: _money,
    Shape.COUNT: _count,
    Shape.YES_NO: _answer,
    Shape.PLACE: _place,
    Shape.ADDRESS: _address,
    Shape.FAMILY: _family,
}


def read_cell(field: Field) -> Callable[[Building, Column, Field, Cell], None]:
    """The reader for cells of a field; text for every shape that has none of its own."""
    return _READERS.get(field.shape, _text)
