"""A known person mentioned again: only what the register does not hold of them yet is added."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from huajie.core import search
from huajie.core.bulk import insert, insert_values, update
from huajie.linkage.traits import PersonTraits
from huajie.people.events import names_changed
from huajie.people.holdings import (
    SEARCH_TABLE,
    address_rows,
    identifier_index,
    identifier_rows,
    is_better_name,
    link_tokens,
    name_rows,
    phone_index,
    phone_rows,
    search_text,
    sex_and_birth_date,
    sorting_key,
    traits,
)
from huajie.people.models import Address, Identifier, LinkToken, Person, PersonName, Phone
from huajie.people.newcomers import NewPerson
from huajie.people.services.registering import chunks
from huajie.people.trees import standing_ids, within

_Held = dict[int, set[str]]


@transaction.atomic
def add_mentions(mentions: Sequence[tuple[int, NewPerson]]) -> None:
    """(person, mention): names, numbers, phones and addresses not held yet, and what was missing of name, sex, birth date and village."""
    for chunk in chunks(mentions):
        _add_chunk(chunk)


def _add_chunk(mentions: Sequence[tuple[int, NewPerson]]) -> None:
    people = Person.objects.in_bulk({person_id for person_id, _mention in mentions})
    fresh = _only_fresh(mentions)
    insert([row for key, mention in fresh for row in name_rows(people[key], mention.names, mention.source)])
    insert([row for key, mention in fresh for row in identifier_rows(people[key], mention.identifiers, mention.source)])
    insert([row for key, mention in fresh for row in phone_rows(people[key], mention.phones, mention.source)])
    insert([row for key, mention in fresh for row in address_rows(people[key], mention.addresses, mention.source)])
    read = [traits(mention) for _key, mention in mentions]
    _add_tokens([(key, one) for (key, _mention), one in zip(mentions, read, strict=True)])
    improved = [people[key] for (key, mention), one in zip(mentions, read, strict=True) if _improve(people[key], mention, one)]
    update(improved, ["name", "pinyin", "sex", "birth_date", "area"])
    reindex({key for key, mention in fresh if mention.names})


def _only_fresh(mentions: Sequence[tuple[int, NewPerson]]) -> list[tuple[int, NewPerson]]:
    """The mentions without what each person holds already, each new value once."""
    keys = {person_id for person_id, _mention in mentions}
    names = _held(PersonName.objects.filter(person__in=keys).values_list("person_id", "name", "source"))
    numbers = _held(Identifier.objects.filter(person__in=keys).values_list("person_id", "value_index", "source"))
    masks = set(Identifier.objects.filter(person__in=keys).values_list("person_id", "masked"))
    masks.update(Phone.objects.filter(person__in=keys).values_list("person_id", "masked"))
    phones = _held(Phone.objects.filter(person__in=keys).values_list("person_id", "value_index", "source"))
    addresses = _held(Address.objects.filter(person__in=keys).values_list("person_id", "text", "source"))
    fresh: list[tuple[int, NewPerson]] = []
    for key, mention in mentions:
        by = mention.source
        left = replace(
            mention,
            names=tuple(name for name in mention.names if _is_new(name[:80], by, names[key])),
            identifiers=tuple(
                new
                for new in mention.identifiers
                if not _is_mask(new.value, key, masks) and _is_new(identifier_index(new.value), by, numbers[key])
            ),
            phones=tuple(
                digits for digits in mention.phones if not _is_mask(digits, key, masks) and _is_new(phone_index(digits), by, phones[key])
            ),
            addresses=tuple(address for address in mention.addresses if _is_new(address[0][:200], by, addresses[key])),
        )
        fresh.append((key, left))
    return fresh


def _is_mask(value: str, person: int, masks: Collection[tuple[int, str]]) -> bool:
    """True if and only if it is how a number that the person holds looks masked: it says nothing new."""
    return "*" in value and (person, value) in masks


def _held(rows: Iterable[tuple[int, str, str]]) -> _Held:
    held: _Held = defaultdict(set)
    for key, value, source in rows:
        held[key] |= {value, _marked(value, source)}
    return held


def _is_new(value: str, source: str, held: set[str]) -> bool:
    """True if and only if nobody has said it; from staff also if only lists have. It is held from now on."""
    marked = _marked(value, source)
    is_new = marked not in held
    held |= {value, marked}
    return is_new


def _marked(value: str, source: str) -> str:
    """A value of staff apart from the same value of lists: it outlives a row that is corrected."""
    return value if source.startswith("row:") else f"staff:{value}"


def _add_tokens(mentions: Sequence[tuple[int, PersonTraits]]) -> None:
    """The tokens of each mention as a whole: name and village together are what finds the person again."""
    rows = {(key, token) for key, read in mentions for token in link_tokens(read)}
    held = LinkToken.objects.filter(person__in={key for key, _read in mentions}).values_list("person_id", "token")
    insert_values(LinkToken, ("person_id", "token"), rows.difference(held))


def _improve(person: Person, mention: NewPerson, read: PersonTraits) -> bool:
    """Fill in what was missing; True if and only if something changed."""
    before = (person.name, person.sex, person.birth_date, person.area_id)
    better = next((name for name in mention.names if is_better_name(name, person.name)), "")
    if better:
        person.name, person.pinyin = better[:80], sorting_key(better)
    sex, birth_date = sex_and_birth_date(mention, read)
    person.sex = person.sex or sex
    person.birth_date = person.birth_date or birth_date
    if len(mention.area_code) > len(person.area_id) and mention.area_code.startswith(person.area_id):
        person.area_id = mention.area_code
    return before != (person.name, person.sex, person.birth_date, person.area_id)


def reindex(person_ids: Iterable[int]) -> None:
    """Write the search text anew: a standing person is found by the names of everyone merged into it, too. Rooms above follow."""
    names: dict[int, list[str]] = defaultdict(list)
    standing = standing_ids(Person.objects.all(), person_ids)
    names_changed(standing)
    rows = PersonName.objects.filter(within("person", standing)).values_list("name", "person_id", "person__root_id")
    for name, key, root in rows:
        names[root or key].append(name)
    search.index(SEARCH_TABLE, [(key, search_text(found)) for key, found in names.items()])
