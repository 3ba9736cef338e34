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
from huajie.matters.queries import matters_of_people
from huajie.people.models import Address, Identifier, Person, PersonName, Phone
from huajie.people.trees import within
from huajie.ui.templatetags.huajie import day, money

_SHOWN = 3  # names, numbers and addresses of a side
_TEXT = 260


@dataclass(frozen=True)
class SideCard:
    """One of two records."""

    origin: str
    name: str
    url: str
    lines: list[str]


def sides_of(question: Question, scope: Scope) -> list[SideCard]:
    """Left and right; each is whatever stands for the record now."""
    cards = []
    for side in question_sides(question):
        if side.person:
            cards.append(_person(side.person, _origin(side.row), scope))
        if side.matter:
            cards.append(_matter(side.matter, _origin(side.row)))
    return cards


def _person(person: Person, origin: str, scope: Scope) -> SideCard:
    here = within("person", [person.pk])
    names = _distinct([person.name, *PersonName.objects.filter(here).values_list("name", flat=True)])
    told = [matter.title for matter in matters_of_people(scope, [person.pk])]
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


def _matter(matter: Matter, origin: str) -> SideCard:
    parties = Party.objects.filter(within("matter", [matter.pk])).select_related("person__root")
    names = _distinct(party.person.standing.shown_name for party in parties)
    lines = [
        f"{matter.get_kind_display()} · {day(matter.found_on)}",
        " · ".join(part for part in (matter.area.name, matter.place) if part),
        "、".join(names),
        money(matter.amount_fen),
        truncatechars(matter.summary, _TEXT),
    ]
    return SideCard(origin, matter.title, reverse("matters:matter", args=[matter.ref]), [line for line in lines if line])


def _origin(row: ListRow | None) -> str:
    """Where it was read: the file's own name and the row."""
    return _("%(file)s row %(number)s") % {"file": row.file.name, "number": row.number} if row else _("In the register")


def _distinct(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value][:_SHOWN]
