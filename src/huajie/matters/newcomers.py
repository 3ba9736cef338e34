"""What is handed in to be registered: matters and tellings that have no reference yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from huajie.matters.models import Channel, Kind, PartyRole


@dataclass(frozen=True, slots=True)
class NewTelling:
    """One time that something was told. `noted` is what the list says beside it: leader, unit, measures, progress."""

    channel: Channel
    text: str
    source: str
    told_on: date | None = None
    noted: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewParty:
    """Someone whom the matter concerns, with the household they belong to when it is theirs, too."""

    person_id: int
    household_id: int | None = None
    role: PartyRole = PartyRole.SUBJECT


@dataclass(frozen=True, slots=True)
class Reported:
    """A list or a form calls it a report of misconduct: in which words, and the bodies and people that it names as the other side."""

    called: str
    bodies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMatter:
    """One matter with the telling by which it became known. It always starts as registered, whatever a list says of its progress."""

    kind: Kind
    title: str
    summary: str
    found_on: date  # counts when the telling has no day of its own
    area_code: str
    telling: NewTelling
    parties: tuple[NewParty, ...] = ()
    category: str = ""
    place: str = ""
    amount_fen: int | None = None
    reported: Reported | None = None


@dataclass(frozen=True, slots=True)
class AddedTelling:
    """A known matter told again."""

    matter_id: int
    telling: NewTelling
    parties: tuple[NewParty, ...] = ()
    reported: Reported | None = None
