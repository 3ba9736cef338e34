"""Asking for legal aid, and moving a request: examine, grant or refuse with reasons, assign, object."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import MoveRefused, NotFromHere, Overtaken
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open
from huajie.matters.models import Matter
from huajie.people.models import Person
from huajie.reception.models import LegalAid, LegalAidClock, LegalAidStep, NeedGround
from huajie.reception.states import LEGAL_AID, STARTS, STOPS

_DECIDING = frozenset({"refuse", "uphold"})


@transaction.atomic
def apply_for_aid(
    matter: Matter, person: Person, purpose: str, need: NeedGround, *, by: Staff, received_on: date, income_fen_per_month: int | None = None
) -> LegalAid:
    """A request for legal aid; the seven days begin. Without an income statement only the exempted may ask (法律援助法 §41, §42)."""
    demand_in(by, LEGAL_AID.move("apply").permission, matter.area_id)
    if not matter.parties.filter(person__in=[person.pk, *person.branches.values_list("pk", flat=True)]).exists():
        raise Refused(_("Only someone whom the matter concerns can ask for legal aid with it."))
    if need == NeedGround.STATED and income_fen_per_month is None:
        raise Refused(_("Write down the income as stated, or choose the ground on which it is not checked."))
    if received_on > timezone.localdate():
        raise Refused(_("This day has not come yet."))
    aid = LegalAid.objects.create(
        matter=matter,
        person=person,
        area_id=matter.area_id,
        purpose=purpose.strip()[:200],
        need=need,
        income_fen_per_month=income_fen_per_month if need == NeedGround.STATED else None,
        received_on=received_on,
    )
    _write(aid, "apply", "", {}, by, received_on)
    return aid


@transaction.atomic
def move_aid(aid: LegalAid, name: str, *, by: Staff, facts: Mapping[str, str] | None = None) -> LegalAidStep:
    """One move of the table, with the deadlines that it begins, ends and lets stand still; or nothing of it."""
    row = LEGAL_AID.move(name)
    demand_in(by, row.permission, aid.area_id)
    held = LegalAid.objects.select_for_update().get(pk=aid.pk)
    if held.state != aid.state:
        raise Overtaken(_("Somebody else has moved this request meanwhile. Look at it again."))
    if held.state not in row.sources:
        raise NotFromHere(_("“%(move)s” is not possible now: %(state)s.") % {"move": row.label, "state": held.get_state_display()})
    said = {key: value.strip() for key, value in (facts or {}).items() if value and value.strip()}
    row.demand(frozenset(said), frozenset())
    _demand_fair(held, name, by)
    was, held.state = held.state, row.target
    if name == "provide_first":
        held.urgent = said["urgent"]
    held.save(update_fields=["state", "urgent"])
    step = _write(held, name, was, said, by, timezone.localdate())
    aid.refresh_from_db()
    return step


def _demand_fair(aid: LegalAid, name: str, by: Staff) -> None:
    """What is missing is asked for once; whoever refused does not decide on the objection."""
    if name == "ask_material" and aid.steps.filter(move="ask_material").exists():
        raise MoveRefused(_("What is missing may be asked for once (法律援助法 §43). Decide on what there is."))
    if name in {"uphold", "overturn"} and aid.steps.filter(move__in=_DECIDING, by=by).exists():
        raise MoveRefused(_("You refused it: somebody else decides on the objection (法律援助法 §49)."))


def _write(aid: LegalAid, name: str, was: str, facts: dict[str, str], by: Staff, on: date) -> LegalAidStep:
    step = LegalAidStep.objects.create(aid=aid, move=name, from_state=was, to_state=aid.state, facts=facts, by=by)
    if name == "ask_material":
        for clock in aid.clocks.filter(code="LA-DECIDE", stopped_on=None):
            running.suspend(clock, on, "supplement", by=by)
    if was == "supplement":
        for clock in aid.clocks.filter(stopped_on=None, suspended_since__isnull=False):
            running.resume(clock, on, by=by)
    if name in STOPS:
        for clock in aid.clocks.filter(code=STOPS[name], stopped_on=None):
            running.stop(clock, on, by=by)
    if name in STARTS:
        running.start(LegalAidClock, STARTS[name], on, by=by, aid=aid)
    record(Act.LEGAL_AID_MOVED, by=by, subject=aid.matter.ref, detail={"aid": aid.pk, "move": name, "step": step.pk})
    return step


def count_again(first: date, by: Staff | None, because: str) -> int:
    """The running deadlines of requests, after the calendar has changed."""
    return len(recount_open(LegalAidClock, first, by, because))
