"""A mention withdrawn because its row was corrected: what only it said counts no more, and what the register took from it is renewed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from huajie.core.bulk import update
from huajie.people.holdings import best_name, link_tokens, sex_and_birth_date, sorting_key, traits
from huajie.people.models import (
    Address,
    Fact,
    Household,
    Identifier,
    IdentifierType,
    LinkToken,
    Membership,
    Person,
    PersonName,
    Phone,
    Validity,
)
from huajie.people.newcomers import NewHousehold, NewIdentifier, NewPerson
from huajie.people.services.mentioning import add_mentions, reindex
from huajie.people.services.registering import chunks

_OF_PERSONS = (PersonName, Identifier, Phone, Address, Fact, Membership)


@dataclass(frozen=True, slots=True)
class Retold:
    """A person as a row told of them before and now (None: it no longer does), and as all other rows do."""

    person_id: int
    before: NewPerson
    now: NewPerson | None
    beside: tuple[NewPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class RetoldHome:
    """The same of a household."""

    household_id: int
    before: NewHousehold
    now: NewHousehold | None
    beside: tuple[NewHousehold, ...] = ()


@transaction.atomic
def withdraw_mentions(retold: Sequence[Retold], homes: Sequence[RetoldHome] = ()) -> None:
    """What these rows said of people and households counts no more, unless somebody else says it: then it counts as theirs."""
    for chunk in chunks(retold):
        sources = {one.before.source for one in chunk}
        people = {one.person_id for one in chunk}
        for model in _OF_PERSONS:
            model.objects.filter(person__in=people, source__in=sources).update(withdrawn=True)
        _forget_tokens(chunk)
        add_mentions([*_by_staff(people), *((one.person_id, mention) for one in chunk for mention in one.beside)])
        reindex(people)
    for home in homes:
        Fact.objects.filter(household=home.household_id, source=home.before.source).update(withdrawn=True)


def _forget_tokens(retold: Iterable[Retold]) -> None:
    """Adding the other mentions brings back those of the tokens that are theirs, too."""
    gone: dict[int, set[int]] = defaultdict(set)
    for one in retold:
        gone[one.person_id] |= link_tokens(traits(one.before))
    for person_id, tokens in gone.items():
        LinkToken.objects.filter(person=person_id, token__in=tokens).delete()


def _by_staff(people: Collection[int]) -> Iterator[tuple[int, NewPerson]]:
    """What staff recorded of these people, as it was mentioned. It is held already, and stays findable."""
    mentions: dict[tuple[int, str], NewPerson] = {}
    areas = dict(Person.objects.filter(pk__in=people).values_list("pk", "area_id"))

    def said(row: PersonName | Identifier | Phone | Address) -> tuple[tuple[int, str], NewPerson]:
        key = (row.person_id, row.source)
        return key, mentions.get(key, NewPerson((), areas[row.person_id], row.source))

    for name in PersonName.objects.filter(person__in=people).exclude(source__startswith="row:"):
        key, one = said(name)
        mentions[key] = replace(one, names=(*one.names, name.name))
    for number in Identifier.objects.filter(person__in=people).exclude(source__startswith="row:"):
        key, one = said(number)
        new = NewIdentifier(IdentifierType(number.type), number.value, Validity(number.validity))
        mentions[key] = replace(one, identifiers=(*one.identifiers, new))
    for phone in Phone.objects.filter(person__in=people).exclude(source__startswith="row:"):
        key, one = said(phone)
        mentions[key] = replace(one, phones=(*one.phones, phone.value))
    for address in Address.objects.filter(person__in=people).exclude(source__startswith="row:"):
        key, one = said(address)
        mentions[key] = replace(one, addresses=(*one.addresses, (address.text, address.area_id)))
    for (person_id, _source), mention in mentions.items():
        yield person_id, mention


@transaction.atomic
def renew_people(retold: Sequence[Retold]) -> None:
    """Where a record still shows what a row gave before, and nobody else says it, it shows what the row gives now."""
    people = Person.objects.in_bulk({one.person_id for one in retold})
    held: dict[int, list[str]] = defaultdict(list)
    for key, name in PersonName.objects.filter(person__in=people).order_by("pk").values_list("person_id", "name"):
        held[key].append(name)
    for one in retold:
        _renew_person(people[one.person_id], one, held[one.person_id])
    update(list(people.values()), ["name", "pinyin", "sex", "birth_date", "area"])
    reindex(people)


def _renew_person(person: Person, retold: Retold, held: Sequence[str]) -> None:
    said = [mention for mention in (retold.now, *retold.beside) if mention]
    beside = [sex_and_birth_date(mention, traits(mention)) for mention in retold.beside]
    before = sex_and_birth_date(retold.before, traits(retold.before))
    now = sex_and_birth_date(retold.now, traits(retold.now)) if retold.now else ("", None)
    if held and person.name == best_name(retold.before.names) and person.name not in held:
        person.name = best_name(retold.now.names if retold.now and retold.now.names else held)
        person.pinyin = sorting_key(person.name)
    if _is_open(person.sex, before[0], [sex for sex, _born in beside]):
        person.sex = now[0] or next((sex for sex, _born in beside if sex), "")
    if _is_open(person.birth_date, before[1], [born for _sex, born in beside]):
        person.birth_date = now[1] or next((born for _sex, born in beside if born), None)
    if said and _is_open(person.area_id, retold.before.area_code, [mention.area_code for mention in retold.beside]):
        person.area_id = said[0].area_code


@transaction.atomic
def renew_households(retold: Sequence[RetoldHome]) -> None:
    """The same for the address, the area and the head of a household."""
    homes = Household.objects.in_bulk({one.household_id for one in retold})
    for one in retold:
        home = homes[one.household_id]
        if one.now is None:
            continue
        if _is_open(home.address, one.before.address[:200], [other.address[:200] for other in one.beside]):
            home.address = one.now.address[:200]
        if _is_open(home.area_id, one.before.area_code, [other.area_code for other in one.beside]):
            home.area_id = one.now.area_code
        if _is_open(home.head_id, one.before.head_id, [other.head_id for other in one.beside]):
            home.head_id = one.now.head_id
    update(list(homes.values()), ["address", "area", "head"])


def _is_open(shown: object, before: object, beside: Collection[object]) -> bool:
    """True if and only if what is shown came from the row alone."""
    return shown == before and before not in beside
