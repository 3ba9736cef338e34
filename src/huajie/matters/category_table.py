"""The table of categories as its page shows it: what holds, what held, and what no row knows."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.models import CategoryRoute, Kind, Matter
from huajie.matters.withheld import hidden_from

_MOST_UNKNOWN = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds or will hold, and how many open matters it would still give a sector unit."""

    route: CategoryRoute
    waiting: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """A category of open matters for which the table names no unit."""

    kind: str
    kind_label: str
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """The whole page."""

    rows: tuple[Row, ...]
    ended: tuple[CategoryRoute, ...]
    unknown: tuple[Unknown, ...]

    @property
    def waiting(self) -> int:
        """How many open matters the table could give a sector unit."""
        return sum(row.waiting for row in self.rows)


def table_for(scope: Scope) -> Table:
    """Two queries. Matters withheld from the reader are not counted."""
    routes, today = list(CategoryRoute.objects.select_related("unit")), timezone.localdate()
    without = _without(scope)
    holds = {(route.kind, route.category): route for route in routes if route.until is None or route.until > today}
    held_now = {key for key, route in holds.items() if route.since <= today and route.unit.active}
    waiting: dict[tuple[str, str], int] = {}
    unknown = []
    for (kind, category), count in without.items():
        row = next((key for key in ((kind, category), (kind, "")) if key in held_now), None)
        if row:
            waiting[row] = waiting.get(row, 0) + count
        else:
            unknown.append(Unknown(kind, str(Kind(kind).label), category, count))
    return Table(
        rows=tuple(Row(route, waiting.get(key, 0)) for key, route in sorted(holds.items())),
        ended=tuple(route for route in routes if route.until is not None and route.until <= today),
        unknown=tuple(sorted(unknown, key=lambda one: -one.count)[:_MOST_UNKNOWN]),
    )


def _without(scope: Scope) -> dict[tuple[str, str], int]:
    """Open matters without a sector unit, by kind and category."""
    rows = Matter.objects.filter(is_open=True, merged_into=None, sector_unit=None).exclude(pk__in=hidden_from(scope))
    counted = scope.narrow(rows, Permission.EDIT_ROUTES, "area_id").order_by().values_list("kind", "category")
    return {(kind, category): count for kind, category, count in counted.annotate(count=Count("pk"))}
