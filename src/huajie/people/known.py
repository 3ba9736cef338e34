"""What linkage needs to know of the register: the people and households that a new list may be speaking of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from huajie.core.written import Written
from huajie.linkage.blocking import MOST_SHARERS
from huajie.linkage.records import HouseholdRecord, PersonRecord
from huajie.people.holdings import village_of
from huajie.people.models import Address, Household, Identifier, LinkToken, Membership, Person, PersonName, Phone
from huajie.people.services.registering import chunks
from huajie.people.trees import standing_ids, within

_TOKENS_AT_ONCE = 5000
_Texts = dict[int, list[str]]


def known_records(tokens: Iterable[int], people: Iterable[str] = ()) -> list[PersonRecord]:
    """The standing people who share one of the tokens or go by one of these references, each with everything that is known of them.

    A token that more than MOST_SHARERS people share is ignored. Seven queries for each 2,000 people found.
    """
    named = {key for chunk in chunks(sorted(set(people)), _TOKENS_AT_ONCE) for key in _people_named(chunk)}
    standing = sorted(standing_ids(Person.objects.all(), _people_sharing(tokens) | named))
    return [record for chunk in chunks(standing) for record in _records(chunk)]


def _people_named(refs: Sequence[str]) -> list[int]:
    return list(Person.objects.filter(ref__in=refs).values_list("pk", flat=True))


_sharing = Written(lambda tokens: LinkToken.objects.filter(token__in=tokens).values_list("token", "person_id"), -1)


def _people_sharing(tokens: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for chunk in chunks(sorted(set(tokens)), _TOKENS_AT_ONCE):
        sharers: dict[int, list[int]] = defaultdict(list)
        for token, person in _sharing.all(chunk):
            sharers[token].append(person)
        found |= {person for people in sharers.values() if len(people) <= MOST_SHARERS for person in people}
    return found


def _records(standing: Sequence[int]) -> list[PersonRecord]:
    people = Person.objects.in_bulk(standing)
    names = _hanging(PersonName.objects.filter(within("person", standing)).values_list("person_id", "person__root_id", "name"))
    numbers = _hanging(Identifier.objects.filter(within("person", standing)).values_list("person_id", "person__root_id", "value"))
    phones = _hanging(Phone.objects.filter(within("person", standing)).values_list("person_id", "person__root_id", "value"))
    addresses = _hanging(Address.objects.filter(within("person", standing)).values_list("person_id", "person__root_id", "text"))
    homes, mates = _homes(standing)
    return [
        PersonRecord(
            key=person.ref,
            names=_distinct([person.name, *names[key]]),
            id_numbers=_distinct(numbers[key]),
            phones=_distinct(phones[key]),
            village=village_of(person.area_id),
            addresses=_distinct(addresses[key]),
            sex=person.sex or None,
            birth_date=person.birth_date,
            mates=_distinct(mates[key]),
            home=homes.get(key),
        )
        for key, person in people.items()
    ]


def _hanging(rows: Iterable[tuple[int, int | None, str]]) -> _Texts:
    """Texts by the standing person."""
    found: _Texts = defaultdict(list)
    for key, root, text in rows:
        found[root or key].append(text)
    return found


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _homes(standing: Sequence[int]) -> tuple[dict[int, str], _Texts]:
    """The household of each person, and the names of the others in it."""
    own = Membership.objects.filter(within("person", standing)).order_by("pk")
    home_of = {
        root or key: (household, stands or ref)
        for key, root, household, ref, stands in own.values_list(
            "person_id", "person__root_id", "household_id", "household__ref", "household__root__ref"
        )
    }
    members: dict[int, list[tuple[int, str]]] = defaultdict(list)
    households = {household for household, _ref in home_of.values()}
    others = Membership.objects.filter(household__in=households)
    for household, key, root, name in others.values_list("household_id", "person_id", "person__root_id", "person__name"):
        members[household].append((root or key, name))
    mates: _Texts = defaultdict(list)
    for key, (household, _ref) in home_of.items():
        mates[key] = [name for other, name in members[household] if other != key]
    return {key: ref for key, (_household, ref) in home_of.items()}, mates


def known_households(person_refs: Iterable[str]) -> list[HouseholdRecord]:
    """The standing households in which one of these people, or someone merged into them, lives."""
    found: list[HouseholdRecord] = []
    for chunk in chunks(sorted(set(person_refs)), _TOKENS_AT_ONCE):
        people = Person.objects.filter(ref__in=chunk).values_list("pk", flat=True)
        lived_in = Membership.objects.filter(within("person", people)).values_list("household_id", flat=True)
        found += _household_records(sorted(standing_ids(Household.objects.all(), lived_in)))
    return list({record.key: record for record in found}.values())


def _household_records(standing: Sequence[int]) -> list[HouseholdRecord]:
    members: dict[int, set[str]] = defaultdict(set)
    rows = Membership.objects.filter(within("household", standing))
    for key, root, ref, stands in rows.values_list("household_id", "household__root_id", "person__ref", "person__root__ref"):
        members[root or key].add(stands or ref)
    addresses: dict[int, list[str]] = defaultdict(list)
    for key, root, address in Household.objects.filter(within("", standing)).values_list("pk", "root_id", "address"):
        addresses[root or key].append(address)
    return [
        HouseholdRecord(
            key=household.ref,
            members=frozenset(members[household.pk]),
            head=household.head.standing.ref if household.head else None,
            village=village_of(household.area_id),
            addresses=_distinct(addresses[household.pk]),
        )
        for household in Household.objects.filter(pk__in=standing).select_related("head__root").order_by("pk")
    ]
