"""Who may ask a resident whether a matter is settled: nobody who worked on it or answers for it."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.audit.services import Actor
from huajie.core.errors import NotPermitted
from huajie.matters.access import teams_of
from huajie.matters.models import LeaderNode, Matter, Outcome, TeamMember


def insiders(staff_id: int) -> Q:
    """Matters that somebody is on the team of or stands in on, leads, answers for as a leader, or wrote the outcome of."""
    was = TeamMember.objects.filter(staff=staff_id, accepted_at__isnull=False).values("team")
    wrote = Outcome.objects.filter(by=staff_id).values("matter")
    leads = Q()
    for path in ("leader_node", "leader_node__parent", "leader_node__parent__parent"):
        leads |= Q(**{f"{path}__leader": staff_id})
    return Q(team__in=was) | Q(team__in=teams_of(staff_id)) | leads | Q(pk__in=wrote)


def why_not(matter: Matter, staff: Staff) -> str:
    """Why somebody may not be the one who asks; empty if they may. Four queries at most."""
    places = TeamMember.objects.filter(team=matter.team_id or 0)
    if places.filter(staff=staff, accepted_at__isnull=False).exists() or teams_of(staff.pk).filter(team=matter.team_id or 0).exists():
        return _("You are or were on the team of this matter. Somebody outside it asks the resident.")
    if any(node.leader_id == staff.pk for node in _answering(matter)):
        return _("You answer for this matter as its leader. Somebody outside asks the resident.")
    if Outcome.objects.filter(matter=matter, by=staff).exists():
        return _("You wrote the outcome of this matter. Somebody else asks the resident.")
    return ""


def demand_outside(matter: Matter, by: Actor) -> None:
    """Refuse whoever worked on it or answers for it."""
    reason = why_not(matter, by) if isinstance(by, Staff) else ""
    if reason:
        raise NotPermitted(reason)


def _answering(matter: Matter) -> Iterator[LeaderNode]:
    """The leader's place, and those above it."""
    node = matter.leader_node
    while node:
        yield node
        node = node.parent
