"""Who may ask a resident whether a matter is settled: nobody who worked on it, answers for it, or is posted in a unit that handles it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.areas.models import LENGTHS
from huajie.audit.services import Actor
from huajie.core.errors import NotPermitted
from huajie.matters.models import (
    CallBack,
    CallBackKind,
    Handover,
    HandoverDuty,
    HandoverState,
    LeaderNode,
    Leave,
    Matter,
    Outcome,
    Step,
    TeamMember,
)
from huajie.people.trees import within

FROM_OUTSIDE = frozenset({"withdraw"})
"""Moves that only somebody outside makes; a confirmation has its own rule for each way of answering (services/confirming.py)."""
_ASKING = [role for role in Role if Permission.CONFIRM_CLOSING in PERMISSIONS[role]]
_HANDLED = (HandoverState.SENT, HandoverState.RECEIVED, HandoverState.DONE)
_MOST_NAMED = 3


def insiders(staff_id: int) -> Q:
    """Matters that somebody is or was on a team of or stood in on, answers for as a leader, wrote the outcome of, wrote the withdrawal of
    that is still to be asked about, or whose leading or assisting units they are posted in."""
    teams = _ever_on(staff_id)
    wrote = Outcome.objects.filter(by=staff_id).values("matter")
    leads = Q()
    for path in ("leader_node", "leader_node__parent", "leader_node__parent__parent"):
        leads |= Q(**{f"{path}__leader": staff_id})
    formerly = Matter.former_teams.through.objects.filter(team__in=teams).values("matter")
    units = _held(Posting.objects.filter(staff=staff_id)).values("unit")
    assisted = Handover.objects.filter(unit__in=units, duty=HandoverDuty.ASSIST, state__in=_HANDLED).order_by()
    parts = Q(lead_unit__in=units) | Q(pk__in=assisted.values(standing=Coalesce("matter__root_id", "matter_id")))
    return Q(team__in=teams) | Q(pk__in=formerly) | leads | Q(pk__in=wrote) | Q(pk__in=_took_back(staff_id)) | parts


def why_not(matter: Matter, staff: Staff) -> str:
    """Why somebody may not be the one who asks; empty if they may. Six queries at most."""
    teams = Q(team=matter.team_id or 0) | Q(team__former_matters=matter)
    if _ever_on(staff.pk).filter(teams).exists():
        return _("You are or were on the team of this matter. Somebody outside it asks the resident.")
    if any(node.leader_id == staff.pk for node in _answering(matter)):
        return _("You answer for this matter as its leader. Somebody outside asks the resident.")
    if Outcome.objects.filter(matter=matter, by=staff).exists():
        return _("You wrote the outcome of this matter. Somebody else asks the resident.")
    if _took_back(staff.pk).filter(matter=matter).exists():
        return _("You wrote down that the resident withdraws. Somebody else asks whether it was of their own accord.")
    handling = _handling(matter)
    own = Unit.objects.filter(pk__in=handling, postings__in=_held(Posting.objects.filter(staff=staff))).first()
    if own:
        told = {"unit": own.name, "who": _who_asks(matter, handling)}
        return _("You are posted in %(unit)s, which handles this matter. Somebody outside it asks the resident: %(who)s.") % told
    return ""


def demand_outside(matter: Matter, by: Actor) -> None:
    """Refuse whoever worked on it or answers for it."""
    reason = why_not(matter, by) if isinstance(by, Staff) else ""
    if reason:
        raise NotPermitted(reason)


def _ever_on(staff_id: int) -> QuerySet[TeamMember, Any]:  # Any: a dict of one key
    """The teams that somebody is or was on, or stood in on for a member who was away: a subquery of their keys."""
    away = Leave.objects.filter(substitute=staff_id, staff=OuterRef("staff"), since__lte=timezone.localdate(), until__gte=OuterRef("since"))
    stood_in = Q(Exists(away), until=None) | Q(Exists(away.filter(since__lt=OuterRef("until"))))
    return TeamMember.objects.filter(Q(staff=staff_id) | stood_in, accepted_at__isnull=False).order_by().values("team")


def _took_back(staff_id: int) -> QuerySet[Step, Any]:  # Any: a dict of one key
    """The matters whose withdrawal somebody wrote down, while the resident is still to be asked about it: a subquery of their keys."""
    asked = CallBack.objects.filter(matter=OuterRef("matter"), kind=CallBackKind.WITHDRAWAL, done_on=None)
    return Step.objects.filter(Exists(asked), move="withdraw", by=staff_id).order_by().values("matter")


def _held(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Those of them that hold today."""
    today = timezone.localdate()
    return postings.filter(Q(until=None) | Q(until__gt=today), since__lte=today).order_by()


def _handling(matter: Matter) -> set[int]:
    """The unit that leads, and those that assist or did: they gain by its closing."""
    assists = Handover.objects.filter(within("matter", [matter.standing_id]), duty=HandoverDuty.ASSIST, state__in=_HANDLED)
    return {unit for unit in (matter.lead_unit_id, *assists.values_list("unit", flat=True)) if unit}


def _who_asks(matter: Matter, handling: set[int]) -> str:
    """The nearest units that look after the matter's area, do not handle it, and have somebody to ask: the town's, or one level up."""
    over = [matter.area_id[:length] for length in LENGTHS.values() if length <= len(matter.area_id)]
    postings = _held(Posting.objects.filter(role__in=_ASKING, area__in=over, unit__active=True, staff__is_active=True))
    found = list(postings.exclude(unit__in=handling).values_list("area", "unit__name").distinct())
    nearest = max((len(area) for area, _name in found), default=0)
    names = sorted(name for area, name in found if len(area) == nearest)[:_MOST_NAMED]
    return " · ".join(names) or _("nobody yet; the district posts somebody for it in another unit")


def _answering(matter: Matter) -> Iterator[LeaderNode]:
    """The leader's place, and those above it."""
    node = matter.leader_node
    while node:
        yield node
        node = node.parent
