"""A matter in three seconds: what it is, who answers for it, what is next, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from huajie.accounts.models import Unit
from huajie.deadlines.remaining import Remaining, remaining
from huajie.deadlines.said import told
from huajie.matters import noted
from huajie.matters.models import LeaderNode, Matter, MatterClock, TeamMember, Telling
from huajie.matters.next_steps import NextStep, next_step_of
from huajie.matters.services.clocks import is_owed
from huajie.people.trees import hanging_on
from huajie.rules.clocks.duties import duty

_RUNNING = hanging_on(MatterClock, "matter", lambda clocks: clocks.filter(stopped_on=None, suspended_since=None).order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class Nearest:
    """The deadline that ends first among those that run."""

    clock: MatterClock
    name: str
    article: str
    left: Remaining


@dataclass(frozen=True, slots=True)
class AsTold:
    """What lists say beside the matter, shown as theirs where the register has nothing of its own yet."""

    leader: str
    unit: str
    next_step: str
    deadline: str

    @property
    def deadline_on(self) -> date | None:
        """The day that the list names, if it is one."""
        try:
            return date.fromisoformat(self.deadline)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Glance:
    """The four answers at the top of a matter's page."""

    unit: Unit | None
    is_assigned: bool  # False: the unit is that of the area or the field, and nothing was handed to it yet
    team_lead: str
    leader_node: LeaderNode | None
    next_step: NextStep | None
    nearest: Nearest | None
    as_told: AsTold

    @property
    def next_is_late(self) -> bool:
        """True if and only if the day for what is next has passed."""
        return bool(self.next_step and self.next_step.on and self.next_step.on < timezone.localdate())


def glance_of(matter: Matter, tellings: Sequence[Telling]) -> Glance:
    """Two queries, and those for the units of the matter unless they were loaded with it."""
    return Glance(
        unit=matter.lead_unit or matter.sector_unit or matter.territorial_unit,
        is_assigned=matter.lead_unit_id is not None,
        team_lead=_team_lead(matter),
        leader_node=matter.leader_node,
        next_step=next_step_of(matter),
        nearest=_nearest(matter),
        as_told=_as_told(tellings),
    )


def _team_lead(matter: Matter) -> str:
    if matter.team_id is None:
        return ""
    lead = (
        TeamMember.objects.filter(team=matter.team_id, is_lead=True, until=None, accepted_at__isnull=False).select_related("staff").first()
    )
    return str(lead.staff) if lead else ""


def _nearest(matter: Matter) -> Nearest | None:
    for clock in _RUNNING.all(matter.pk):
        rule = duty(clock.code, clock.started_on)
        if is_owed(clock):
            return Nearest(clock, told(rule.name), told(rule.article), remaining(clock, timezone.localdate()))
    return None


def _as_told(tellings: Sequence[Telling]) -> AsTold:
    post, leader = noted.latest(tellings, "leader_post"), noted.latest(tellings, "leader")
    return AsTold(
        leader=" ".join(part for part in (leader, post) if part),
        unit=noted.latest(tellings, "unit_lead") or noted.latest(tellings, "owner"),
        next_step=noted.latest(tellings, "next_step"),
        deadline=noted.latest(tellings, "deadline"),
    )
