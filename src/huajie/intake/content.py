"""A row as it was read, written as JSON text and read back: what a list row keeps, encrypted."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from huajie.intake.reading.fields import Field
from huajie.intake.reading.messages import Message
from huajie.intake.reading.typed import (
    IdNumber,
    IdStatus,
    Note,
    PersonAsTyped,
    Phone,
    PhoneKind,
    PlaceAsTyped,
    Precision,
    Problem,
    ReadRow,
    Role,
    Sex,
    TypedDate,
    Value,
)

Json = Any  # what json.loads gives: checked only by the types that are built from it


def written(row: ReadRow) -> str:
    """The row as compact JSON."""
    return json.dumps(
        {
            "people": [_person(person) for person in (row.subject, *row.others, *row.members)],
            "others": len(row.others),
            "place": [row.place.town, row.place.village, row.place.grid, row.place.site],
            "values": {field.value: _value(value) for field, value in row.values.items()},
            "kept": dict(row.kept),
            "notes": [_note(note) for note in row.notes],
            "problems": [_note(problem) for problem in row.problems],
            "filled": sorted(field.value for field in row.filled),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_back(text: str, *, sheet: str, number: int) -> ReadRow:
    """The row that `written` was given."""
    held: Json = json.loads(text)
    subject, *rest = [_to_person(person) for person in held["people"]]
    return ReadRow(
        sheet=sheet,
        number=number,
        subject=subject,
        others=tuple(rest[: held["others"]]),
        members=tuple(rest[held["others"] :]),
        place=PlaceAsTyped(*held["place"]),
        values={Field(name): _to_value(value) for name, value in held["values"].items()},
        kept=held["kept"],
        notes=tuple(Note(*_to_message(note)) for note in held["notes"]),
        problems=tuple(Problem(*_to_message(problem)) for problem in held["problems"]),
        filled=frozenset(Field(name) for name in held["filled"]),
    )


def _person(person: PersonAsTyped) -> list[Json]:
    number = person.id_number
    return [
        person.role.value,
        person.name,
        [number.value, number.status.value] if number else None,
        [[phone.digits, phone.kind.value] for phone in person.phones],
        person.sex.value if person.sex else None,
        _date(person.birth) if person.birth else None,
        person.age,
        person.address,
        person.hukou_place,
        person.relation,
    ]


def _to_person(held: Json) -> PersonAsTyped:
    role, name, number, phones, sex, birth, age, address, hukou_place, relation = held
    return PersonAsTyped(
        role=Role(role),
        name=name,
        id_number=IdNumber(number[0], IdStatus(number[1])) if number else None,
        phones=tuple(Phone(digits, PhoneKind(kind)) for digits, kind in phones),
        sex=Sex(sex) if sex else None,
        birth=_to_date(birth) if birth else None,
        age=age,
        address=address,
        hukou_place=hukou_place,
        relation=relation,
    )


def _value(value: Value) -> Json:
    return _date(value) if isinstance(value, TypedDate) else value


def _to_value(held: Json) -> Value:
    return _to_date(held) if isinstance(held, list) else held


def _date(date: TypedDate) -> list[Json]:
    return [date.day.isoformat(), date.precision.value, date.year_inferred, date.time.isoformat() if date.time else None]


def _to_date(held: Json) -> TypedDate:
    day, precision, inferred, time = held
    return TypedDate(dt.date.fromisoformat(day), Precision(precision), inferred, dt.time.fromisoformat(time) if time else None)


def _note(note: Note) -> list[Json]:
    return [note.code, plain(note.message.facts), note.column]


def _to_message(held: Json) -> tuple[Message, str]:
    code, facts, column = held
    return Message(code, **facts), column


def plain(facts: Mapping[str, object]) -> dict[str, Any]:
    """Facts as JSON can hold them."""
    return {name: fact if isinstance(fact, int | float) else str(fact) for name, fact in facts.items()}
