"""How far a matter is, for whoever holds the receipt."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise

from huajie.deadlines.said import told
from huajie.matters.models import MatterClock
from huajie.matters.next_steps import ASKED_BY_STATE
from huajie.matters.queries import withholdings_of
from huajie.matters.states import State
from huajie.people.trees import within
from huajie.reception.models import Request
from huajie.rules.clocks.duties import duty


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty towards the resident, and the day by which it is owed."""

    name: str
    due_on: date
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Nothing of it says who asked or what for: the next step is what the state asks for, not what somebody wrote."""

    reference: str
    state: Promise | str
    received_on: date
    unit: str
    next_step: Promise | str
    owed: tuple[Owed, ...]


def progress_of(request: Request) -> Progress:
    """As the matter stands now, also where it was joined with another. A report of misconduct names no unit: it may be the one reported.

    Three queries.
    """
    matter = request.matter.standing
    unit = None if withholdings_of(matter) else matter.lead_unit or matter.territorial_unit or request.unit
    return Progress(
        reference=matter.ref,
        state=matter.get_state_display(),
        received_on=timezone.localdate(request.recorded_at),
        unit=unit.name if unit else "",
        next_step=ASKED_BY_STATE[State(matter.state)] if matter.is_open else "",
        owed=tuple(_owed(clock) for clock in _running(matter.pk)),
    )


def _running(matter_id: int) -> list[MatterClock]:
    return list(MatterClock.objects.filter(within("matter", [matter_id]), stopped_on=None).order_by("due_on", "pk"))


def _owed(clock: MatterClock) -> Owed:
    return Owed(told(duty(clock.code, clock.started_on).name), clock.due_on, clock.provisional)
