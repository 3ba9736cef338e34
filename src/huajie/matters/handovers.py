"""Which units have to do with a matter, and who may answer for them."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.scope import Scope, scope_of
from huajie.audit.services import Actor
from huajie.matters.models import Handover, HandoverDuty, HandoverState, Matter
from huajie.matters.withheld import hidden_from
from huajie.people.trees import within

LIVE = (HandoverState.SENT, HandoverState.RECEIVED)


def handovers_of(matter: Matter) -> QuerySet[Handover]:
    """Each time that the matter, or one merged into it, was handed to a unit; the leading ones first, the newest before the older."""
    rows = Handover.objects.filter(within("matter", [matter.standing_id]))
    return rows.select_related("unit", "from_unit", "sent_by", "answered_by").order_by("-duty", "-pk")


def live_of(matter: Matter) -> QuerySet[Handover]:
    """Those that a unit has not answered for good."""
    return Handover.objects.filter(matter=matter.standing_id, state__in=LIVE)


def lead_of(matter: Matter) -> Handover | None:
    """The hand-over to the unit that leads now."""
    return live_of(matter).filter(duty=HandoverDuty.LEAD).select_related("unit").first()


def coordinates(by: Actor, matter: Matter) -> bool:
    """True if and only if whoever acts sends matters on where this one lies, or is the system itself."""
    return not isinstance(by, Staff) or scope_of(by).may_in(Permission.ROUTE_MATTERS, matter.area_id)


def working_units(staff: Staff) -> frozenset[int]:
    """The units in which somebody works on matters. One query."""
    return frozenset(posting.unit_id for posting in _held(staff) if Permission.WORK_MATTERS in PERMISSIONS[Role(posting.role)])


def is_of_unit(by: Actor, unit_id: int) -> bool:
    """True if and only if whoever acts works in the unit, in a role that works on matters."""
    return isinstance(by, Staff) and unit_id in working_units(by)


def inbox_of(scope: Scope, staff: Staff) -> QuerySet[Handover]:
    """What the units of somebody have to sign for, and the parts that they assist with; nothing that is withheld from the reader."""
    waiting = Q(state=HandoverState.SENT) | Q(state=HandoverState.RECEIVED, duty=HandoverDuty.ASSIST)
    rows = Handover.objects.filter(waiting, unit__in=working_units(staff)).filter(
        Q(matter__root=None, matter__is_open=True) | Q(matter__root__is_open=True)
    )
    hidden = hidden_from(scope)
    seen = rows.exclude(matter__in=hidden).exclude(matter__root__in=hidden)
    return seen.select_related("unit", "from_unit", "matter__root", "matter__area")


def sending_unit(by: Actor) -> Unit | None:
    """The unit in whose name somebody sends matters on."""
    if not isinstance(by, Staff):
        return None
    sends = [posting for posting in _held(by) if Permission.ROUTE_MATTERS in PERMISSIONS[Role(posting.role)]]
    return sends[0].unit if sends else None


def _held(staff: Staff) -> list[Posting]:
    today = timezone.localdate()
    postings = staff.postings.select_related("unit").order_by("pk")
    return [posting for posting in postings if posting.is_active_on(today) and posting.unit.active]
