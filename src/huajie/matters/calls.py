"""The desks of what is owed after an outcome: calls to residents, looks at whether it holds, notices to serve."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.access import visible
from huajie.matters.models import CallBack, FollowUp, Matter, Notice, Party, PartyRole
from huajie.matters.outsiders import insiders
from huajie.matters.withheld import hidden_from
from huajie.people.models import Phone
from huajie.people.trees import standing, within

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a matter concerns, with their masked phones."""

    names: tuple[str, ...]
    phones: tuple[Phone, ...]


def calls_to_make(scope: Scope) -> QuerySet[CallBack]:
    """The calls owed where the reader may confirm, but for those of matters that they work on or answer for. One query."""
    rows = CallBack.objects.filter(done_on=None, matter__merged_into=None).select_related("matter__area")
    inside = Matter.objects.filter(insiders(scope.staff_id or 0)).values("pk")
    reached = scope.narrow(rows, Permission.CONFIRM_CLOSING, "matter__area_id").exclude(matter__in=inside)
    return reached.exclude(matter__in=hidden_from(scope))


def looks_to_take(scope: Scope) -> QuerySet[FollowUp]:
    """The follow-ups that nobody has done yet, of the matters that the reader sees. One query."""
    rows = FollowUp.objects.filter(done_on=None, matter__in=_seen(scope))
    return rows.select_related("matter__area", "matter__lead_unit")


def notices_to_serve(scope: Scope) -> QuerySet[Notice]:
    """What residents are owed in writing, of the matters that the reader sees. One query."""
    rows = Notice.objects.filter(served_on=None, matter__in=_seen(scope))
    return rows.select_related("matter__area")


def concerned_in(matters: Iterable[Matter]) -> dict[int, Concerned]:
    """By the key of each standing matter. Two queries for all."""
    keys = [matter.pk for matter in matters]
    parties = Party.objects.filter(within("matter", keys), role=PartyRole.SUBJECT).select_related("matter", "person__root").order_by("pk")
    people: dict[int, dict[int, str]] = {}
    for party in parties:
        person = standing(party.person)
        people.setdefault(party.matter.standing_id, {})[person.pk] = person.shown_name
    phones: dict[int, dict[str, Phone]] = {}
    known = {key for named in people.values() for key in named}
    for phone in Phone.objects.filter(within("person", known)).select_related("person").order_by("-pk"):
        phones.setdefault(phone.person.standing_id, {}).setdefault(phone.masked, phone)
    return {
        key: Concerned(tuple(named.values()), tuple(phone for one in named for phone in phones.get(one, {}).values()))
        for key, named in people.items()
    }


def _seen(scope: Scope) -> QuerySet[Matter]:
    return visible(Matter.objects.filter(merged_into=None), scope).exclude(pk__in=hidden_from(scope)).order_by()
