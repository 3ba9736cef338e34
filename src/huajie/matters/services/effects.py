"""What a move changes beside the state: read from the facts that were said with it, checked, and written within the move."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Unit
from huajie.audit.services import Actor
from huajie.core.errors import Refused
from huajie.matters.models import (
    Handover,
    HandoverDuty,
    HandoverState,
    Kind,
    Matter,
    PetitionClass,
    PetitionRoute,
    Step,
    Withholding,
)
from huajie.matters.retention import kept_until
from huajie.people.services.merging import staff_of

Effect = Callable[[Matter, Step, Actor], None]


def _classed(matter: Matter, step: Step, by: Actor) -> None:
    """The class and the route of a petition. A report of misconduct is withheld from then on (信访工作条例 §30)."""
    if matter.kind != Kind.PETITION:
        return
    matter.petition_class = _one_of(PetitionClass, step.facts.get("petition_class", matter.petition_class))
    matter.petition_route = _one_of(PetitionRoute, step.facts.get("petition_route", matter.petition_route))
    if matter.petition_class == PetitionClass.REPORT:
        Withholding.objects.get_or_create(matter=matter, defaults={"because": str(PetitionClass.REPORT.label), "by": staff_of(by)})


def _assigned(matter: Matter, step: Step, by: Actor) -> None:
    """Another unit leads. The one that led before leads no longer."""
    unit = open_unit(step.facts.get("unit", ""))
    before = Handover.objects.filter(matter=matter, duty=HandoverDuty.LEAD, state__in=(HandoverState.SENT, HandoverState.RECEIVED))
    before.update(state=HandoverState.RECALLED, answered_at=timezone.now())
    Handover.objects.filter(matter=matter, unit=unit, state__in=(HandoverState.SENT, HandoverState.RECEIVED)).update(
        state=HandoverState.RECALLED, answered_at=timezone.now()
    )
    Handover.objects.create(
        matter=matter,
        unit=unit,
        from_unit=matter.lead_unit,
        duty=HandoverDuty.LEAD,
        task=step.facts.get("task", "")[:200],
        due_on=day_of(step.facts.get("due_on", "")),
        sent_by=staff_of(by),
        because=step.because,
    )
    matter.lead_unit = unit
    step.unit = unit


def _left_units(matter: Matter, _step: Step, _by: Actor) -> None:
    """No unit of ours has to do with it any more."""
    live = Handover.objects.filter(matter=matter, state__in=(HandoverState.SENT, HandoverState.RECEIVED))
    live.update(state=HandoverState.RECALLED, answered_at=timezone.now())


def _suspended(matter: Matter, step: Step, _by: Actor) -> None:
    until = day_of(step.facts["until"])
    if until is None or until <= timezone.localdate():
        raise Refused(_("Name a day after today on which the suspension is looked at again."))
    matter.next_step, matter.next_step_on = _("Look whether the ground of the suspension still holds"), until


def _archived(matter: Matter, step: Step, _by: Actor) -> None:
    matter.retention = step.facts["retention"]
    matter.retain_until = kept_until(matter.retention, timezone.localdate())


def open_unit(code: str) -> Unit:
    """The unit of that code, if it works."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Refused(_("There is no such unit. Choose one from the list."))
    if not unit.active:
        raise Refused(_("%(unit)s is closed. Choose a unit that works.") % {"unit": unit.name})
    return unit


def day_of(text: str) -> date | None:
    """A day as YYYY-MM-DD; nothing from nothing."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as odd:
        raise Refused(_("“%(text)s” is no day. Write it as 2026-09-20.") % {"text": text[:20]}) from odd


def _one_of(choices: type[PetitionClass] | type[PetitionRoute], value: str) -> str:
    if value and value not in choices.values:
        raise Refused(_("Choose one of the classes and routes that the regulation names."))
    return value


EFFECTS: dict[str, Effect] = {
    "accept": _classed,
    "assign": _assigned,
    "transfer": _left_units,
    "withdraw": _left_units,
    "suspend": _suspended,
    "archive": _archived,
}
