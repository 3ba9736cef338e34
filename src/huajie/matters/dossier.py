"""What a matter's page shows at once: four answers, its course, the parties, and what was merged. Panels bring the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from huajie.accounts.scope import Scope
from huajie.core.written import Written
from huajie.matters.glance import Glance, glance_of
from huajie.matters.models import Matter, MatterMerge, Party, Telling
from huajie.matters.queries import matters_of_people
from huajie.matters.timeline import Happened, timeline_of
from huajie.people.models import Household, Identifier, Person, Phone
from huajie.people.queries import opened_by
from huajie.people.trees import hanging_on, hanging_on_several, standing, tree

_MOST_ALIKE = 6
_TELLINGS = hanging_on(Telling, "matter", lambda tellings: tellings)
_PARTIES = hanging_on(Party, "matter", lambda parties: parties.select_related("person__root", "household__root"))
_MERGES = Written(
    lambda matter: (
        MatterMerge.objects.filter(kept__in=tree(Matter.objects.all(), [matter]))
        .select_related("kept", "absorbed", "by", "undone_by")
        .order_by("-pk")
    ),
    -1,
)
_IDENTIFIERS = hanging_on_several(Identifier, "person", lambda numbers: numbers.select_related("person").order_by("-pk"))
_PHONES = hanging_on_several(Phone, "person", lambda numbers: numbers.select_related("person").order_by("-pk"))
Numbered = TypeVar("Numbered", Identifier, Phone)


@dataclass(frozen=True)
class PartyCard:
    """Someone concerned, with masked numbers."""

    person: Person
    role: str
    household: Household | None
    identifiers: tuple[Identifier, ...]
    phones: tuple[Phone, ...]
    opens_person: bool
    opens_household: bool


@dataclass(frozen=True)
class MatterDossier:
    """A matter's page."""

    glance: Glance
    timeline: tuple[Happened, ...]
    parties: tuple[PartyCard, ...]
    merges: tuple[MatterMerge, ...]
    same_people: tuple[Matter, ...]


def matter_dossier(scope: Scope, matter: Matter) -> MatterDossier:
    """Fifteen queries, and one for each kind of source."""
    tellings = tellings_of(matter)
    parties = parties_of(scope, matter)
    others = matters_of_people(scope, [card.person.pk for card in parties], besides=matter.pk) if parties else []
    return MatterDossier(
        glance=glance_of(matter, [telling for telling in tellings if not telling.withdrawn]),
        timeline=timeline_of(scope, matter, tellings),
        parties=parties,
        merges=tuple(_MERGES.all(matter.pk)),
        same_people=tuple(others[:_MOST_ALIKE]),
    )


def tellings_of(matter: Matter) -> list[Telling]:
    """Every time that it was told, the latest first, with those withdrawn. One query."""
    return sorted(_TELLINGS.all(matter.pk), key=lambda telling: (telling.told_on or date.min, telling.pk), reverse=True)


def parties_of(scope: Scope, matter: Matter) -> tuple[PartyCard, ...]:
    """Each person once, the ones concerned first. Whoever sees the matter sees them, masked. Four queries."""
    rows = _PARTIES.all(matter.pk)
    first: dict[int, Party] = {}
    for row in sorted(rows, key=lambda row: (row.role != "subject", row.pk)):
        first.setdefault(row.person.standing_id, row)
    if not first:
        return ()
    identifiers = _by_person(_IDENTIFIERS.all(list(first)))
    phones = _by_person(_PHONES.all(list(first)))
    people = opened_by(scope, [standing(row.person) for row in first.values()])
    homes = {key: standing(row.household) for key, row in first.items() if row.household}
    opened = opened_by(scope, homes.values())
    return tuple(
        PartyCard(
            standing(row.person),
            row.get_role_display(),
            home := homes.get(key),
            tuple(identifiers.get(key, {}).values()),
            tuple(phones.get(key, {}).values()),
            key in people,
            home is not None and home.pk in opened,
        )
        for key, row in first.items()
    )


def _by_person(rows: Sequence[Numbered]) -> dict[int, dict[str, Numbered]]:
    """The numbers of each standing person, each once by its mask, newest first."""
    found: dict[int, dict[str, Numbered]] = {}
    for row in rows:
        found.setdefault(row.person.standing_id, {}).setdefault(row.masked, row)
    return found
