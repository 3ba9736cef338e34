"""What fills a row of a sheet: a matter with its people, their household, what is stated of them and what was told. Read in chunks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from huajie.areas.models import LENGTHS, Area, Level
from huajie.matters.models import Matter, Party, PartyRole, Telling
from huajie.people.models import Address, Fact, FactKind, Household, Identifier, IdentifierType, Membership, Person, Phone, Validity
from huajie.people.trees import standing, within
from huajie.sheets.decided import Decided, decided_of

Facts = dict[str, str]  # by FactKind: the latest statement


@dataclass(frozen=True, slots=True)
class Number:
    """An ID number or a phone, in full and masked."""

    value: str
    masked: str


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of a matter, with everything a sheet may ask of them."""

    person: Person
    id_numbers: tuple[Number, ...] = ()  # resident identity cards whose check digit agrees come first
    phones: tuple[Number, ...] = ()
    addresses: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)
    relation: str = ""  # to the head of their household


@dataclass(frozen=True, slots=True)
class Home:
    """A household with its people, the head among them."""

    household: Household
    members: tuple[Someone, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """One matter as a row. `number` counts the rows of the sheet from 1; `in_full` if and only if numbers are written without a mask."""

    number: int
    matter: Matter
    town: str
    village: str
    grid: str
    subjects: tuple[Someone, ...]
    others: tuple[Someone, ...]
    home: Home | None
    tellings: tuple[Telling, ...]  # newest first
    decided: Decided
    in_full: bool = False

    @property
    def subject(self) -> Someone | None:
        """The first of those whom the matter concerns."""
        return self.subjects[0] if self.subjects else None

    def said(self, key: str) -> set[str]:
        """Everything that any telling noted under the name of a field, or that the register may have written there before."""
        return {telling.noted[key] for telling in self.tellings if telling.noted.get(key)} | self.decided.ever.get(key, set())


def records_of(matters: Sequence[Matter]) -> list[SheetRecord]:
    """A record for each standing matter, in the order given and numbered from 1: some twenty queries for all of them."""
    keys = [matter.pk for matter in matters]
    parties = list(Party.objects.filter(within("matter", keys)).select_related("matter", "person__root", "household__root").order_by("pk"))
    homes = _homes({standing(party.household).pk for party in parties if party.household})
    people = {standing(party.person).pk: standing(party.person) for party in parties}
    known = _known([*people.values(), *(one.person for members, _facts in homes.values() for one in members)])
    tellings, decided = _tellings(keys), decided_of(matters)
    names = _area_names(matters)
    roles: dict[tuple[int, str], dict[int, Someone]] = defaultdict(dict)
    lives_in: dict[int, Home] = {}
    for party in parties:
        key, person = party.matter.standing_id, standing(party.person)
        roles[key, party.role].setdefault(person.pk, known[person.pk])
        if party.household and key not in lives_in:
            household = standing(party.household)
            members, facts = homes[household.pk]
            lives_in[key] = Home(household, tuple(_in_home(known[one.person.pk], one.relation) for one in members), facts)
    return [
        SheetRecord(
            number=number,
            matter=matter,
            town=names.get(matter.area_id[: LENGTHS["town"]], ""),
            village=names.get(matter.area_id[: LENGTHS["village"]], "") if len(matter.area_id) >= LENGTHS["village"] else "",
            grid=names.get(matter.area_id, "") if matter.area.level == Level.GRID else "",
            subjects=_with_relations(roles[matter.pk, PartyRole.SUBJECT], lives_in.get(matter.pk)),
            others=tuple(roles[matter.pk, PartyRole.OTHER_PARTY].values()),
            home=lives_in.get(matter.pk),
            tellings=tuple(tellings.get(matter.pk, ())),
            decided=decided[matter.pk],
        )
        for number, matter in enumerate(matters, start=1)
    ]


def _with_relations(people: dict[int, Someone], home: Home | None) -> tuple[Someone, ...]:
    """The people concerned, each as their household knows them."""
    at_home = {one.person.pk: one for one in home.members} if home else {}
    return tuple(at_home.get(key, one) for key, one in people.items())


def _in_home(one: Someone, relation: str) -> Someone:
    return Someone(one.person, one.id_numbers, one.phones, one.addresses, one.facts, relation)


def _area_names(matters: Iterable[Matter]) -> dict[str, str]:
    codes = {matter.area_id[:length] for matter in matters for length in (LENGTHS["town"], LENGTHS["village"], LENGTHS["grid"])}
    return dict(Area.objects.filter(code__in=codes, level__in=[Level.TOWN, Level.VILLAGE, Level.GRID]).values_list("code", "name"))


def _tellings(keys: list[int]) -> dict[int, list[Telling]]:
    found: dict[int, list[Telling]] = defaultdict(list)
    for telling in Telling.objects.filter(within("matter", keys), withdrawn=False).select_related("matter").order_by("-told_on", "-pk"):
        found[telling.matter.standing_id].append(telling)
    return found


def _homes(keys: set[int]) -> dict[int, tuple[list[Someone], Facts]]:
    """By standing household: its people in the order in which they became known, each with their relation; and its facts."""
    members: dict[int, dict[int, Someone]] = defaultdict(dict)
    rows = Membership.objects.filter(within("household", keys)).select_related("household", "person__root").order_by("pk")
    for row in rows:
        person = standing(row.person)
        members[row.household.standing_id].setdefault(person.pk, Someone(person, relation=row.relation))
    facts: dict[int, Facts] = defaultdict(dict)
    stated = Fact.objects.filter(within("household", keys)).select_related("household").order_by("observed_on", "pk")
    for fact in stated:
        assert fact.household is not None  # noqa: S101 — filtered above
        facts[fact.household.standing_id][fact.kind] = fact.value
    return {key: (list(members[key].values()), facts[key]) for key in keys}


def _known(people: Iterable[Person]) -> dict[int, Someone]:
    """What is known of each person and of those merged into them: four queries."""
    by_key = {person.pk: person for person in people}
    id_numbers: dict[int, list[Identifier]] = defaultdict(list)
    for number in Identifier.objects.filter(within("person", by_key)).select_related("person").order_by("pk"):
        id_numbers[number.person.standing_id].append(number)
    phones: dict[int, dict[str, Number]] = defaultdict(dict)
    for phone in Phone.objects.filter(within("person", by_key)).select_related("person").order_by("pk"):
        phones[phone.person.standing_id][phone.value] = Number(phone.value, phone.masked)
    addresses: dict[int, dict[str, None]] = defaultdict(dict)
    for address in Address.objects.filter(within("person", by_key)).select_related("person").order_by("pk"):
        addresses[address.person.standing_id][address.text] = None
    facts: dict[int, Facts] = defaultdict(dict)
    for fact in Fact.objects.filter(within("person", by_key)).select_related("person").order_by("observed_on", "pk"):
        assert fact.person is not None  # noqa: S101 — filtered above
        facts[fact.person.standing_id][fact.kind] = fact.value
    return {
        key: Someone(
            person=person,
            id_numbers=tuple(Number(number.value, number.masked) for number in sorted(id_numbers[key], key=_trust)),
            phones=tuple(phones[key].values()),
            addresses=tuple(addresses[key]),
            facts=facts[key],
        )
        for key, person in by_key.items()
    }


def _trust(number: Identifier) -> tuple[bool, bool]:
    """The order of several numbers of one person."""
    return number.type != IdentifierType.ID_CARD, number.validity != Validity.VALID


def fact_of(facts: Facts, kind: FactKind) -> str:
    """The latest statement of a kind, or nothing."""
    return facts.get(kind.value, "")
