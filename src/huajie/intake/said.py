"""Everything that a row says, as its page shows it: each person, the place, every recognised column, and what was kept as notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.core.masking import masked_account, masked_id_number, masked_phone
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.typed import PersonAsTyped, Precision, ReadRow, Role, TypedDate, Value
from huajie.people.models import Sex
from huajie.ui.templatetags.huajie import day, money

ROLES: dict[Role, Promise | str] = {
    Role.SUBJECT: _("Concerned"),
    Role.ALONGSIDE: _("Named together"),
    Role.OTHER_PARTY: _("Other party"),
    Role.HEAD: _("Head of household"),
    Role.MEMBER: _("Household member"),
}
_HIDDEN = frozenset({Field.HEALTH, Field.DISABILITY})  # shown after a purpose was stated
_DAY_IN_DIGITS = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
_NUMBER = re.compile(rf"(?<![\d.])(?!{_DAY_IN_DIGITS})(?:0\d{{2,3}}-\d{{7,8}}|[A-Z]?\d[\d*]{{6,}}[\dXx*])(?![\d.])")
_ID_DIGITS = (15, 18)
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that the row says. `value` is never shown where it differs from what is shown: it is revealed for a purpose."""

    label: Promise | str
    shown: str
    value: str

    @property
    def is_masked(self) -> bool:
        return self.shown != self.value


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together: a person, the place and matter, or the notes."""

    heading: Promise | str
    lines: tuple[Said, ...]


def parts_of(row: ReadRow) -> tuple[Part, ...]:
    """Nothing that the row says is left out; what identifies somebody or tells of their health is masked."""
    people = (Part(ROLES[person.role], tuple(_person(person))) for person in (row.subject, *row.others, *row.members))
    columns = Part(_("What the list says"), (*_place(row), *_values(row)))
    notes = Part(_("Kept as notes"), tuple(_plain(header, text) for header, text in row.kept.items()))
    return tuple(part for part in (*people, columns, notes) if part.lines)


def masked_text(text: str) -> str:
    """Text in which everything that looks like an ID number, a phone or an account is masked. Days in digits stay."""
    return _NUMBER.sub(lambda match: _masked(match[0]), text)


def _masked(number: str) -> str:
    if len(number) in _ID_DIGITS:
        return masked_id_number(number)
    return masked_phone(number) if _PHONE.fullmatch(number) else masked_account(number)


def _person(person: PersonAsTyped) -> Iterator[Said]:
    """In the order in which forms ask."""
    if person.name:
        yield _as_it_is(Field.NAME.label, person.name)
    if person.id_number:
        yield Said(Field.ID_NUMBER.label, masked_id_number(person.id_number.value), person.id_number.value)
    for phone in person.phones:
        yield Said(Field.PHONE.label, masked_phone(phone.digits), phone.digits)
    if person.sex:
        yield _as_it_is(Field.SEX.label, str(Sex(person.sex.value).label))
    if person.birth:
        yield _as_it_is(Field.BIRTH_DATE.label, _day(person.birth))
    if person.age is not None:
        yield _as_it_is(Field.AGE.label, str(person.age))
    yield from _stated((Field.ADDRESS, person.address), (Field.HUKOU_PLACE, person.hukou_place), (Field.RELATION_TO_HEAD, person.relation))


def _place(row: ReadRow) -> Iterator[Said]:
    place = row.place
    yield from _stated((Field.TOWN, place.town), (Field.VILLAGE, place.village), (Field.GRID, place.grid), (Field.SITE, place.site))


def _stated(*said: tuple[Field, str]) -> Iterator[Said]:
    return (_as_it_is(field.label, text) for field, text in said if text)


def _values(row: ReadRow) -> Iterator[Said]:
    """Every recognised column, in the order of the fields."""
    for field in Field:
        value = row.values.get(field)
        if value is None or value == "":
            continue
        text = _text(field, value)
        if field in _HIDDEN:
            yield Said(field.label, "******", text)
        elif field is Field.BANK_ACCOUNT:
            yield Said(field.label, masked_account(text), text)
        elif field.shape in {Shape.PHONE, Shape.ID_NUMBER}:
            yield _plain(field.label, text)
        else:
            yield _as_it_is(field.label, text)


def _text(field: Field, value: Value) -> str:
    if isinstance(value, TypedDate):
        return _day(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return money(int(value)) if field.shape is Shape.MONEY and isinstance(value, int) else str(value)


def _day(date: TypedDate) -> str:
    """As exactly as the cell said."""
    if date.precision is Precision.DAY:
        return day(date.day) + (f" {date.time:%H:%M}" if date.time else "")
    return f"{date.day:%Y-%m}" if date.precision is Precision.MONTH else f"{date.day:%Y}"


def _as_it_is(label: Promise | str, text: str) -> Said:
    return Said(label, text, text)


def _plain(label: Promise | str, text: str) -> Said:
    return Said(label, masked_text(text), text)
