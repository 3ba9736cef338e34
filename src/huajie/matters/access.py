"""Who may do what with a matter: by its area, or by being involved in it. Need to know, in one place."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope, scope_of
from huajie.audit.services import Actor
from huajie.core.errors import NotPermitted
from huajie.matters.models import Handover, HandoverDuty, HandoverState, LeaderNode, Leave, Matter, Task, TeamMember

_HELD_BY_UNIT = (HandoverState.SENT, HandoverState.RECEIVED, HandoverState.DONE)


def involved(scope: Scope) -> Q:
    """Matters that the reader sees by having to do with them: those worked on, and those that their units answer for by area or field."""
    matters = Q(territorial_unit__in=scope.working_unit_ids)
    for way in ways_of_involvement(scope):
        matters |= way
    return matters


def worked_on(scope: Scope) -> Q:
    """Matters that the reader works on: their units lead or assist with them, or they have them by a team, a task or as a leader.

    Answering for the field or the area is not enough: nothing was handed to that unit yet.
    """
    matters = Q(pk__in=[])
    for way in _ways_of_work(scope):
        matters |= way
    return matters


def ways_of_involvement(scope: Scope) -> tuple[Q, ...]:
    """The same one by one, each with an index of its own. Not by the area's unit: whoever is posted there looks after the area itself."""
    return (*([Q(sector_unit__in=scope.working_unit_ids)] if scope.working_unit_ids else []), *_ways_of_work(scope))


def _ways_of_work(scope: Scope) -> list[Q]:
    ways: list[Q] = []
    if scope.working_unit_ids:
        ways += [Q(lead_unit__in=scope.working_unit_ids), Q(pk__in=_assisted_by(scope)), Q(pk__in=_merged_of(scope))]
    if scope.staff_id:
        ways += [Q(team__in=teams_of(scope.staff_id)), Q(pk__in=tasks_of(scope.staff_id))]
    if scope.staff_id and Role.RESPONSIBLE_LEADER in scope.roles:  # not for whoever was one until yesterday
        ways += [Q(leader_node__in=places_of_leader(scope.staff_id))]
    return ways


def places_of_leader(staff_id: int) -> QuerySet[LeaderNode, Any]:  # Any: a dict of one key
    """The places in the order of leaders that somebody holds, with the groups beneath: a subquery of their keys."""
    own = Q(leader=staff_id) | Q(parent__leader=staff_id) | Q(parent__parent__leader=staff_id)
    return LeaderNode.objects.filter(own).order_by().values("pk")


def tasks_of(staff_id: int, **narrowed: Any) -> QuerySet[Task, Any]:  # Any: conditions; a dict of one key
    """The standing matters in which somebody has, or had, something to do: a subquery of their keys."""
    tasks = Task.objects.filter(assignee=staff_id, **narrowed)
    return tasks.values(standing=Coalesce("matter__root_id", "matter_id"))


def teams_of(staff_id: int) -> QuerySet[TeamMember, Any]:  # Any: a dict of one key
    """The teams that somebody is on today, or stands in on for a member who is away: a subquery of their keys."""
    today = timezone.localdate()
    away = Leave.objects.filter(substitute=staff_id, since__lte=today, until__gte=today, ended_early=False).order_by().values("staff")
    people = Staff.objects.filter(pk=staff_id).values("pk").union(away)  # few: of "or" PostgreSQL expects half of all places
    places = TeamMember.objects.filter(staff__in=people, accepted_at__isnull=False)
    return places.filter(Q(until=None) | Q(until__gt=today)).values("team")


def visible(rows: QuerySet[Matter], scope: Scope, area: str = "area_id") -> QuerySet[Matter]:
    """What the reader's list of matters holds: those of their areas; where they look after none, those they are involved in."""
    if scope.prefixes.get(Permission.SEE_MATTERS):
        return scope.narrow(rows, Permission.SEE_MATTERS, area)
    return rows.filter(involved(scope)) if scope.may(Permission.SEE_MATTERS) else rows.none()


def is_involved(scope: Scope, matter: Matter) -> bool:
    """True if and only if the reader's units, teams or tasks have to do with it. One query."""
    return Matter.objects.filter(involved(scope), pk=matter.standing_id).exists()


def works_on(scope: Scope, matter: Matter) -> bool:
    """True if and only if the reader, or a unit of theirs, works on it. One query."""
    return Matter.objects.filter(worked_on(scope), pk=matter.standing_id).exists()


def is_on_team(scope: Scope, matter: Matter) -> bool:
    """True if and only if the reader is on the matter's team today, or stands in on it. One query."""
    return bool(scope.staff_id and matter.team_id) and teams_of(scope.staff_id or 0).filter(team=matter.team_id).exists()


def may(scope: Scope, permission: Permission, matter: Matter) -> bool:
    """True if and only if the permission holds in the matter's area, or somewhere and the reader works on it (to see it: is involved)."""
    concerned = is_involved if permission is Permission.SEE_MATTERS else works_on
    return scope.may_in(permission, matter.area_id) or (scope.may(permission) and concerned(scope, matter))


def demand(by: Actor, permission: Permission, matter: Matter) -> None:
    """Refuse unless whoever acts may do this with the matter. The system itself may."""
    if isinstance(by, Staff) and not may(scope_of(by), permission, matter):
        raise NotPermitted(_("Your posting does not include this. If it belongs to your work, ask the coordinator of your area."))


def _assisted_by(scope: Scope) -> QuerySet[Handover, Any]:  # Any: a dict of one key
    held = Handover.objects.filter(unit__in=scope.working_unit_ids, state__in=_HELD_BY_UNIT, duty=HandoverDuty.ASSIST)
    return held.values(standing=Coalesce("matter__root_id", "matter_id"))


def _merged_of(scope: Scope) -> QuerySet[Matter, Any]:  # Any: a dict of one key
    """The matters that stand for merged ones which these units held: leading those is kept on them alone."""
    merged = Matter.objects.filter(root__isnull=False)
    return merged.filter(handovers__unit__in=scope.working_unit_ids, handovers__state__in=_HELD_BY_UNIT).values("root")
