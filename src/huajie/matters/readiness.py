"""What a matter holds of what a move needs: asked once for a page, and once more within the move."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core.lifecycle import Given, Move, Need
from huajie.matters import states
from huajie.matters.access import works_on
from huajie.matters.models import (
    PROVING,
    Attachment,
    Confirmation,
    FollowUp,
    Handover,
    HandoverDuty,
    HandoverState,
    Matter,
    Outcome,
    TeamMember,
)
from huajie.matters.states import LIFECYCLE
from huajie.matters.withheld import reported_among

TEAM_SIZE = 3
_LEADS_ON = frozenset({"accept", "assign", "start", "resolve", "confirm", "follow_up", "archive", "take_up", "resume"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A move that the reader may make from here, and what is missing for it: nothing, if it is possible now."""

    move: Move[Permission]
    missing: tuple[Need, ...]

    @property
    def is_possible(self) -> bool:
        return not self.missing

    @property
    def leads_on(self) -> bool:
        """True if and only if the move brings the matter nearer to its end: the page shows it first."""
        return self.move.name in _LEADS_ON


def offered_moves(scope: Scope, matter: Matter) -> list[Offered]:
    """The moves away from where the matter stands that the reader may make, each with what it still lacks."""
    moves = [move for move in LIFECYCLE.from_state(matter.state) if scope.may(move.permission)]
    if any(not scope.may_in(move.permission, matter.area_id) for move in moves):  # by involvement, if at all: one query tells
        involved = works_on(scope, matter)
        moves = [move for move in moves if scope.holds(move.permission, matter.area_id, also=involved)]
    there = held(matter, (need.name for move in moves for need in move.needs if need.given is Given.HELD))
    return [Offered(move, tuple(need for need in move.needs if need.given is Given.HELD and need.name not in there)) for move in moves]


def lacks(matter: Matter, name: str) -> tuple[Need, ...]:
    """What the matter itself lacks for a move. One query at most for each need."""
    needs = [need for need in LIFECYCLE.move(name).needs if need.given is Given.HELD]
    there = held(matter, (need.name for need in needs))
    return tuple(need for need in needs if need.name not in there)


def held(matter: Matter, names: Iterable[str]) -> frozenset[str]:
    """Those of the named facts that stand in the record. One query at most for each."""
    return frozenset(name for name in set(names) if _HOLDS[name](matter))


def _is_received(matter: Matter) -> bool:
    return Handover.objects.filter(matter=matter, unit=matter.lead_unit_id, duty=HandoverDuty.LEAD, state=HandoverState.RECEIVED).exists()


def _has_team(matter: Matter) -> bool:
    """Three different people on this day whom the matter does not report, of whom one leads (design: three-person team)."""
    if matter.team_id is None:
        return False
    today = timezone.localdate()
    held = TeamMember.objects.filter(Q(until=None) | Q(until__gt=today), team=matter.team_id, accepted_at__isnull=False)
    places = list(held.filter(staff__is_active=True).select_related("staff"))
    reported = reported_among([place.staff for place in places], matter)
    able = [place for place in places if place.staff not in reported]
    return len({place.staff_id for place in able}) == TEAM_SIZE and sum(place.is_lead for place in able) == 1


def _has_outcome(matter: Matter) -> bool:
    return Outcome.objects.filter(matter=matter, superseded=False).exists()


def _is_told(matter: Matter) -> bool:
    """The statement of the outcome that stands was served, or it is on record why it cannot be."""
    return Outcome.objects.filter(matter=matter, superseded=False, told_on__isnull=False).exists()


def _has_evidence(matter: Matter) -> bool:
    return Attachment.objects.filter(matter=matter, withdrawn_because="", purpose__in=PROVING).exists()


def _is_confirmed(matter: Matter) -> bool:
    answers = Confirmation.objects.filter(outcome__matter=matter, outcome__superseded=False)
    return answers.order_by("-pk").values_list("settled", flat=True).first() is True


def _is_followed_up(matter: Matter) -> bool:
    planned = FollowUp.objects.filter(matter=matter).values_list("done_on", flat=True)
    return bool(planned) and all(planned)


_HOLDS: dict[str, Callable[[Matter], bool]] = {
    states.RECEIVED.name: _is_received,
    states.TEAM.name: _has_team,
    states.OUTCOME.name: _has_outcome,
    states.TOLD.name: _is_told,
    states.EVIDENCE.name: _has_evidence,
    states.YES.name: _is_confirmed,
    states.VISITED.name: _is_followed_up,
}
