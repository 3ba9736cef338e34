"""What is next on a matter, and by when: never empty while it is open."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.matters.models import Matter
from huajie.matters.states import State

ASKED_BY_STATE: dict[State, Promise | str] = {
    State.REGISTERED: _("Decide whether it is accepted, and tell the resident"),
    State.ACCEPTED: _("Assign it to the unit that leads"),
    State.ASSIGNED: _("The unit signs for receipt and appoints a team of three"),
    State.IN_PROGRESS: _("Speak with the resident and agree on what comes next"),
    State.SUSPENDED: _("Look whether the ground of the suspension still holds"),
    State.RESOLVED: _("Ask the resident whether it is settled"),
    State.REOPENED: _("Take it up again with what the resident said"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next, by when if a day is known, and whether somebody set it (or the state asks for it)."""

    text: str
    on: date | None
    is_set: bool


def next_step_of(matter: Matter) -> NextStep | None:
    """None if and only if the matter is closed."""
    if not matter.is_open:
        return None
    if matter.next_step:
        return NextStep(matter.next_step, matter.next_step_on or matter.deadline, is_set=True)
    return NextStep(str(ASKED_BY_STATE[State(matter.state)]), matter.deadline, is_set=False)
