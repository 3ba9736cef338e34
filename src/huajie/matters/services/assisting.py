"""Joint handling: units that assist the one that leads, each with a part and a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.access import demand
from huajie.matters.handovers import live_of
from huajie.matters.models import Handover, HandoverDuty, Matter
from huajie.matters.services.handing import hand, recall
from huajie.matters.services.moving import lock
from huajie.matters.withheld import demand_not_reported


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit is asked to do, and by when."""

    unit: Unit
    task: str
    due_on: date | None


@transaction.atomic
def ask_to_assist(matter: Matter, parts: Sequence[Part], *, by: Actor) -> list[Handover]:
    """Further units have a part in it from now on. Each signs for receipt and reports when it is done."""
    found = lock(matter)
    demand(by, Permission.ROUTE_MATTERS, found)
    _demand_open(found)
    demand_not_reported(found, units=[part.unit for part in parts])
    for part in parts:
        _demand_sense(found, part)
    asked = [hand(found, part.unit, HandoverDuty.ASSIST, part.task.strip(), part.due_on, by=by) for part in parts]
    record(Act.UNITS_ASKED, by=by, subject=found.ref, detail={"units": [part.unit.code for part in parts]})
    return asked


@transaction.atomic
def release(handover: Handover, *, by: Actor) -> None:
    """An assisting unit is asked no longer; what it did stays on the page."""
    matter = lock(handover.matter)
    demand(by, Permission.ROUTE_MATTERS, matter)
    mine = live_of(matter).filter(pk=handover.pk, duty=HandoverDuty.ASSIST)
    if not mine.exists():
        raise Refused(_("This unit does not assist any more."))
    recall(mine)
    record(Act.HANDOVER_RECALLED, by=by, subject=matter.ref, detail={"unit": handover.unit.code})


def _demand_open(matter: Matter) -> None:
    if not matter.is_open:
        raise Refused(_("The matter is closed. Open it again first."))


def _demand_sense(matter: Matter, part: Part) -> None:
    """An open unit that has no live duty yet, with a part of its own, and a day that is not over."""
    if not part.unit.active:
        raise Refused(_("%(unit)s is closed. Choose a unit that works.") % {"unit": part.unit.name})
    if not part.task.strip():
        raise Refused(_("Say what %(unit)s is asked to do.") % {"unit": part.unit.name})
    if part.due_on is None or part.due_on < timezone.localdate():
        raise Refused(_("Name the day by which %(unit)s does its part: today or later.") % {"unit": part.unit.name})
    if live_of(matter).filter(unit=part.unit).exists():
        raise Refused(_("%(unit)s has a duty in this matter already.") % {"unit": part.unit.name})
