"""The two sides of a question as the page shows them: where each was read, who or what it is, everything personal masked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.translation import gettext as _

from huajie.accounts.scope import Scope
from huajie.intake.models import ListRow, Question
from huajie.intake.queries import question_sides
from huajie.matters.models import Matter, Party
from huajie.matters.queries import matters_of_household, matters_of_people
from huajie.people.models import Address, Household, Identifier, Membership, Person, PersonName, Phone
from huajie.people.models.records import MergeableRecord
from huajie.people.trees import standing, tree, within
from huajie.ui.templatetags.huajie import day, money

_SHOWN = 3  # names, numbers and addresses of a side
_MEMBERS = 8
_TEXT = 260


@dataclass(frozen=True)
class SideCard:
    """One of two records."""

    origin: str
    name: str
    url: str
    lines: list[str]


@dataclass(frozen=True)
class Named:
    """A record in one line: what it is called, its reference, and its page."""

    name: str
    ref: str
    url: str


def name_of(record: MergeableRecord) -> Named:
    """A record as it was; its page is that of whatever stands for it now."""
    if isinstance(record, Person):
        return Named(record.shown_name, record.ref, reverse("people:person", args=[record.ref]))
    if isinstance(record, Matter):
        return Named(record.title, record.ref, reverse("matters:matter", args=[record.ref]))
    return Named(_("Household"), record.ref, reverse("people:household", args=[record.ref]))


def sides_of(question: Question, scope: Scope) -> list[SideCard]:
    """Left and right; each is whatever stands for the record now."""
    return [card_of(side.record, scope, _origin(side.row)) for side in question_sides(question)]


def card_of(record: MergeableRecord, scope: Scope, origin: str = "") -> SideCard:
    """A person, a household or a matter that stands now."""
    if isinstance(record, Person):
        return _person(record, origin, scope)
    if isinstance(record, Household):
        return _household(record, origin, scope)
    assert isinstance(record, Matter)  # noqa: S101 — there is no fourth kind of record
    return _matter(record, origin)


def _person(person: Person, origin: str, scope: Scope) -> SideCard:
    here = within("person", [person.pk])
    names = _distinct([person.name, *PersonName.objects.filter(here).values_list("name", flat=True)])
    told = [matter.shown_title for matter in matters_of_people(scope, [person.pk])]
    lines = [
        *(_distinct(Identifier.objects.filter(here).values_list("masked", flat=True)) or [_("No document stated")]),
        *_distinct(Phone.objects.filter(here).values_list("masked", flat=True)),
        " · ".join(part for part in (str(person.get_sex_display()) if person.sex else "", day(person.birth_date)) if part),
        person.area.name,
        *_distinct(Address.objects.filter(here).values_list("text", flat=True)),
        *[_("Told: %(title)s") % {"title": title} for title in _distinct(told)],
    ]
    return SideCard(
        origin, " / ".join(names) or person.shown_name, reverse("people:person", args=[person.ref]), [line for line in lines if line]
    )


def _household(household: Household, origin: str, scope: Scope) -> SideCard:
    here = tree(Household.objects.all(), [household.pk])
    head = standing(household.head).shown_name if household.head else ""
    members = Membership.objects.filter(household__in=here).select_related("person__root").order_by("pk")
    named = dict.fromkeys(
        f"{standing(one.person).shown_name}({one.relation})" if one.relation else standing(one.person).shown_name for one in members
    )
    told = [matter.shown_title for matter in matters_of_household(scope, household.pk)]
    lines = [
        _("Head of household: %(name)s") % {"name": head} if head else _("No head of household stated"),
        "、".join(list(named)[:_MEMBERS]),
        household.area.name,
        *_distinct(here.values_list("address", flat=True)),
        *[_("Told: %(title)s") % {"title": title} for title in _distinct(told)],
    ]
    return SideCard(origin, household.ref, reverse("people:household", args=[household.ref]), [line for line in lines if line])


def _matter(matter: Matter, origin: str) -> SideCard:
    parties = Party.objects.filter(within("matter", [matter.pk])).select_related("person__root")
    names = _distinct(party.person.standing.shown_name for party in parties)
    lines = [
        " · ".join(part for part in (matter.get_kind_display(), day(matter.first_told_on)) if part),
        " · ".join(part for part in (matter.area.name, matter.place) if part),
        "、".join(names),
        money(matter.amount_fen),
        truncatechars(matter.summary, _TEXT),
    ]
    return SideCard(origin, matter.shown_title, reverse("matters:matter", args=[matter.ref]), [line for line in lines if line])


def _origin(row: ListRow | None) -> str:
    """Where it was read: the file's own name and the row."""
    return _("%(file)s row %(number)s") % {"file": row.file.name, "number": row.number} if row else _("In the register")


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value][:_SHOWN]
