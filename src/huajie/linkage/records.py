"""What goes into linkage and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from huajie.linkage.reasons import Reason


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One mention of a person, as a list or the register holds it. Texts may be raw: linkage normalises them itself."""

    key: str
    names: tuple[str, ...]
    id_numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    village: str | None = None  # 12-digit area code
    addresses: tuple[str, ...] = ()
    sex: str | None = None  # "male" or "female"
    birth_date: date | None = None
    mates: tuple[str, ...] = ()  # names of the household members listed beside them
    told: tuple[str, ...] = ()  # what they reported
    sites: tuple[str, ...] = ()  # where it happened: perhaps their home
    opponents: tuple[str, ...] = ()  # names of the other parties
    opponent_phones: tuple[str, ...] = ()
    home: str | None = None  # household key, when known


@dataclass(frozen=True, slots=True)
class HouseholdRecord:
    """One mention of a household; members are person clusters."""

    key: str
    members: frozenset[str]
    head: str | None = None
    village: str | None = None
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of its members
    phones: tuple[str, ...] = ()
    told: str = ""
    is_migrant: bool = False  # strangers from afar share doors, and common surnames


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """One telling of a matter; people are person clusters, households are household clusters."""

    key: str
    people: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    text: str = ""
    reported_on: date | None = None
    village: str | None = None
    category: str | None = None
    channel: str | None = None
    amount_fen: int | None = None
    opponents: tuple[str, ...] = ()  # names of the others
    opponent_phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against, with its weight as log2 of the Bayes factor. The values stay in the records."""

    reason: Reason
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that a person must judge, most telling evidence first."""

    left: str
    right: str
    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Every new key with its cluster (a known key, or the first new key of the cluster), and what is left to ask."""

    clusters: dict[str, str]
    questions: tuple[Question, ...] = ()
    evidence: dict[tuple[str, str], tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A known record that a clerk should look at before entering a new one, most telling evidence first."""

    key: str
    weight: float
    evidence: tuple[Evidence, ...]
    is_certain: bool


# Pairs that a person has answered: True same, False different. Neither is ever asked again.
Rulings = Mapping[frozenset[str], bool]
