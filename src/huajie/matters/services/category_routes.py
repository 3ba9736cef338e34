"""The table of categories: which sector unit answers from which day on, and giving it to the open matters that have none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.models import CategoryRoute, Kind, Matter
from huajie.matters.withheld import hidden_from

AT_ONCE = 20_000
"""So many matters are given their unit by one act, within about a second; the page says how many are left."""


@dataclass(frozen=True, slots=True)
class Applied:
    """How many matters were given a sector unit, and how many the table could still give one."""

    done: int
    left: int


@transaction.atomic
def set_route(kind: str, category: str, unit: Unit, *, since: date, by: Actor, source: str = "") -> CategoryRoute:
    """From that day on the unit answers for the category (empty: for what no row of the kind names). The row before ends that day."""
    _demand(by)
    _demand_sense(kind, unit)
    told = category.strip()[:40]
    before = CategoryRoute.objects.select_for_update().filter(kind=kind, category=told, until=None).first()
    if before and before.unit_id == unit.pk:
        raise Refused(_("%(unit)s answers for it already, since %(day)s.") % {"unit": unit.name, "day": before.since})
    if before and since < before.since:
        raise Refused(_("The row that holds begins on %(day)s. The new one cannot begin before.") % {"day": before.since})
    if before:
        before.until = since
        before.save(update_fields=["until"])
    made = CategoryRoute.objects.create(kind=kind, category=told, unit=unit, since=since, source=source.strip()[:120])
    detail = {"kind": kind, "category": told, "unit": unit.code, "since": since.isoformat(), "before": before.unit.code if before else ""}
    record(Act.CATEGORY_ROUTED, by=by, subject=f"route:{made.pk}", purpose=made.source, detail=detail)
    return made


@transaction.atomic
def apply_routes(*, by: Actor, most: int = AT_ONCE) -> Applied:
    """Open matters without a sector unit get the one that the table names today. What the table does not know stays as it is."""
    _demand(by)
    done = 0
    for route in routes_on(timezone.localdate()):
        keys = list(waiting_for(route, by).values_list("pk", flat=True)[: most - done])
        done += Matter.objects.filter(pk__in=keys).update(sector_unit=route.unit_id) if keys else 0
        if done >= most:
            break
    left = sum(waiting_for(route, by).count() for route in routes_on(timezone.localdate()))
    record(Act.ROUTES_APPLIED, by=by, detail={"matters": done, "left": left})
    return Applied(done, left)


def routes_on(day: date) -> list[CategoryRoute]:
    """The rows that hold on a day and whose unit works, those of a category before those for all of a kind."""
    held = CategoryRoute.objects.filter(since__lte=day, unit__active=True).filter(Q(until=None) | Q(until__gt=day))
    return sorted(held.select_related("unit"), key=lambda route: (route.category == "", route.kind, route.category))


def waiting_for(route: CategoryRoute, by: Actor) -> QuerySet[Matter]:
    """The open matters without a sector unit that this row would give one, where whoever acts may edit the table and sees them."""
    rows = Matter.objects.filter(is_open=True, merged_into=None, sector_unit=None, kind=route.kind).order_by("pk")
    rows = rows.filter(category=route.category) if route.category else rows.exclude(category__in=_named(route.kind))
    if not isinstance(by, Staff):
        return rows
    scope = scope_of(by)
    return scope.narrow(rows, Permission.EDIT_ROUTES, "area_id").exclude(pk__in=hidden_from(scope))


def _named(kind: str) -> QuerySet[CategoryRoute, Any]:  # Any: a dict of one key
    """The categories of a kind that have a row of their own today."""
    today = timezone.localdate()
    held = CategoryRoute.objects.filter(kind=kind, since__lte=today, unit__active=True).filter(Q(until=None) | Q(until__gt=today))
    return held.exclude(category="").values("category")


def _demand(by: Actor) -> None:
    if isinstance(by, Staff):
        scope_of(by).demand(Permission.EDIT_ROUTES)


def _demand_sense(kind: str, unit: Unit) -> None:
    if kind not in Kind.values:
        raise Refused(_("Choose a dispute, a petition or a hardship."))
    if not unit.active:
        raise Refused(_("%(unit)s is closed. Choose a unit that works.") % {"unit": unit.name})
