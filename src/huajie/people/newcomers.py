"""What is handed in to be registered: people, households and facts that have no reference yet."""

from dataclasses import dataclass
from datetime import date

from huajie.people.models import IdentifierType, Validity


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """A number as it was read: no spaces, a final X in upper case."""

    type: IdentifierType
    value: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One person as mentioned. All from `told` on only helps to find the person again; it is not kept here."""

    names: tuple[str, ...]
    area_code: str  # village when known, else town, else district
    source: str  # "row:<key>", "staff:<name>"
    sex: str = ""
    birth_date: date | None = None
    identifiers: tuple[NewIdentifier, ...] = ()
    phones: tuple[str, ...] = ()  # digits only
    addresses: tuple[tuple[str, str | None], ...] = ()  # text, area code
    told: tuple[str, ...] = ()  # what they reported
    mates: tuple[str, ...] = ()  # household members named beside them
    sites: tuple[str, ...] = ()  # where it happened
    opponents: tuple[str, ...] = ()  # names of the other parties
    opponent_phones: tuple[str, ...] = ()  # digits only


@dataclass(frozen=True, slots=True)
class NewMember:
    """A person in a household, with the relation to its head as it was written."""

    person_id: int
    relation: str = ""


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """One household as mentioned."""

    area_code: str
    source: str
    address: str = ""
    head_id: int | None = None
    members: tuple[NewMember, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFact:
    """A statement about either a person or a household."""

    kind: str  # a FactKind, or one of a room above (dossier.show_kinds)
    value: str
    source: str
    observed_on: date | None = None
    person_id: int | None = None
    household_id: int | None = None
