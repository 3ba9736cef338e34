"""A list of people or households handed out as a workbook: complete, masked, and on record."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.layouts import Column, Layout
from huajie.people.models import Address, Household, Person
from huajie.people.queries import HouseholdLine, PersonLine, household_lines, households_list, lines_of, people_list
from huajie.people.trees import within

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the workbook shows them."""

    line: PersonLine
    town: str
    address: str


LAYOUT = Layout[PersonRow](
    columns=(
        Column("ref", _("Reference"), lambda row: row.line.person.ref, 12),
        Column("name", pgettext_lazy("person", "Name"), lambda row: row.line.person.name, 12),
        Column("sex", _("Sex"), lambda row: row.line.person.get_sex_display() if row.line.person.sex else "", 6),
        Column("birth_date", _("Born on"), lambda row: row.line.person.birth_date, 12),
        Column("identifiers", _("ID number (masked)"), lambda row: "、".join(row.line.identifiers), 22),
        Column("phones", _("Phone (masked)"), lambda row: "、".join(row.line.phones), 16),
        Column("town", _("Town"), lambda row: row.town, 12),
        Column("area", _("Village"), lambda row: row.line.person.area.name if row.line.person.area.level == Level.VILLAGE else "", 16),
        Column("address", _("Address"), lambda row: row.address, 36),
        Column("household", _("Household"), lambda row: row.line.home.ref if row.line.home else "", 12),
    )
)


HOUSEHOLD_LAYOUT = Layout[HouseholdLine](
    columns=(
        Column("ref", _("Reference"), lambda line: line.household.ref, 12),
        Column("members", _("Members"), lambda line: "、".join(line.members), 36),
        Column("size", _("Number of people"), lambda line: len(line.members), 10),
        Column("area", _("Village"), lambda line: line.household.area.name, 16),
        Column("address", _("Address"), lambda line: line.household.address, 36),
    )
)


def export_people(scope: Scope, narrowed: dict[str, str], *, by: Staff) -> Iterator[PersonRow]:
    """Everyone whom the list shows, by name, a thousand at a time. Which list it was is recorded, not whom it names."""
    scope.demand(Permission.EXPORT_PEOPLE)
    people = scope.narrow(people_list(scope, **narrowed), Permission.EXPORT_PEOPLE, "area_id").order_by("pinyin", "pk")
    detail = {"rows": people.count(), "area": narrowed.get("area", ""), "by_words": bool(narrowed.get("words"))}
    record(Act.PEOPLE_EXPORTED, by=by, detail=detail)
    return _rows(scope, people)


def export_households(scope: Scope, narrowed: dict[str, str], *, by: Staff) -> Iterator[HouseholdLine]:
    """Every household that the list shows, in the order in which they came, a thousand at a time, and on record."""
    scope.demand(Permission.EXPORT_PEOPLE)
    households = scope.narrow(households_list(scope, **narrowed), Permission.EXPORT_PEOPLE, "area_id").order_by("pk")
    detail = {"rows": households.count(), "area": narrowed.get("area", ""), "by_words": bool(narrowed.get("words"))}
    record(Act.HOUSEHOLDS_EXPORTED, by=by, detail=detail)
    return _household_rows(households)


def _household_rows(households: QuerySet[Household]) -> Iterator[HouseholdLine]:
    remaining = households.iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(remaining, _AT_ONCE)):
        yield from household_lines(chunk)


def _rows(scope: Scope, people: QuerySet[Person]) -> Iterator[PersonRow]:
    towns = dict(Area.objects.filter(level=Level.TOWN).values_list("code", "name"))
    remaining = people.iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(remaining, _AT_ONCE)):
        rows = Address.objects.filter(within("person", [person.pk for person in chunk])).order_by("pk")
        addresses = {root or key: text for key, root, text in rows.values_list("person_id", "person__root_id", "text")}
        for line in lines_of(scope, chunk):
            yield PersonRow(line, towns.get(line.person.area_id[:9], ""), addresses.get(line.person.pk, ""))
