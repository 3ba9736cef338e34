"""What a row states of a person or a household."""

from collections.abc import Iterator, Mapping
from datetime import date

from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import IdStatus, PersonAsTyped, ReadRow, TypedDate
from huajie.people.models import FactKind
from huajie.people.newcomers import NewFact

_MONTHS = 12
_OF_PERSON = {
    Field.HEALTH: FactKind.HEALTH,
    Field.DISABILITY: FactKind.DISABILITY,
    Field.OCCUPATION: FactKind.EMPLOYMENT,
    Field.REGISTERED_RESIDENCE: FactKind.RESIDENCE_REGISTERED,
    Field.ARRIVED_ON: FactKind.ARRIVED_ON,
    Field.BANK_ACCOUNT: FactKind.BANK_ACCOUNT,
}
_OF_HOUSEHOLD = {
    Field.INCOME_MONTHLY: FactKind.INCOME,
    Field.INCOME_PER_HEAD_MONTHLY: FactKind.INCOME_PER_CAPITA,
    Field.INCOME_SOURCE: FactKind.INCOME_SOURCE,
    Field.HOUSEHOLD_SIZE: FactKind.HOUSEHOLD_SIZE,
    Field.FAMILY_SITUATION: FactKind.FAMILY_SITUATION,
    Field.CAUSE: FactKind.HARDSHIP_CAUSE,
    Field.BENEFITS: FactKind.BENEFITS,
    Field.HOUSING: FactKind.HOUSING,
}
_YEARLY = {Field.INCOME_YEARLY: FactKind.INCOME, Field.INCOME_PER_HEAD_YEARLY: FactKind.INCOME_PER_CAPITA}


def facts_of(row: ReadRow, *, people: Mapping[int, int], household_id: int | None, on: date | None, source: str) -> Iterator[NewFact]:
    """One statement per recognised column that holds one; `people` are keys by place in the row, the subject's being 0.

    What is stated of nobody known is left to the row itself.
    """
    for position, person in enumerate((row.subject, *row.others, *row.members)):
        if person.age is not None and position in people and not _says_when_born(person):
            yield NewFact(kind=FactKind.AGE, value=str(person.age), source=source, observed_on=on, person_id=people[position])
    person_id = people.get(0)
    if person_id is not None:
        for kind, value in _stated(row, _OF_PERSON):
            yield NewFact(kind=kind, value=value, source=source, observed_on=on, person_id=person_id)
        if row.subject.hukou_place:
            yield NewFact(kind=FactKind.HUKOU_PLACE, value=row.subject.hukou_place, source=source, observed_on=on, person_id=person_id)
    if household_id is not None:
        for kind, value in [*_stated(row, _OF_HOUSEHOLD), *_yearly(row)]:
            yield NewFact(kind=kind, value=value, source=source, observed_on=on, household_id=household_id)


def _says_when_born(person: PersonAsTyped) -> bool:
    """True if and only if the row gives the day of birth, which says more than an age."""
    number = person.id_number
    return person.birth is not None or (number is not None and number.status is IdStatus.VALID)


def _stated(row: ReadRow, fields: dict[Field, FactKind]) -> Iterator[tuple[FactKind, str]]:
    for field, kind in fields.items():
        value = row.values.get(field)
        if value is not None and value != "":
            yield kind, _text(value)


def _yearly(row: ReadRow) -> Iterator[tuple[FactKind, str]]:
    """A yearly income by the month, where the list does not state the month itself."""
    for field, kind in _YEARLY.items():
        fen = row.number_of(field)
        stated = Field.INCOME_MONTHLY if kind is FactKind.INCOME else Field.INCOME_PER_HEAD_MONTHLY
        if fen is not None and stated not in row.values:
            yield kind, str(fen // _MONTHS)


def _text(value: str | int | bool | TypedDate) -> str:
    if isinstance(value, TypedDate):
        return value.day.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
