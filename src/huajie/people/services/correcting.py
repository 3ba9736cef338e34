"""Staff add what a list had wrong or did not have: a new mention beside the old ones, and dated facts."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.linkage.normalise.id_numbers import read_id_number
from huajie.people.holdings import sorting_key
from huajie.people.models import FactKind, Household, IdentifierType, Person, Validity
from huajie.people.newcomers import NewFact, NewIdentifier, NewPerson
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.registering import record_facts

_FIELDS = ("name", "phones", "address", "id_number", "sex")


class NothingToCorrect(Refused):
    """The form was empty."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right. An empty field changes nothing."""

    name: str = ""
    phones: tuple[str, ...] = ()
    address: str = ""
    id_number: str = ""  # a sound one
    sex: str = ""


@transaction.atomic
def correct(person: Person, correction: Correction, *, by: Staff) -> Person:
    """Add a mention by staff; name, sex and what the number says of the birth are shown from now on. What was read before stays."""
    if correction == Correction():
        raise NothingToCorrect(_("Fill in what is to be corrected."))
    mention = NewPerson(
        names=(correction.name,) if correction.name else (),
        area_code=person.area_id,
        source=source_of(by),
        identifiers=(NewIdentifier(IdentifierType.ID_CARD, correction.id_number, Validity.VALID),) if correction.id_number else (),
        phones=correction.phones,
        addresses=((correction.address, person.area_id),) if correction.address else (),
    )
    add_mentions([(person.pk, mention)])
    if shown := _shown(correction):
        Person.objects.filter(pk=person.pk).update(**shown)
    person.refresh_from_db()
    given = [field for field in _FIELDS if getattr(correction, field)]
    record(Act.PERSON_CORRECTED, by=by, subject=person.ref, detail={"fields": given})
    return person


def _shown(correction: Correction) -> dict[str, str | date | None]:
    """What the person's own record shows from now on."""
    number = read_id_number(correction.id_number) if correction.id_number else None
    shown: dict[str, str | date | None] = {}
    sex = correction.sex or (number.sex if number else "")
    if correction.name:
        shown |= {"name": correction.name, "pinyin": sorting_key(correction.name)}
    if sex:
        shown["sex"] = sex
    if number:
        shown["birth_date"] = number.birth_date
    return shown


@transaction.atomic
def record_fact(about: Person | Household, kind: FactKind, value: str, *, observed_on: date, by: Staff) -> None:
    """Record what staff learnt on a day. It stands beside earlier statements."""
    is_person = isinstance(about, Person)
    fact = NewFact(
        kind=kind,
        value=value,
        source=source_of(by),
        observed_on=observed_on,
        person_id=about.pk if is_person else None,
        household_id=None if is_person else about.pk,
    )
    record_facts([fact])
    record(Act.FACT_RECORDED, by=by, subject=about.ref, detail={"kind": kind.value, "observed_on": observed_on.isoformat()})


def source_of(staff: Staff) -> str:
    """How a mention by staff is marked."""
    return f"staff:{staff.username}"[:40]
