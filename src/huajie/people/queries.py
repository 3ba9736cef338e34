"""Reading people and households. What is fetched here may be shown to the one who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core import search
from huajie.core.planner import area_path
from huajie.linkage.normalise.id_numbers import read_id_number
from huajie.linkage.normalise.phones import read_phones
from huajie.people.hidden import veiled
from huajie.people.holdings import SEARCH_TABLE, identifier_index, phone_index
from huajie.people.models import Household, Identifier, Membership, Merge, Person, Phone
from huajie.people.models.records import MergeableRecord
from huajie.people.trees import standing, standing_id_of, tree, within

M = TypeVar("M", bound=MergeableRecord)
COUNTED = 10_000  # more than this is told as "more than"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them. Numbers are masked."""

    person: Person
    identifiers: tuple[str, ...]
    phones: tuple[str, ...]
    home: Household | None
    opens_home: bool


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household as a list shows it."""

    household: Household
    members: tuple[str, ...]


def people_list(scope: Scope, *, area: str = "", words: str = "") -> QuerySet[Person]:
    """The standing people within the reader's areas, of one town or village, whose names hold the words. One query with its area."""
    people = Person.objects.filter(merged_into=None).select_related("area")
    return search.matching(veiled(_within_area(people, scope, area), scope), SEARCH_TABLE, words)


def households_list(scope: Scope, *, area: str = "", words: str = "") -> QuerySet[Household]:
    """The standing households within the reader's areas, of one town or village, found by words. One query with area and head.

    By the reference as a whole, by words of the address, and by the names of members as the list of people finds them.
    """
    households = veiled(_within_area(Household.objects.filter(merged_into=None).select_related("area", "head"), scope, area), scope)
    if not words.strip():
        return households
    found = search.matching(Person.objects.filter(merged_into=None), SEARCH_TABLE, words).values("pk")
    homes = Membership.objects.filter(Q(person__in=found) | Q(person__root__in=found))
    at_home = Q(pk__in=homes.values(home=Coalesce("household__root_id", "household_id")))
    return households.filter(at_home | Q(ref=words.strip().upper()) | Q(address__icontains=words.strip()))


def _within_area(rows: QuerySet[M], scope: Scope, area: str) -> QuerySet[M]:
    """The rows of one area, or of all areas, within which the reader may see people."""
    rows, path = area_path(rows, (area,) if area else scope.prefixes.get(Permission.SEE_PEOPLE, ()))
    if area:
        rows = rows.filter(**{f"{path}__gte": area, f"{path}__lt": area + ":"})  # ":" follows the digits
    return scope.narrow(rows, Permission.SEE_PEOPLE, path)


def person_for(scope: Scope, ref: str) -> Person:
    """The person who stands for a reference, if and only if they, or someone merged into them, live where the reader may see people."""
    return _standing_for(Person.objects.select_related("area"), scope, ref)


def household_for(scope: Scope, ref: str) -> Household:
    """The household that stands for a reference, under the same condition."""
    return _standing_for(Household.objects.select_related("area", "head"), scope, ref)


def _standing_for(rows: QuerySet[M], scope: Scope, ref: str) -> M:
    found = cast(M, veiled(rows, scope).get(pk=standing_id_of(rows.model, ref) or 0))
    if scope.may_in(Permission.SEE_PEOPLE, found.area_id):
        return found
    tree = scope.narrow(rows.filter(root=found.pk), Permission.SEE_PEOPLE, "area_id")
    if not tree.exists():
        raise rows.model.DoesNotExist
    return found


def opened_by(scope: Scope, records: Iterable[M]) -> frozenset[int]:
    """The keys of those standing records whose pages the reader finds. One query."""
    held = list(records)
    if not held:
        return frozenset()
    rows = tree(type(held[0])._default_manager.all(), [record.pk for record in held])
    seen = scope.narrow(rows, Permission.SEE_PEOPLE, "area_id").values_list("pk", "root_id")
    return frozenset(root or key for key, root in seen)


def counted(rows: QuerySet[M]) -> int:
    """How many rows there are; COUNTED + 1 stands for more than COUNTED. One query that stops there."""
    return rows.order_by()[: COUNTED + 1].count()


def merge_for(scope: Scope, pk: int) -> Merge:
    """A merge, if and only if the reader may merge where the record that stands for the kept side lives."""
    merge = Merge.objects.select_related("kept_person__root", "absorbed_person", "kept_household__root", "absorbed_household").get(pk=pk)
    areas = [standing(kept).area_id for kept in (merge.kept_person, merge.kept_household) if kept]
    if not all(scope.may_in(Permission.MERGE_RECORDS, area) for area in areas):
        raise Merge.DoesNotExist
    return merge


def people_with_number(scope: Scope, typed: str) -> list[Person]:
    """The standing people within the reader's areas who have this ID number or phone, compared as a whole."""
    identifier = read_id_number(typed)
    indexes = [identifier_index(identifier.text), identifier_index(typed.strip())] if identifier else []
    numbers = Identifier.objects.filter(value_index__in=indexes)
    phones = Phone.objects.filter(value_index__in=[phone_index(digits) for digits in read_phones((typed,))])
    holders = Person.objects.filter(Q(pk__in=numbers.values("person_id")) | Q(pk__in=phones.values("person_id")))
    keys = {root or key for key, root in holders.values_list("pk", "root_id")}
    return list(people_list(scope).filter(pk__in=keys).order_by("pinyin", "pk"))


def is_number(typed: str) -> bool:
    """True if and only if what was typed is a phone or an ID number: such a value must never stand in an address."""
    return bool(read_id_number(typed) or read_phones((typed,))) or sum(character.isdigit() for character in typed) >= 7


def lines_of(scope: Scope, people: Sequence[Person]) -> list[PersonLine]:
    """What a list shows of each person, from everything merged into them: four queries for all."""
    keys = [person.pk for person in people]
    identifiers = _masks(Identifier.objects.filter(within("person", keys)).order_by("-pk"))
    phones = _masks(Phone.objects.filter(within("person", keys)).order_by("-pk"))
    homes = homes_of(people)
    opened = opened_by(scope, homes.values())
    return [
        PersonLine(
            person,
            tuple(identifiers.get(person.pk, ())),
            tuple(phones.get(person.pk, ())),
            home := homes.get(person.pk),
            home is not None and home.pk in opened,
        )
        for person in people
    ]


def _masks(rows: QuerySet[Identifier] | QuerySet[Phone]) -> dict[int, dict[str, None]]:
    """The masked values of each standing person, each once, newest first."""
    found: dict[int, dict[str, None]] = {}
    for key, root, masked in rows.values_list("person_id", "person__root_id", "masked"):
        found.setdefault(root or key, {})[masked] = None
    return found


def homes_of(people: Sequence[Person]) -> dict[int, Household]:
    """The standing household of each person who has one, the newest. One query."""
    rows = Membership.objects.filter(within("person", [person.pk for person in people]))
    rows = rows.select_related("person", "household__root").order_by("pk")
    return {row.person.standing_id: standing(row.household) for row in rows}


def household_lines(households: Sequence[Household]) -> list[HouseholdLine]:
    """The names of everyone in each household, the head first. One query for all."""
    memberships = Membership.objects.filter(within("household", [household.pk for household in households]))
    names: dict[int, dict[int, str]] = {}
    for row in memberships.select_related("household", "person__root").order_by("pk"):
        person = standing(row.person)
        names.setdefault(row.household.standing_id, {})[person.pk] = person.shown_name
    return [HouseholdLine(household, _head_first(names.get(household.pk, {}), household.head_id)) for household in households]


def _head_first(names: dict[int, str], head_id: int | None) -> tuple[str, ...]:
    return tuple(name for _key, name in sorted(names.items(), key=lambda item: item[0] != head_id))
