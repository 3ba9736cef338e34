"""Days away, and who stands in meanwhile."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.loads import places_on
from huajie.matters.models import Leave, Recusal
from huajie.matters.teams import workers


@transaction.atomic
def enter_leave(staff: Staff, since: date, until: date, substitute: Staff, *, by: Actor, because: str = "") -> Leave:
    """Somebody is away; a colleague of one of their units sees and does their work on teams on these days. Nobody passes that on.

    Everybody enters their own; who may set teams where somebody is posted enters theirs.
    """
    _demand_may(staff, by)
    Staff.objects.select_for_update().get(pk=staff.pk)  # of two leaves entered at once one waits
    _demand_days(staff, since, until)
    _demand_substitute(staff, substitute, since, until)
    leave = Leave.objects.create(staff=staff, since=since, until=until, substitute=substitute, because=because.strip()[:120])
    detail = {"since": since.isoformat(), "until": until.isoformat(), "substitute": substitute.username}
    record(Act.LEAVE_ENTERED, by=by, subject=staff.audit_name, detail=detail)
    return leave


@transaction.atomic
def end_leave(leave: Leave, *, by: Actor) -> None:
    """They are back early, or did not go: nobody stands in any more."""
    _demand_may(leave.staff, by)
    if not Leave.objects.filter(pk=leave.pk, ended_early=False, until__gte=timezone.localdate()).update(ended_early=True):
        raise Refused(_("This leave is over already."))
    record(Act.LEAVE_ENDED, by=by, subject=leave.staff.audit_name, detail={"since": leave.since.isoformat()})


def leaves_between(since: date, until: date) -> QuerySet[Leave]:
    """Leaves of which a day lies between the two."""
    return Leave.objects.filter(since__lte=until, until__gte=since, ended_early=False)


def _demand_may(staff: Staff, by: Actor) -> None:
    if not isinstance(by, Staff) or by.pk == staff.pk:
        return
    scope = scope_of(by)
    places = Posting.objects.filter(Q(until=None) | Q(until__gt=timezone.localdate()), staff=staff)
    here = scope.narrow(places, Permission.SET_TEAMS, "area_id")
    same_unit = places.filter(unit__in=scope.unit_ids) if scope.may(Permission.SET_TEAMS) else places.none()
    if not (here | same_unit).exists():
        raise NotPermitted(_("You enter leaves of your own, and of those for whom you appoint teams."))


def _demand_days(staff: Staff, since: date, until: date) -> None:
    if until < since:
        raise Refused(_("The leave ends before it begins."))
    if until < timezone.localdate():
        raise Refused(_("The leave lies in the past."))
    if leaves_between(since, until).filter(staff=staff).exists():
        raise Refused(_("On some of these days there is a leave already. End that one first, or choose other days."))
    if leaves_between(since, until).filter(substitute=staff).exists():
        raise Refused(_("On some of these days they stand in for somebody else. Choose another substitute for that leave first."))


def _demand_substitute(staff: Staff, substitute: Staff, since: date, until: date) -> None:
    told = {"name": substitute}
    if substitute.pk == staff.pk:
        raise Refused(_("Somebody else stands in."))
    today = timezone.localdate()
    units = workers(today).filter(staff=staff).values("unit")
    if not workers(today).filter(staff=substitute, unit__in=units).exists():
        raise Refused(_("%(name)s does not work in the same unit. Choose somebody who does.") % told)
    if leaves_between(since, until).filter(staff=substitute).exists():
        raise Refused(_("%(name)s is away on some of these days. A substitute has no substitute: choose somebody else.") % told)
    teams = places_on(today).filter(staff=staff).values("team")
    if Recusal.objects.filter(staff=substitute, lifted_because="", matter__team__in=teams, matter__is_open=True).exists():
        raise Refused(_("%(name)s has declared a recusal (信访工作条例 §28). Choose somebody else.") % told)
