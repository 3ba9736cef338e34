"""Appointing a team of three, giving it a matter, and dissolving it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.loads import places_on
from huajie.matters.models import Matter, Team, TeamMember
from huajie.matters.readiness import TEAM_SIZE
from huajie.matters.services.appointable import demand_appointable
from huajie.matters.services.moving import demand_version
from huajie.matters.teams import Concerned, concerned_by, members_of
from huajie.people.models import Household, Person
from huajie.people.services.merging import staff_of


@dataclass(frozen=True, slots=True)
class NewMember:
    """One of the three: with a named duty, and a day or a rhythm."""

    staff: Staff
    duty: str
    is_lead: bool = False
    due_on: date | None = None
    rhythm: str = ""


@transaction.atomic
def appoint(
    matter: Matter,
    members: Sequence[NewMember],
    *,
    by: Actor,
    whom: Concerned | None = None,
    along: Sequence[Matter] = (),
    version: int | None = None,
    not_the_same: Collection[int] = (),
) -> Team:
    """Three people answer from now on for the matter and for those `along` with it; a team that keeps nothing open is dissolved.

    `whom` is the person or household that the team is for (None: the matter alone, which concerns neither).
    """
    matters = hold([matter, *along])
    first = _demand_may(matters, matter, by, version)
    _demand_concerned(first, whom)
    _demand_three(members)
    demand_appointable([member.staff for member in members], matters, not_the_same=not_the_same)
    team = Team.objects.create(
        person=whom if isinstance(whom, Person) else None,
        household=whom if isinstance(whom, Household) else None,
        formed_by=staff_of(by),
    )
    TeamMember.objects.bulk_create(_row(team, member) for member in members)
    _give(matters, team)
    detail = {"team": team.pk, "members": [member.staff.username for member in members], "also": [other.ref for other in along]}
    record(Act.TEAM_APPOINTED, by=by, subject=first.ref, detail=detail)
    matter.refresh_from_db()
    return team


@transaction.atomic
def entrust(matter: Matter, team: Team, *, by: Actor, version: int | None = None, not_the_same: Collection[int] = ()) -> None:
    """Give the matter to the team that the person or household has already."""
    matters = hold([matter])
    first = _demand_may(matters, matter, by, version)
    _demand_concerned(first, team.household or team.person)
    members = members_of(team)
    if team.dissolved_at or len(members) != TEAM_SIZE:
        raise Refused(_("This team is not complete any more. Appoint another."))
    demand_appointable([member.staff for member in members], matters, not_the_same=not_the_same)
    _give(matters, team)
    detail = {"team": team.pk, "members": [member.staff.username for member in members], "also": []}
    record(Act.TEAM_APPOINTED, by=by, subject=first.ref, detail=detail)
    matter.refresh_from_db()


@transaction.atomic
def dissolve(matter: Matter, *, by: Actor, because: str) -> None:
    """End the team of a matter, once nothing is open that it answers for."""
    found = hold([matter])[0]
    demand(by, Permission.SET_TEAMS, found)
    if found.team is None or found.team.dissolved_at:
        raise Refused(_("This matter has no team."))
    if not because.strip():
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    if not _end_if_idle(found.team):
        raise Refused(_("The team still answers for open matters. Appoint another for them first."))
    record(Act.TEAM_DISSOLVED, by=by, subject=found.ref, purpose=because.strip()[:200], detail={"team": found.team.pk})


def hold(matters: Sequence[Matter]) -> list[Matter]:
    """The matters that stand for these, held until the transaction ends; always in one order, so that two who hold several never wait
    for each other."""
    keys = {matter.standing_id for matter in matters}
    return list(Matter.objects.select_for_update(of=("self",)).select_related("team").filter(pk__in=keys).order_by("pk"))


def _demand_may(matters: Sequence[Matter], matter: Matter, by: Actor, version: int | None) -> Matter:
    first = next(held for held in matters if held.pk == matter.standing_id)
    for held in matters:
        demand(by, Permission.SET_TEAMS, held)
        if not held.is_open:
            raise Refused(_("%(ref)s is closed. A team is appointed for open matters.") % {"ref": held.ref})
    demand_version(first, version)
    return first


def _demand_concerned(matter: Matter, whom: Concerned | None) -> None:
    concerned = concerned_by(matter)
    if whom is not None and whom not in concerned:
        raise Refused(_("The matter does not concern them. Choose a person or household from its parties."))
    if whom is None and concerned:
        raise Refused(_("Say whom the team is for: the household, or the person."))


def _demand_three(members: Sequence[NewMember]) -> None:
    """Three different people, one lead, each with a duty and a day or a rhythm (定人定责定期限)."""
    if len(members) != TEAM_SIZE:
        raise Refused(_("A team has three people; %(count)s are named.") % {"count": len(members)})
    if len({member.staff.pk for member in members}) != TEAM_SIZE:
        raise Refused(_("One person is named twice. A team has three different people."))
    if sum(member.is_lead for member in members) != 1:
        raise Refused(_("Exactly one of the three leads."))
    for member in members:
        demand_duty(member.staff, member.duty, member.due_on, member.rhythm)


def demand_duty(staff: Staff, duty: str, due_on: date | None, rhythm: str) -> None:
    """Refuse unless a duty is named, with a day to come or a rhythm."""
    told = {"name": staff}
    if not duty.strip():
        raise Refused(_("Name what %(name)s has to do.") % told)
    if due_on is None and not rhythm.strip():
        raise Refused(_("Say by when, or how often, %(name)s has to do it.") % told)
    if due_on is not None and due_on < timezone.localdate():
        raise Refused(_("The day for %(name)s lies in the past.") % told)


def _row(team: Team, member: NewMember) -> TeamMember:
    return TeamMember(
        team=team,
        staff=member.staff,
        is_lead=member.is_lead,
        duty=member.duty.strip()[:80],
        due_on=member.due_on,
        rhythm=member.rhythm.strip()[:40],
        since=timezone.localdate(),
        accepted_at=timezone.now(),
    )


def _give(matters: Sequence[Matter], team: Team) -> None:
    before = {matter.team for matter in matters if matter.team and matter.team != team}
    for matter in matters:
        if matter.team in before:
            matter.former_teams.add(matter.team)
    Matter.objects.filter(pk__in=[matter.pk for matter in matters]).update(team=team, version=F("version") + 1)
    for former in before:
        _end_if_idle(former)


def _end_if_idle(team: Team) -> bool:
    """Dissolve a team that answers for nothing open. False: it does, and stays."""
    if team.dissolved_at is None and Matter.objects.filter(team=team, is_open=True, merged_into=None).exists():
        return False
    today = timezone.localdate()
    places_on(today).filter(team=team).update(until=today)
    TeamMember.objects.filter(team=team, accepted_at=None, until=None).update(until=today)
    Team.objects.filter(pk=team.pk, dissolved_at=None).update(dissolved_at=timezone.now())
    return True
