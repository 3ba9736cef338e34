"""What a move changes beside the state: read from the facts that were said with it, checked, and written within the move."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.audit.services import Actor
from huajie.core.errors import Refused
from huajie.matters.handovers import live_of
from huajie.matters.models import Kind, Matter, PetitionClass, PetitionRoute, Step
from huajie.matters.outsiders import demand_outside
from huajie.matters.retention import kept_until
from huajie.matters.services.handing import day_of, hand_on, hand_to_lead, recall, send_back
from huajie.matters.services.withholding import withhold_named
from huajie.people.services.merging import staff_of

Effect = Callable[[Matter, Step, Actor], None]


def _classed(matter: Matter, step: Step, by: Actor) -> None:
    """The class and the route of a petition. A report of misconduct is withheld from then on (信访工作条例 §30)."""
    if matter.kind != Kind.PETITION:
        return
    matter.petition_class = _one_of(PetitionClass, step.facts.get("petition_class", matter.petition_class))
    matter.petition_route = _one_of(PetitionRoute, step.facts.get("petition_route", matter.petition_route))
    if matter.petition_class == PetitionClass.REPORT:
        withhold_named(matter, by=staff_of(by))


def _left_units(matter: Matter, _step: Step, _by: Actor) -> None:
    """No unit of ours has to do with it any more."""
    recall(live_of(matter))


def _withdrawn(matter: Matter, step: Step, by: Actor) -> None:
    """Who works on a matter or answers for it does not write down that the resident takes it back."""
    demand_outside(matter, by)
    _left_units(matter, step, by)


def _suspended(matter: Matter, step: Step, _by: Actor) -> None:
    until = day_of(step.facts["until"])
    if until is None or until <= timezone.localdate():
        raise Refused(_("Name a day after today on which the suspension is looked at again."))
    matter.next_step, matter.next_step_on = _("Look whether the ground of the suspension still holds"), until


def _archived(matter: Matter, step: Step, _by: Actor) -> None:
    matter.retention = step.facts["retention"]
    matter.retain_until = kept_until(matter.retention, timezone.localdate())


def _one_of(choices: type[PetitionClass] | type[PetitionRoute], value: str) -> str:
    if value and value not in choices.values:
        raise Refused(_("Choose one of the classes and routes that the regulation names."))
    return value


EFFECTS: dict[str, Effect] = {
    "accept": _classed,
    "assign": hand_to_lead,
    "reassign": hand_on,
    "return": send_back,
    "transfer": _left_units,
    "withdraw": _withdrawn,
    "suspend": _suspended,
    "archive": _archived,
}
