"""Calling several units together on one matter, and recording what they agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import NotFromHere
from huajie.matters.access import demand
from huajie.matters.handovers import live_of
from huajie.matters.models import Matter
from huajie.matters.services.assisting import Part, ask_to_assist
from huajie.matters.withheld import demand_not_reported
from huajie.reception.models import InvitedUnit, JointReception
from huajie.reception.states import JOINT

_LEAST_UNITS = 2


@dataclass(frozen=True, slots=True)
class Agreed:
    """What became of one invited unit: whether it came, who spoke for it, what it takes on and by when."""

    came: bool
    who: str = ""
    duty: str = ""
    due_on: date | None = None


@transaction.atomic
def plan_joint(matter: Matter, units: Sequence[Unit], on: date, place: str, *, by: Staff) -> JointReception:
    """A joint reception of at least two different, open units. Nobody is told by the register: the units are invited by letter or phone."""
    row = JOINT.move("plan")
    demand(by, row.permission, matter)
    distinct = list({unit.pk: unit for unit in units}.values())
    row.demand(frozenset({"units"} if len(distinct) >= _LEAST_UNITS else ()), frozenset())
    closed = [unit.name for unit in distinct if not unit.active]
    if closed:
        raise Refused(_("%(units)s: closed. Invite the unit that took over.") % {"units": "、".join(closed)})
    demand_not_reported(matter, units=distinct)
    reception = JointReception.objects.create(matter=matter, on=on, place=place.strip()[:100], called_by=by)
    InvitedUnit.objects.bulk_create(InvitedUnit(reception=reception, unit=unit) for unit in distinct)
    _record(reception, "plan", by)
    return reception


@transaction.atomic
def hold_joint(reception: JointReception, agreed: str, results: Mapping[int, Agreed], *, by: Staff) -> JointReception:
    """Who came, and what was agreed: each duty with its day, in the inbox of its unit. `results` by the key of the invited unit."""
    held = _held(reception, "hold", by)
    JOINT.move("hold").demand(frozenset({"agreed"} if agreed.strip() else ()), frozenset())
    invited = list(held.invited.select_related("unit"))
    for one in invited:
        result = results.get(one.pk, Agreed(came=False))
        if result.duty.strip() and (result.due_on is None or result.due_on < held.on):
            raise Refused(_("%(unit)s: a duty needs a day, not before the reception.") % {"unit": one.unit})
        one.came, one.who, one.duty, one.due_on = result.came, result.who.strip()[:80], result.duty.strip()[:200], result.due_on
    InvitedUnit.objects.bulk_update(invited, ["came", "who", "duty", "due_on"])
    _hand_over(held.matter, invited, by)
    return _stand(held, "hold", by, agreed=agreed.strip())


@transaction.atomic
def call_off_joint(reception: JointReception, because: str, *, by: Staff) -> JointReception:
    """It does not take place, for a reason."""
    held = _held(reception, "call_off", by)
    JOINT.move("call_off").demand(frozenset({"because"} if because.strip() else ()), frozenset())
    return _stand(held, "call_off", by, because=because.strip()[:200])


def _hand_over(matter: Matter, invited: Sequence[InvitedUnit], by: Staff) -> None:
    """A unit that took on a duty assists from now on, unless it leads the matter or assists already."""
    busy = set(live_of(matter).values_list("unit", flat=True))
    parts = [Part(one.unit, one.duty, one.due_on) for one in invited if one.duty and one.unit_id not in busy]
    if parts:
        ask_to_assist(matter, parts, by=by)


def _held(reception: JointReception, name: str, by: Staff) -> JointReception:
    held = JointReception.objects.select_for_update().get(pk=reception.pk)
    row = JOINT.move(name)
    demand(by, row.permission, held.matter)
    if held.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": held.get_state_display()})
    return held


def _stand(held: JointReception, name: str, by: Staff, **written: str) -> JointReception:
    held.state = JOINT.move(name).target
    for column, value in written.items():
        setattr(held, column, value)
    held.save(update_fields=["state", *written])
    _record(held, name, by)
    return held


def _record(reception: JointReception, name: str, by: Staff) -> None:
    record(Act.JOINT_MOVED, by=by, subject=reception.matter.ref, detail={"reception": reception.pk, "move": name})
