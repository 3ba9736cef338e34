"""Who answers for a matter: the head of the unit first, the responsible leader, the team of three."""

from dataclasses import dataclass

from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope
from huajie.matters.access import works_on
from huajie.matters.models import LeaderNode, Matter, Recusal, Team
from huajie.matters.readiness import held
from huajie.matters.states import TEAM
from huajie.matters.teams import Concerned, Place, places_of, recusals_of, words_for
from huajie.people.trees import standing


@dataclass(frozen=True, slots=True)
class Responsible:
    """Everybody who answers for a matter, and what the reader may change of it."""

    unit: Unit | None
    heads: tuple[Staff, ...]
    node: LeaderNode | None
    team: Team | None
    whom: str  # in words
    places: tuple[Place, ...]
    recusals: tuple[Recusal, ...]
    is_idle: bool  # the team answers for nothing that is open
    is_short: bool  # fewer than three can work on this matter
    may_set_team: bool
    may_set_leader: bool
    may_work: bool
    own_place: int | None
    has_recused: bool


def responsible_for(scope: Scope, matter: Matter) -> Responsible:
    """Twelve queries at most."""
    involved = works_on(scope, matter)
    team = _team_of(matter)
    recusals = recusals_of(matter)
    places = places_of(matter, recusals)
    return Responsible(
        unit=matter.lead_unit,
        heads=tuple(heads_of(matter.lead_unit)) if matter.lead_unit else (),
        node=matter.leader_node,
        team=team,
        whom=words_for(_whom(team)) if team else "",
        places=tuple(places),
        recusals=tuple(recusals),
        is_idle=bool(places) and not Matter.objects.filter(team=team, is_open=True, merged_into=None).exists(),
        is_short=bool(places) and matter.is_open and not held(matter, [TEAM.name]),
        may_set_team=scope.holds(Permission.SET_TEAMS, matter.area_id, also=involved),
        may_set_leader=scope.may_in(Permission.SET_LEADERS, matter.area_id),
        may_work=scope.holds(Permission.WORK_MATTERS, matter.area_id, also=involved),
        own_place=next((place.member.pk for place in places if place.member.staff_id == scope.staff_id), None),
        has_recused=any(recusal.staff_id == scope.staff_id for recusal in recusals),
    )


def heads_of(unit: Unit) -> list[Staff]:
    """The heads of a unit on this day (单位负责人), first responsible for what it leads. One query."""
    postings = Posting.objects.filter(unit=unit, role=Role.UNIT_HEAD, staff__is_active=True).select_related("staff")
    today = timezone.localdate()
    return [posting.staff for posting in postings.order_by("since", "pk") if posting.is_active_on(today)]


def _team_of(matter: Matter) -> Team | None:
    named = ("person__root", "household__root__head", "household__head")
    return Team.objects.select_related(*named).filter(pk=matter.team_id or 0).first()


def _whom(team: Team | None) -> Concerned | None:
    if team is None:
        return None
    if team.household:
        return standing(team.household)
    return standing(team.person) if team.person else None
