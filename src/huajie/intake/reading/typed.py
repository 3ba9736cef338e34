"""What one row says, typed: the people as they stand in the list, the place, and the values of every recognised column."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from huajie.intake.reading.fields import Field
from huajie.intake.reading.messages import Message

T = TypeVar("T")


class Role(enum.Enum):
    """Whose columns these are."""

    __hash__ = object.__hash__

    SUBJECT = "subject"  # the one the row is about
    ALONGSIDE = "alongside"  # named in the same cell as the subject: “张三、李四”
    OTHER_PARTY = "other_party"
    HEAD = "head"  # head of the household, where the row is about someone else
    MEMBER = "member"


class Sex(enum.Enum):
    MALE = "male"
    FEMALE = "female"


class IdStatus(enum.Enum):
    """How far an ID number can be trusted."""

    VALID = "valid"  # 18 characters, check digit right
    BAD_CHECK = "bad_check"  # 18 characters, check digit or date wrong: mistyped or two digits swapped
    OLD_15 = "old_15"  # 15 digits of before 1999
    MASKED = "masked"  # hidden digits stand as *
    DIGITS_LOST = "digits_lost"  # a sheet turned it into a rounded number; lost digits stand as *
    WRONG_LENGTH = "wrong_length"
    OTHER_DOCUMENT = "other_document"  # permit or passport


@dataclass(frozen=True, slots=True)
class IdNumber:
    """An identifier as typed. `value` is normalised: half-width, upper case, * for every unknown digit."""

    value: str
    status: IdStatus


class PhoneKind(enum.Enum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    SHORT = "short"  # too few digits to ring


@dataclass(frozen=True, slots=True)
class Phone:
    """Digits only; * where the list masks them."""

    digits: str
    kind: PhoneKind


class Precision(enum.Enum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A day; of a month or year alone, its first day. `year_inferred` if and only if the cell had no year."""

    day: dt.date
    precision: Precision = Precision.DAY
    year_inferred: bool = False
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class PersonAsTyped:
    """A person as one row gives them; empty where the row is silent."""

    role: Role
    name: str = ""
    id_number: IdNumber | None = None
    phones: tuple[Phone, ...] = ()
    sex: Sex | None = None
    birth: TypedDate | None = None
    age: int | None = None
    address: str = ""
    hukou_place: str = ""
    relation: str = ""  # to the row's head of household or subject, as typed

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.id_number or self.phones)


@dataclass(frozen=True, slots=True)
class PlaceAsTyped:
    town: str = ""
    village: str = ""
    grid: str = ""
    site: str = ""  # where the matter happened, if the list says


Value = str | int | bool | TypedDate


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of a row; never a reason to refuse it."""

    message: Message
    column: str = ""

    @property
    def code(self) -> str:
        return self.message.code


@dataclass(frozen=True, slots=True)
class Problem(Note):
    """A reason to refuse a row: its message says what to fix."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One data row. `number` is 1-based as in the file. `kept` holds columns without a sure field, header → text."""

    sheet: str
    number: int
    subject: PersonAsTyped
    others: tuple[PersonAsTyped, ...]
    members: tuple[PersonAsTyped, ...]
    place: PlaceAsTyped
    values: Mapping[Field, Value]
    kept: Mapping[str, str]
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    filled: frozenset[Field] = frozenset()  # whose cells a merge or a ditto mark took from the row above

    @property
    def title(self) -> str:
        return self.text_of(Field.TITLE)

    @property
    def text(self) -> str:
        """What happened and what is asked for."""
        parts = dict.fromkeys(self.text_of(field) for field in (Field.SUMMARY, Field.REQUEST))
        return "\n".join(part for part in parts if part) or self.title

    @property
    def amount_fen(self) -> int | None:
        return self.number_of(Field.AMOUNT)

    def text_of(self, field: Field) -> str:
        value = self.values.get(field, "")
        return value if isinstance(value, str) else ""

    def date_of(self, field: Field) -> TypedDate | None:
        return self._of(field, TypedDate)

    def number_of(self, field: Field) -> int | None:
        """Integer fen for money, a count otherwise."""
        return self._of(field, int)

    def _of(self, field: Field, kind: type[T]) -> T | None:
        value = self.values.get(field)
        return value if isinstance(value, kind) else None
