"""Who may be entered as away by the reader, who could stand in, and which leaves they see."""

from collections import defaultdict

from django.db.models import Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Posting
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.models import Leave
from huajie.matters.teams import workers

Choices = list[tuple[str, list[tuple[str, str]]]]


def leaves_to_see(scope: Scope) -> QuerySet[Leave]:
    """The leaves that are not over: the reader's own, those on which they stand in, and those of the people for whom they set teams."""
    whose = Q(staff=scope.staff_id or 0) | Q(substitute=scope.staff_id or 0) | Q(staff__in=_for_whom(scope).values("staff"))
    rows = Leave.objects.filter(whose, until__gte=timezone.localdate(), ended_early=False)
    return rows.select_related("staff", "substitute").order_by("since", "pk")


def people_to_send_away(scope: Scope) -> Choices:
    """The reader, and those for whom they set teams, under their units. One query."""
    return _by_unit(workers(timezone.localdate()).filter(Q(staff=scope.staff_id or 0) | Q(pk__in=_for_whom(scope).values("pk"))))


def colleagues_in(scope: Scope) -> Choices:
    """Who works in the reader's units, or in those of the people for whom they set teams. One query."""
    units = _for_whom(scope).values("unit")
    return _by_unit(workers(timezone.localdate()).filter(Q(unit__in=scope.unit_ids) | Q(unit__in=units)))


def _for_whom(scope: Scope) -> QuerySet[Posting]:
    held = workers(timezone.localdate())
    here = scope.narrow(held, Permission.SET_TEAMS, "area_id")
    return here | held.filter(unit__in=scope.unit_ids) if scope.may(Permission.SET_TEAMS) else here


def _by_unit(postings: QuerySet[Posting]) -> Choices:
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for posting in postings.select_related("staff", "unit").order_by("unit__area_id", "unit__name", "staff__display_name"):
        units[posting.unit.name][str(posting.staff_id)] = str(posting.staff)
    return [(unit, list(people.items())) for unit, people in units.items()]
