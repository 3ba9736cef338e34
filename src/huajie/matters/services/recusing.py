"""Somebody of the staff who has to do with a matter themselves says so and stays out of it (信访工作条例 §28)."""

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.models import Matter, Recusal
from huajie.matters.services.moving import lock
from huajie.people.services.merging import staff_of


@transaction.atomic
def declare_recusal(matter: Matter, staff: Staff, *, by: Actor, because: str) -> Recusal:
    """From now on they are appointed to no team of this matter. Everybody declares their own; who may set teams, that of others.

    A place that they hold already stays theirs until a colleague takes it over, and is shown as one to hand on.
    """
    found = lock(matter)
    demand(by, Permission.WORK_MATTERS if by == staff else Permission.SET_TEAMS, found)
    told = _demand_reason(because)
    if Recusal.objects.filter(matter=found, staff=staff, lifted_because="").exists():
        raise Refused(_("This recusal stands already."))
    recusal = Recusal.objects.create(matter=found, staff=staff, because=told, declared_by=staff_of(by))
    _touch(found)
    record(Act.RECUSAL_DECLARED, by=by, subject=found.ref, purpose=told, detail={"of": staff.username})
    return recusal


@transaction.atomic
def lift_recusal(recusal: Recusal, *, by: Actor, because: str) -> None:
    """It was declared in error: they may be appointed again. Nobody lifts their own."""
    found = lock(recusal.matter)
    demand(by, Permission.SET_TEAMS, found)
    if by == recusal.staff:
        raise Refused(_("Somebody else decides on your recusal."))
    told = _demand_reason(because)
    if not Recusal.objects.filter(pk=recusal.pk, lifted_because="").update(lifted_because=told):
        raise Refused(_("This recusal was lifted already."))
    _touch(found)
    record(Act.RECUSAL_LIFTED, by=by, subject=found.ref, purpose=told, detail={"of": recusal.staff.username})


def _touch(matter: Matter) -> None:
    matter.version += 1
    matter.save(update_fields=["version"])


def _demand_reason(because: str) -> str:
    told = because.strip()[:200]
    if not told:
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    return told
