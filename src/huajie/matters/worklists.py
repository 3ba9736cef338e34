"""The worklists: which open matters wait for whom, each with who may have it and in which order it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core.paging import Page, page
from huajie.core.planner import aside
from huajie.deadlines.queries import calendar
from huajie.matters.access import places_of_leader, tasks_of, teams_of, ways_of_involvement
from huajie.matters.models import Handover, HandoverDuty, HandoverState, Matter, TeamMember
from huajie.matters.queries import MatterFilters, matters_passing
from huajie.matters.states import State
from huajie.matters.withheld import revision

DUE_SOON_WORKDAYS = 3
COUNTED = 999  # more than this is told as "more than"
_KEPT_SECONDS = 60
ORDERS = {"deadline": "due_on", "newest": "-found_on", "oldest": "found_on"}


class Worklist(TextChoices):
    """What somebody looks for in the register."""

    MINE = "mine", _("Mine")
    TEAM = "team", _("My teams")
    UNIT = "unit", _("My unit")
    LEADER = "leader", _("As leader")
    UNASSIGNED = "unassigned", _("Unassigned")
    DUE_SOON = "due_soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    SILENT = "silent", _("Silent")
    AWAITING = "awaiting", _("Awaiting confirmation")
    REOPENED = "reopened", _("Reopened")
    OPEN = "open", _("All open")
    ALL = "all", _("All")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of worklists."""

    explains: Promise | str
    needs: Permission
    lookups: Callable[[date], Mapping[str, object]]  # what each of its matters fulfils on a day
    ways: Callable[[Scope], tuple[Q, ...]] | None = None  # of its own people, wherever the matter lies; None: of the reader's area
    order: str = "deadline"

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders in which it can be read. What is closed has no deadline."""
        return ("deadline", "newest", "oldest") if self.order == "deadline" else ("newest", "oldest")


def _open(_today: date) -> Mapping[str, object]:
    return {"is_open": True}


def _mine(scope: Scope) -> tuple[Q, ...]:
    places = TeamMember.objects.filter(staff=scope.staff_id, accepted_at__isnull=False)
    held = places.filter(Q(until=None) | Q(until__gt=timezone.localdate())).values("team")
    return Q(pk__in=_known(tasks_of(scope.staff_id or 0, done_on=None))), Q(team__in=_known(held))


def _of_teams(scope: Scope) -> tuple[Q, ...]:
    return (Q(team__in=_known(teams_of(scope.staff_id or 0))),)


def _of_units(scope: Scope) -> tuple[Q, ...]:
    assists = Handover.objects.filter(
        unit__in=scope.unit_ids, duty=HandoverDuty.ASSIST, state__in=(HandoverState.SENT, HandoverState.RECEIVED)
    )
    return Q(lead_unit__in=scope.unit_ids), Q(pk__in=_known(assists.values("matter")))


def _of_leader(scope: Scope) -> tuple[Q, ...]:
    return (Q(leader_node__in=_known(places_of_leader(scope.staff_id or 0))),)


def _known(keys: QuerySet[Any, Any]) -> list[int]:  # Any: rows of one key, of any model
    """A few keys, read beforehand: of a subquery PostgreSQL does not know how few they are."""
    return [key for row in keys for key in row.values()]


def due_soon_until(today: date) -> date:
    """The last day on which a deadline can be due soon. Short limits are so only once half of them is gone: `near_on`."""
    days, left = calendar(), DUE_SOON_WORKDAYS
    while left:
        today += timedelta(days=1)
        left -= days.is_workday(today)
    return today


P = Permission
TABLE: dict[Worklist, Row] = {
    Worklist.MINE: Row(_("Where I have something to do, or a place on the team."), P.WORK_MATTERS, _open, _mine),
    Worklist.TEAM: Row(_("Of the teams that I am on, or stand in on for somebody who is away."), P.WORK_MATTERS, _open, _of_teams),
    Worklist.UNIT: Row(_("Which my unit leads or assists with."), P.SEE_MATTERS, _open, _of_units),
    Worklist.LEADER: Row(_("Which I answer for as a leader, with the groups beneath me."), P.APPROVE_MATTERS, _open, _of_leader),
    Worklist.UNASSIGNED: Row(_("Which no unit leads yet."), P.ROUTE_MATTERS, lambda _today: {"is_open": True, "lead_unit": None}),
    Worklist.DUE_SOON: Row(
        _("Whose deadline is today or within three working days, and half of whose time is gone."),
        P.SEE_MATTERS,
        lambda today: {"is_open": True, "due_on__gte": today, "due_on__lte": due_soon_until(today), "near_on__lte": today},
    ),
    Worklist.OVERDUE: Row(_("Whose deadline has passed."), P.SEE_MATTERS, lambda today: {"is_open": True, "due_on__lt": today}),
    Worklist.SILENT: Row(
        _("Half of the time is gone, and nobody has spoken with the resident."),
        P.SEE_MATTERS,
        lambda today: {"is_open": True, "silent_on__lte": today},
    ),
    Worklist.AWAITING: Row(
        _("Resolved, and the resident has not confirmed it. Silence confirms nothing."),
        P.SEE_MATTERS,
        lambda _today: {"is_open": True, "state": State.RESOLVED},
    ),
    Worklist.REOPENED: Row(
        _("The resident objected, or it did not hold."), P.SEE_MATTERS, lambda _today: {"is_open": True, "state": State.REOPENED}
    ),
    Worklist.OPEN: Row(_("Everything in which somebody still owes the resident something."), P.SEE_MATTERS, _open),
    Worklist.ALL: Row(_("The whole register, closed matters too."), P.SEE_MATTERS, lambda _today: {}, order="newest"),
}
_ALWAYS_INDEXED = {"is_open", "lead_unit", "state"}
_INDEXED_BY_DEADLINE = _ALWAYS_INDEXED | {"due_on"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The matters of a worklist that pass some filters. With ways: those of `rows` to which at least one of them applies."""

    rows: QuerySet[Matter]
    ways: tuple[Q, ...]
    by: str  # the column of the order

    def page(self, cursor: str) -> Page[Matter]:
        """One page."""
        return page(self.rows, by=self.by, cursor=cursor, ways=self.ways)

    def every(self) -> QuerySet[Matter]:
        """All of them, in order."""
        rows = self.rows.filter(reduce(or_, self.ways)) if self.ways else self.rows
        return rows.order_by(self.by, "-pk" if self.by.startswith("-") else "pk")

    def counted(self, most: int = COUNTED) -> int:
        """How many there are; most + 1 stands for more than most. It stops there."""
        bare = self.rows.order_by().values_list("pk", flat=True)
        if not self.ways:
            return bare[: most + 1].count()
        return min(most + 1, len({key for way in self.ways for key in bare.filter(way)[: most + 1]}))


def worklists_of(scope: Scope) -> list[Worklist]:
    """Those that the reader may have, in the order of the table."""
    return [worklist for worklist, row in TABLE.items() if scope.may(row.needs) and (worklist is not Worklist.UNIT or scope.unit_ids)]


def listed(scope: Scope, worklist: Worklist, filters: MatterFilters | None = None, order: str = "") -> Listed:
    """The matters of a worklist that pass the filters, in one of its orders; without those withheld or merged into others."""
    row = TABLE[worklist]
    scope.demand(row.needs)
    by = ORDERS[order if order in row.orders else row.order]
    rows = matters_passing(scope, filters or MatterFilters(), anywhere=row.ways is not None)
    indexed = _INDEXED_BY_DEADLINE if by == "due_on" else _ALWAYS_INDEXED
    lookups = row.lookups(timezone.localdate())
    plain = {lookup: value for lookup, value in lookups.items() if lookup.split("__")[0] in indexed}
    rest = {lookup: value for lookup, value in lookups.items() if lookup not in plain}
    rows = aside(rows.select_related("lead_unit").filter(**plain), **rest)
    if row.ways:
        return Listed(rows, row.ways(scope), by)
    return Listed(rows, () if scope.prefixes.get(Permission.SEE_MATTERS) else ways_of_involvement(scope), by)


def counts_of(scope: Scope) -> dict[Worklist, int]:
    """How many matters each of the reader's worklists holds, up to COUNTED and one more; not older than a minute."""
    found = known_counts_of(scope)
    if found is None:
        found = {worklist: listed(scope, worklist).counted() for worklist in worklists_of(scope) if worklist is not Worklist.ALL}
        cache.set(_key_of_counts(scope), found, _KEPT_SECONDS)
    return found


def known_counts_of(scope: Scope) -> dict[Worklist, int] | None:
    """The same if they were counted within the last minute; otherwise None, so that a page need not wait for them."""
    found: dict[Worklist, int] | None = cache.get(_key_of_counts(scope))
    return found


def _key_of_counts(scope: Scope) -> str:
    return f"worklists:{revision()}:{scope.staff_id}:{'.'.join(scope.prefixes.get(Permission.SEE_MATTERS, ()))}"
