"""What a unit answers to a hand-over: it signs for receipt; one that assists sends its part back or reports it done."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.duties import SIGNING
from huajie.matters.handovers import coordinates, is_of_unit
from huajie.matters.models import Handover, HandoverDuty, HandoverState, Kind, Matter, Notice
from huajie.matters.services import clocks
from huajie.matters.services.handing import answer
from huajie.matters.services.moving import lock
from huajie.matters.states import NoticeKind
from huajie.people.services.merging import staff_of


@transaction.atomic
def sign(handover: Handover, *, by: Actor) -> Handover:
    """The unit has received it. A petitioner is then told in writing by that unit, within 15 days (信访工作条例 §23)."""
    matter, held = _hold(handover, by, HandoverState.SENT)
    answer(held, HandoverState.RECEIVED, by)
    if held.duty == HandoverDuty.LEAD:
        _lead_has_signed(matter, held, by)
    record(Act.HANDOVER_SIGNED, by=by, subject=matter.ref, detail={"unit": held.unit.code, "duty": held.duty})
    return held


@transaction.atomic
def send_part_back(handover: Handover, *, by: Actor, because: str) -> Handover:
    """An assisting unit does not take its part on. The unit that leads reads why; who assists is settled anew."""
    words = _demand_words(because)
    matter, held = _hold(handover, by, HandoverState.SENT, HandoverState.RECEIVED)
    _demand_assists(held)
    answer(held, HandoverState.RETURNED, by, words)
    record(Act.HANDOVER_RETURNED, by=by, subject=matter.ref, purpose=words[:200], detail={"unit": held.unit.code})
    return held


@transaction.atomic
def report_done(handover: Handover, *, by: Actor, words: str) -> Handover:
    """An assisting unit has done its part, and says what."""
    said = _demand_words(words)
    matter, held = _hold(handover, by, HandoverState.RECEIVED)
    _demand_assists(held)
    answer(held, HandoverState.DONE, by, said)
    record(Act.HANDOVER_DONE, by=by, subject=matter.ref, detail={"unit": held.unit.code})
    return held


def _lead_has_signed(matter: Matter, handover: Handover, by: Actor) -> None:
    today, staff = timezone.localdate(), staff_of(by)
    clocks.end(matter, SIGNING, today, by=staff)
    if matter.kind == Kind.PETITION:
        clocks.start(matter, "XF-NOTICE-REF", today, by=staff)
        if not Notice.objects.filter(matter=matter, kind=NoticeKind.ACCEPTANCE, served_on=None).exists():
            Notice.objects.create(matter=matter, kind=NoticeKind.ACCEPTANCE, owed_since=today, facts={"unit": handover.unit.name})
    clocks.refresh([matter.pk])


def _hold(handover: Handover, by: Actor, *states: HandoverState) -> tuple[Matter, Handover]:
    """The matter and the hand-over, held until the transaction ends, if it stands so that this can be answered, by one of the unit.

    A coordinator may answer for a unit that did so on paper.
    """
    matter = lock(handover.matter)
    held = Handover.objects.select_related("unit").get(pk=handover.pk)
    if not (is_of_unit(by, held.unit_id) or coordinates(by, matter)):
        raise NotPermitted(_("Only the unit that it was handed to answers."))
    if held.state not in states:
        raise Refused(_("This was answered meanwhile: “%(state)s”.") % {"state": held.get_state_display()})
    return matter, held


def _demand_assists(handover: Handover) -> None:
    if handover.duty != HandoverDuty.ASSIST:
        raise Refused(_("The unit that leads sends the whole matter back, or submits it as resolved."))


def _demand_words(words: str) -> str:
    said = words.strip()
    if not said:
        raise Refused(_("Say it in a few words: those who work on the matter read it."))
    return said
