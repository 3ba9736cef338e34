"""What linkage needs to know of the register: the matters that a new list may be telling again, and what people told before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from huajie.linkage.blocking import MOST_SHARERS
from huajie.linkage.records import MatterRecord, PersonRecord
from huajie.matters.models import Matter, MatterToken, Party, PartyRole, Telling
from huajie.people import known
from huajie.people.holdings import village_of
from huajie.people.models import Person, Phone
from huajie.people.services.registering import chunks
from huajie.people.trees import standing_ids, within

_AT_ONCE = 5000


def known_people(tokens: Iterable[int], people: Iterable[str] = ()) -> list[PersonRecord]:
    """`people.known.known_records`, each with what the person told, where, and against whom: four more queries for each 5,000 people."""
    records = known.known_records(tokens, people)
    told: dict[str, _Told] = {}
    for chunk in chunks(records, _AT_ONCE):
        told |= _told_by([record.key for record in chunk])
    return [replace(record, **told[record.key].fields()) if record.key in told else record for record in records]


@dataclass(slots=True)
class _Told:
    """What one person was the subject of; dictionaries keep what is said once, in its order."""

    told: dict[str, None] = field(default_factory=dict)
    sites: dict[str, None] = field(default_factory=dict)
    opponents: dict[str, None] = field(default_factory=dict)
    opponent_phones: dict[str, None] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """As the fields of a person's record."""
        return {each.name: tuple(text for text in getattr(self, each.name) if text) for each in fields(self)}


def _told_by(person_refs: Sequence[str]) -> dict[str, _Told]:
    """What each person, or someone merged into them, was the subject of."""
    people = Person.objects.filter(ref__in=person_refs).values_list("pk", flat=True)
    parties = Party.objects.filter(within("person", people), role=PartyRole.SUBJECT, matter__tellings__withdrawn=False)
    rows = list(parties.values_list("person__ref", "person__root__ref", "matter", "matter__place", "matter__tellings__text"))
    opponents = _opponents_in({matter for _ref, _root, matter, _place, _text in rows})
    found: dict[str, _Told] = defaultdict(_Told)
    for ref, root, matter, place, text in rows:
        person = found[root or ref]
        person.told[text] = None
        person.sites[place] = None
        for name, phones in opponents.get(matter, ()):
            person.opponents[name] = None
            person.opponent_phones |= dict.fromkeys(phones)
    return found


def _opponents_in(matters: Iterable[int]) -> dict[int, list[tuple[str, list[str]]]]:
    """Names and phones of the other parties, by matter: two queries."""
    rows = list(Party.objects.filter(matter__in=matters, role=PartyRole.OTHER_PARTY).values_list("matter", "person", "person__name"))
    phones: dict[int, list[str]] = defaultdict(list)
    for person, digits in Phone.objects.filter(person__in=[person for _matter, person, _name in rows]).values_list("person", "value"):
        phones[person].append(digits)
    found: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    for matter, person, name in rows:
        found[matter].append((name, phones[person]))
    return found


def known_matter_records(tokens: Iterable[int], people: Iterable[str] = ()) -> list[MatterRecord]:
    """The standing matters that share a token or concern one of these people (references), also through a merge.

    A token that more than MOST_SHARERS matters share is ignored.
    """
    candidates = _matters_sharing(tokens) | _matters_of(people)
    standing = sorted(standing_ids(Matter.objects.all(), candidates))
    return [record for chunk in chunks(standing) for record in _records(chunk)]


def _matters_sharing(tokens: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(sorted(set(tokens)), _AT_ONCE):
        sharers: dict[int, list[int]] = defaultdict(list)
        for token, matter in MatterToken.objects.filter(token__in=chunk).values_list("token", "matter_id"):
            sharers[token].append(matter)
        found |= {matter for matters in sharers.values() if len(matters) <= MOST_SHARERS for matter in matters}
    return found


def _matters_of(person_refs: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(sorted(set(person_refs)), _AT_ONCE):
        people = Person.objects.filter(ref__in=chunk).values_list("pk", flat=True)
        found |= set(Party.objects.filter(within("person", people)).values_list("matter_id", flat=True))
    return found


def _records(standing: Sequence[int]) -> list[MatterRecord]:
    people, households = _parties(standing)
    opponents = _opponents_of(standing)
    tellings = Telling.objects.filter(within("matter", standing), withdrawn=False).order_by("-pk")
    channels = {root or key: channel for key, root, channel in tellings.values_list("matter_id", "matter__root_id", "channel")}
    return [
        MatterRecord(
            key=matter.ref,
            people=frozenset(people[matter.pk, PartyRole.SUBJECT]),
            others=frozenset(people[matter.pk, PartyRole.OTHER_PARTY]),
            households=frozenset(households[matter.pk]),
            text=matter.summary,
            reported_on=matter.first_told_on,
            village=village_of(matter.area_id),
            category=matter.category or None,
            channel=channels.get(matter.pk),
            amount_fen=matter.amount_fen,
            opponents=tuple(name for name, _phones in opponents[matter.pk]),
            opponent_phones=tuple(phone for _name, phones in opponents[matter.pk] for phone in phones),
        )
        for matter in Matter.objects.filter(pk__in=standing, times_told__gt=0).order_by("pk")
    ]


def _opponents_of(standing: Sequence[int]) -> dict[int, list[tuple[str, list[str]]]]:
    """Names and phones of the other parties, by the standing matter."""
    roots = {key: root or key for key, root in Matter.objects.filter(within("", standing)).values_list("pk", "root_id")}
    found: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    for matter, opponents in _opponents_in(roots).items():
        found[roots[matter]] += opponents
    return found


def _parties(standing: Sequence[int]) -> tuple[dict[tuple[int, str], set[str]], dict[int, set[str]]]:
    """References of people by matter and role, and of households by matter, all as they stand now."""
    people: dict[tuple[int, str], set[str]] = defaultdict(set)
    households: dict[int, set[str]] = defaultdict(set)
    rows = Party.objects.filter(within("matter", standing)).select_related("matter", "person__root", "household__root")
    for party in rows:
        key = party.matter.standing_id
        people[key, party.role].add(party.person.standing.ref)
        if party.household:
            households[key].add(party.household.standing.ref)
    return people, households
