"""Handing a matter to the unit that leads, on to another, and back. Each is the effect of a move (states.py), written within it."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.services import Actor
from huajie.core.errors import NotPermitted, Refused
from huajie.deadlines.said import told
from huajie.deadlines.services.running import counted
from huajie.matters.duties import OBJECTING
from huajie.matters.handovers import coordinates, is_of_unit, lead_of, live_of, sending_unit
from huajie.matters.models import Handover, HandoverDuty, HandoverState, Matter, MatterClock, Step
from huajie.matters.placing import district_of, one_level_up
from huajie.matters.withheld import demand_not_reported
from huajie.people.services.merging import staff_of
from huajie.rules.clocks.duties import duty

RETURNS_BEFORE_IT_RISES = 3
DECIDED = "decided_after_returns"
"""The fact of a step by which somebody above said who leads, after that many returns."""


def hand_to_lead(matter: Matter, step: Step, by: Actor) -> None:
    """A unit leads from now on. The one that led before leads no longer. After a third return only the level above decides."""
    unit = open_unit(step.facts.get("unit", ""))
    demand_not_reported(matter, units=[unit])
    if has_risen(matter):
        _demand_above(matter, by)
        step.facts = step.facts | {DECIDED: str(matter.times_returned)}
        matter.times_returned = 0
    recall(live_of(matter).filter(duty=HandoverDuty.LEAD))
    recall(live_of(matter).filter(unit=unit))
    hand(matter, unit, HandoverDuty.LEAD, step.facts.get("task", ""), day_of(step.facts.get("due_on", "")), by=by, because=step.because)
    matter.lead_unit = step.unit = unit


def hand_on(matter: Matter, step: Step, by: Actor) -> None:
    """From one unit to another. A unit cannot pass on by itself what it was handed: it sends it back."""
    if not coordinates(by, matter):
        raise NotPermitted(_("A unit does not pass a matter on by itself. Send it back with the reason, to whoever assigned it."))
    if matter.lead_unit and matter.lead_unit.code == step.facts.get("unit"):
        raise Refused(_("%(unit)s leads it already.") % {"unit": matter.lead_unit.name})
    hand_to_lead(matter, step, by)


def send_back(matter: Matter, step: Step, by: Actor) -> None:
    """Back to whoever assigned it; the third time one level up."""
    handover = lead_of(matter)
    if handover is None:
        raise Refused(_("No unit has this matter. Assign it to one."))
    _demand_may_send_back(matter, handover, by)
    answer(handover, HandoverState.RETURNED, by, step.because)
    matter.lead_unit, matter.times_returned = None, matter.times_returned + 1
    if has_risen(matter):
        _rise(matter, by)
    else:
        matter.next_step = _("%(unit)s sent it back: assign it to another unit, or again with the reason") % {"unit": handover.unit.name}


def has_risen(matter: Matter) -> bool:
    """True if and only if it was sent back three times since somebody above decided."""
    return matter.times_returned >= RETURNS_BEFORE_IT_RISES


def hand(matter: Matter, unit: Unit, duty_: HandoverDuty, task: str, due_on: date | None, *, by: Actor, because: str = "") -> Handover:
    """One hand-over, as part of an act."""
    if due_on and due_on < timezone.localdate():
        raise Refused(_("Choose today or a later day."))
    return Handover.objects.create(
        matter=matter,
        unit=unit,
        from_unit=sending_unit(by),
        duty=duty_,
        task=task[:200],
        due_on=due_on,
        sent_by=staff_of(by),
        because=because,
    )


def recall(handovers: QuerySet[Handover]) -> None:
    """These units have nothing more to do with it; their inboxes say so."""
    handovers.update(state=HandoverState.RECALLED, answered_at=timezone.now())


def answer(handover: Handover, state: HandoverState, by: Actor, words: str = "") -> None:
    """What the unit answered, and who did so."""
    handover.state, handover.answer = state, words[:400]
    handover.answered_at, handover.answered_by = timezone.now(), staff_of(by)
    handover.save(update_fields=["state", "answer", "answered_at", "answered_by"])


def _demand_may_send_back(matter: Matter, handover: Handover, by: Actor) -> None:
    """The unit may, within five working days, unless it was decided above that it leads; after that a coordinator may."""
    if _was_decided_above(matter):
        _demand_above(matter, by)
        return
    if coordinates(by, matter):
        return
    if not is_of_unit(by, handover.unit_id):
        raise NotPermitted(_("Only the unit that has it sends it back."))
    clock = MatterClock.objects.filter(matter=matter, code__in=OBJECTING, stopped_on=None).order_by("-pk").first()
    if clock and timezone.localdate() > clock.due_on:
        said = {"day": clock.due_on, "article": told(duty(clock.code, clock.started_on).article)}
        raise Refused(
            _("It could be sent back until %(day)s (%(article)s). After that only a coordinator takes it back: tell them the reason.")
            % said
        )


def _was_decided_above(matter: Matter) -> bool:
    last = matter.steps.filter(move__in=("assign", "reassign")).order_by("-pk").values_list("facts", flat=True).first()
    return bool(last and last.get(DECIDED))


def _demand_above(matter: Matter, by: Actor) -> None:
    if isinstance(by, Staff) and not scope_of(by).may_in(Permission.ROUTE_MATTERS, district_of(matter)):
        raise NotPermitted(_("It was sent back three times. The district coordinator decides which unit leads, and that holds."))


def _rise(matter: Matter, by: Actor) -> None:
    """One level up: the district's centre has it, and its coordinator decides."""
    above = one_level_up(matter)
    matter.next_step = _("Sent back %(count)s times: the district coordinator decides which unit leads") % {"count": matter.times_returned}
    matter.next_step_on = counted("HD-SIGN", timezone.localdate()).due_on
    if above:
        recall(live_of(matter).filter(unit=above))
        hand(matter, above, HandoverDuty.LEAD, _("Decide which unit leads"), matter.next_step_on, by=by, because=matter.next_step)
        matter.lead_unit = above


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
