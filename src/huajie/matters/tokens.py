"""The keyed tokens by which linkage finds a matter again."""

from collections.abc import Iterable
from dataclasses import dataclass

from huajie.core.crypto import blind_tokens
from huajie.core.written import Written
from huajie.linkage.blocking import matter_tokens
from huajie.linkage.records import MatterRecord
from huajie.matters.models import PartyRole
from huajie.matters.newcomers import NewParty
from huajie.people.holdings import village_of
from huajie.people.models import Household, Person


@dataclass(frozen=True, slots=True)
class References:
    """The references of the people and households in a batch, as they stand now."""

    people: dict[int, str]
    households: dict[int, str]


def references_of(parties: Iterable[NewParty]) -> References:
    """Two queries, whatever the number of parties."""
    known = list(parties)
    people = {party.person_id for party in known}
    households = {party.household_id for party in known if party.household_id}
    return References(
        {key: root or ref for key, ref, root in _people.all(people)} if people else {},
        {key: root or ref for key, ref, root in _households.all(households)} if households else {},
    )


_people = Written(lambda keys: Person.objects.filter(pk__in=keys).values_list("pk", "ref", "root__ref"), -1)
_households = Written(lambda keys: Household.objects.filter(pk__in=keys).values_list("pk", "ref", "root__ref"), -1)


def tokens_of(area_code: str, text: str, parties: Iterable[NewParty], refs: References) -> set[int]:
    """The tokens of one telling with its parties."""
    known = list(parties)
    record = MatterRecord(
        key="",
        people=frozenset(refs.people[party.person_id] for party in known if party.role == PartyRole.SUBJECT),
        others=frozenset(refs.people[party.person_id] for party in known if party.role == PartyRole.OTHER_PARTY),
        households=frozenset(refs.households[party.household_id] for party in known if party.household_id),
        text=text,
        village=village_of(area_code),
    )
    return set(blind_tokens(matter_tokens(record)))
