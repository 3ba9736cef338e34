"""Everything that is known of one person or household, from every record merged into it, with where it was read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huajie.core.masking import masked_account
from huajie.people.models import Address, Fact, FactKind, Household, Identifier, Membership, Merge, Person, PersonName, Phone
from huajie.people.sources import Source, named
from huajie.people.trees import standing, within
from huajie.ui.templatetags.huajie import day

HIDDEN_KINDS = frozenset({FactKind.HEALTH, FactKind.DISABILITY, FactKind.BANK_ACCOUNT})  # shown after a purpose was stated
_KEPT_WORDS = {"yes": _("Yes"), "no": _("No")}
MONEY_KINDS = frozenset({FactKind.INCOME, FactKind.INCOME_PER_CAPITA})  # whole numbers of fen


@dataclass(frozen=True)
class Held:
    """One value as it may be shown, where it was read, and what to reveal it by."""

    shown: str
    source: Source
    note: str = ""
    day: date | None = None
    key: int = 0
    fen: int | None = None


@dataclass(frozen=True)
class FactLine:
    """One kind of fact with every statement of it, newest first."""

    label: str
    is_hidden: bool
    statements: tuple[Held, ...]

    @property
    def differs(self) -> bool:
        """True if and only if the statements that may be shown do not agree."""
        return not self.is_hidden and len({held.shown for held in self.statements}) > 1


@dataclass(frozen=True, slots=True)
class KindShown:
    """How a kind of fact that a room above keeps is called, and what its values say."""

    label: str
    is_hidden: bool
    said: Callable[[str], str]


_shown_above: dict[str, Callable[[str], KindShown | None]] = {}


def show_kinds(prefix: str, shown: Callable[[str], KindShown | None]) -> None:
    """Say how the kinds of fact that begin with a prefix are shown; the same prefix again replaces it."""
    _shown_above[prefix] = shown


def _above(kind: str) -> KindShown | None:
    prefix, colon, name = kind.partition(":")
    return _shown_above[prefix](name) if colon and prefix in _shown_above else None


@dataclass(frozen=True)
class Member:
    """Someone in a household."""

    person: Person
    relation: str
    is_head: bool


@dataclass(frozen=True)
class PersonDossier:
    """A person's page. Numbers are masked."""

    names: tuple[Held, ...]
    identifiers: tuple[Held, ...]
    phones: tuple[Held, ...]
    addresses: tuple[Held, ...]
    facts: tuple[FactLine, ...]
    homes: tuple[Household, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True)
class HouseholdDossier:
    """A household's page."""

    members: tuple[Member, ...]
    facts: tuple[FactLine, ...]
    merges: tuple[Merge, ...]


def person_dossier(person: Person) -> PersonDossier:
    """Seven queries, and one for each kind of source."""
    hanging = within("person", [person.pk])
    names = list(PersonName.objects.filter(hanging).order_by("pk"))
    identifiers = list(Identifier.objects.filter(hanging).order_by("-pk"))
    phones = list(Phone.objects.filter(hanging).order_by("-pk"))
    addresses = list(Address.objects.filter(hanging).select_related("area").order_by("-pk"))
    facts = list(Fact.objects.filter(hanging))
    sources = named([row.source for rows in (names, identifiers, phones, addresses, facts) for row in rows])
    return PersonDossier(
        names=_distinct(Held(name.name, sources[name.source]) for name in names),
        identifiers=_distinct(
            Held(one.masked, sources[one.source], f"{one.get_type_display()} · {one.get_validity_display()}", key=one.pk)
            for one in identifiers
        ),
        phones=_distinct(Held(phone.masked, sources[phone.source], key=phone.pk) for phone in phones),
        addresses=_distinct(Held(one.text, sources[one.source], one.area.name if one.area else "") for one in addresses),
        facts=_lines(facts, sources),
        homes=_homes(person),
        merges=_merges(within("kept_person", [person.pk])),
    )


def household_dossier(household: Household) -> HouseholdDossier:
    """Three queries, and one for each kind of source."""
    facts = list(Fact.objects.filter(within("household", [household.pk])))
    return HouseholdDossier(
        members=_members(household),
        facts=_lines(facts, named([fact.source for fact in facts])),
        merges=_merges(within("kept_household", [household.pk])),
    )


def _distinct(held: Iterable[Held]) -> tuple[Held, ...]:
    """Each value once, where it stands first."""
    first: dict[str, Held] = {}
    for one in held:
        first.setdefault(one.shown, one)
    return tuple(first.values())


def _lines(facts: Iterable[Fact], sources: dict[str, Source]) -> tuple[FactLine, ...]:
    """Statements by kind, in the order of the kinds, newest first."""
    by_kind: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.observed_on or date.min, fact.pk), reverse=True):
        by_kind.setdefault(fact.kind, []).append(fact)
    own = [
        FactLine(str(kind.label), kind in HIDDEN_KINDS, tuple(_statement(fact, sources) for fact in by_kind[kind]))
        for kind in FactKind
        if kind in by_kind
    ]
    return (*own, *_lines_above(by_kind, sources))


def _lines_above(by_kind: dict[str, list[Fact]], sources: dict[str, Source]) -> Iterator[FactLine]:
    """The kinds of rooms above, by what they are called."""
    shown = [(found, facts) for kind, facts in by_kind.items() if (found := _above(kind))]
    for found, facts in sorted(shown, key=lambda one: one[0].label):
        yield FactLine(found.label, found.is_hidden, tuple(_statement(fact, sources) for fact in facts))


def _statement(fact: Fact, sources: dict[str, Source]) -> Held:
    fen = int(fact.value) if fact.kind in MONEY_KINDS and fact.value.isdigit() else None
    return Held(masked_fact(fact), sources[fact.source], day=fact.observed_on, key=fact.pk, fen=fen)


def masked_fact(fact: Fact) -> str:
    """A fact as it may be shown to whoever sees the person: health and accounts are hidden."""
    if fact.kind == FactKind.BANK_ACCOUNT:
        return masked_account(fact.value)
    above = _above(fact.kind)
    if above:
        return "******" if above.is_hidden else above.said(fact.value)
    return "******" if fact.kind in HIDDEN_KINDS else _said(fact)


def _said(fact: Fact) -> str:
    """What a fact states, in the reader's words: yes, no and days are kept in one form for all languages."""
    if fact.kind == FactKind.ARRIVED_ON:
        with suppress(ValueError):
            return day(date.fromisoformat(fact.value))
    return str(_KEPT_WORDS.get(fact.value, fact.value))


def _homes(person: Person) -> tuple[Household, ...]:
    memberships = Membership.objects.filter(within("person", [person.pk])).select_related("household__root", "household").order_by("pk")
    return tuple({home.pk: home for home in (standing(row.household) for row in memberships)}.values())


def _members(household: Household) -> tuple[Member, ...]:
    """Everyone once, the head first."""
    memberships = Membership.objects.filter(within("household", [household.pk])).select_related("person__root").order_by("pk")
    found: dict[int, Member] = {}
    for row in memberships:
        person = standing(row.person)
        found.setdefault(person.pk, Member(person, row.relation, row.person_id == household.head_id))
    return tuple(sorted(found.values(), key=lambda member: not member.is_head))


def _merges(kept: Q) -> tuple[Merge, ...]:
    """The merges by which this record came to stand for others, newest first, undone ones included."""
    merges = Merge.objects.filter(kept).select_related(
        "by", "undone_by", "kept_person", "absorbed_person", "kept_household", "absorbed_household"
    )
    return tuple(merges.order_by("-pk"))
