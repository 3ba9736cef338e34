"""Entering people, households and facts in bulk. Whoever calls leaves the audit entry: registering is part of a larger act."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction

from huajie.core import search
from huajie.core.bulk import insert, insert_values, insert_with_keys, together
from huajie.core.references import household_references, person_references
from huajie.linkage.traits import PersonTraits
from huajie.people.events import facts_changed
from huajie.people.holdings import (
    SEARCH_TABLE,
    address_rows,
    best_name,
    identifier_rows,
    link_tokens,
    name_rows,
    phone_rows,
    search_text,
    sex_and_birth_date,
    sorting_key,
    traits,
)
from huajie.people.models import Fact, Household, LinkToken, Membership, Person
from huajie.people.newcomers import NewFact, NewHousehold, NewMember, NewPerson

CHUNK = 2000  # rows held in memory at once; a chunk takes about a dozen statements
T = TypeVar("T")


@transaction.atomic(savepoint=False)
def register_people(new: Sequence[NewPerson]) -> list[Person]:
    """A person for each, in the order given, with everything that was mentioned of them."""
    people: list[Person] = []
    for chunk in chunks(new):
        people += _register_chunk(chunk)
    return people


def _register_chunk(new: Sequence[NewPerson]) -> list[Person]:
    read = [traits(mention) for mention in new]
    refs = person_references(len(new))
    people = [_person(ref, mention, one) for ref, mention, one in zip(refs, new, read, strict=True)]
    insert_with_keys(people, unique="ref")
    pairs = list(zip(people, new, strict=True))
    with together():
        insert([row for person, mention in pairs for row in name_rows(person, mention.names, mention.source)])
        insert([row for person, mention in pairs for row in identifier_rows(person, mention.identifiers, mention.source)])
        insert([row for person, mention in pairs for row in phone_rows(person, mention.phones, mention.source)])
        insert([row for person, mention in pairs for row in address_rows(person, mention.addresses, mention.source)])
        tokens = [(person.pk, token) for person, one in zip(people, read, strict=True) for token in link_tokens(one)]
        insert_values(LinkToken, ("person_id", "token"), tokens)
        search.index(SEARCH_TABLE, [(person.pk, search_text(mention.names)) for person, mention in pairs])
    return people


def _person(ref: str, mention: NewPerson, read: PersonTraits) -> Person:
    name = best_name(mention.names)
    sex, birth_date = sex_and_birth_date(mention, read)
    return Person(ref=ref, area_id=mention.area_code, name=name, pinyin=sorting_key(name), sex=sex, birth_date=birth_date)


@transaction.atomic(savepoint=False)
def register_households(new: Sequence[NewHousehold]) -> list[Household]:
    """A household for each, in the order given, with its members."""
    refs = household_references(len(new))
    households = [
        Household(ref=ref, area_id=one.area_code, address=one.address[:200], head_id=one.head_id)
        for ref, one in zip(refs, new, strict=True)
    ]
    for chunk in chunks(households):
        insert_with_keys(chunk, unique="ref")
    for pairs in chunks(list(zip(households, new, strict=True))):
        insert([row for household, one in pairs for row in _membership_rows(household.pk, one.members, one.source)])
    return households


def _membership_rows(household_id: int, members: Iterable[NewMember], source: str) -> list[Membership]:
    return [
        Membership(household_id=household_id, person_id=member.person_id, relation=member.relation[:20], source=source)
        for member in {member.person_id: member for member in members}.values()
    ]


@transaction.atomic(savepoint=False)
def add_members(new: Sequence[tuple[int, NewMember, str]]) -> None:
    """(household, member, source): the members that the household does not have yet."""
    for chunk in chunks(new):
        households = {household_id for household_id, _member, _source in chunk}
        held = set(Membership.objects.filter(household__in=households).values_list("household_id", "person_id"))
        missing = {(household_id, member.person_id): (member, source) for household_id, member, source in chunk}
        rows = [
            row
            for (household_id, person_id), (member, source) in missing.items()
            if (household_id, person_id) not in held
            for row in _membership_rows(household_id, [member], source)
        ]
        insert(rows)


@transaction.atomic(savepoint=False)
def record_facts(new: Sequence[NewFact]) -> None:
    """Statements as they were read. What differs from an earlier statement stands beside it; nothing is overwritten."""
    for chunk in chunks(new):
        insert([_fact(one) for one in chunk])
        facts_changed((one.person_id for one in chunk), (one.household_id for one in chunk))


def _fact(new: NewFact) -> Fact:
    return Fact(
        kind=new.kind,
        value=new.value,
        observed_on=new.observed_on,
        source=new.source,
        person_id=new.person_id,
        household_id=new.household_id,
    )


def chunks(rows: Sequence[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The rows, some at a time."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, size)):
        yield chunk
