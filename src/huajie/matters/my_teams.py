"""The teams that somebody is on or stands in on, and the places that they were asked to take over."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from huajie.accounts.scope import Scope
from huajie.matters.loads import leaves_on, places_on
from huajie.matters.models import Leave, Matter, TeamMember
from huajie.matters.withheld import hidden_from


@dataclass(frozen=True, slots=True)
class MyTeam:
    """A place on a team, who else is on it, and the team's open matters."""

    place: TeamMember
    others: tuple[TeamMember, ...]
    matters: tuple[Matter, ...]


def my_teams(scope: Scope) -> list[MyTeam]:
    """The teams that the reader is on today, or stands in on. Three queries."""
    today, reader = timezone.localdate(), scope.staff_id or 0
    away = leaves_on(today).filter(substitute=reader).values("staff")
    return _with_matters(scope, places_on(today).filter(Q(staff=reader) | Q(staff__in=away)))


def offered_to(scope: Scope) -> list[MyTeam]:
    """The places that the reader was asked to take over, with what is open there. Three queries."""
    asked = TeamMember.objects.filter(staff=scope.staff_id or 0, accepted_at=None, until=None)
    return _with_matters(scope, asked.select_related("takes_over_from__staff"))


def my_leaves(scope: Scope) -> list[Leave]:
    """The reader's leaves that are not over. One query."""
    today = timezone.localdate()
    held = Leave.objects.filter(staff=scope.staff_id or 0, until__gte=today, ended_early=False)
    return list(held.select_related("staff", "substitute"))


def _with_matters(scope: Scope, places: QuerySet[TeamMember]) -> list[MyTeam]:
    held = list(places.select_related("staff", "team", "takes_over_from__staff").order_by("pk"))
    teams = {place.team_id for place in held}
    rows = Matter.objects.filter(team__in=teams, is_open=True, merged_into=None).exclude(pk__in=hidden_from(scope))
    matters: dict[int, list[Matter]] = defaultdict(list)
    for matter in rows.order_by("due_on", "pk"):
        matters[matter.team_id or 0].append(matter)
    members: dict[int, list[TeamMember]] = defaultdict(list)
    for member in places_on(timezone.localdate()).filter(team__in=teams).select_related("staff"):
        members[member.team_id].append(member)
    return [MyTeam(place, _without(members[place.team_id], place), tuple(matters[place.team_id])) for place in held]


def _without(members: list[TeamMember], place: TeamMember) -> tuple[TeamMember, ...]:
    return tuple(member for member in members if member.staff_id != place.staff_id)
