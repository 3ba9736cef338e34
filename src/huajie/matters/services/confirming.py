"""The resident's answer to an outcome: it is settled, or not. Silence is neither, and changes nothing."""

import io
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing
from huajie.matters.access import demand, may
from huajie.matters.drawings import is_drawn
from huajie.matters.models import Attachment, CallBack, CallBackKind, Confirmation, ConfirmedBy, Matter, Outcome, Step
from huajie.matters.outcomes import outcome_of
from huajie.matters.outsiders import demand_outside
from huajie.matters.readiness import lacks
from huajie.matters.services import clocks, phone_codes
from huajie.matters.services.keeping import keep_file
from huajie.matters.services.moving import demand_version, lock, move
from huajie.matters.states import YES, State

_CONFIRMING = Permission.CONFIRM_CLOSING
_FROM_OUTSIDE = frozenset({ConfirmedBy.WINDOW, ConfirmedBy.CALL_BACK})
"""Ways in which a member of staff writes down what the resident says: somebody outside the team. The others are the resident's own hand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the resident said, and how. `satisfied` is 1 to 5, of the service, if they like to say."""

    way: ConfirmedBy
    settled: bool
    words: str = ""
    satisfied: int | None = None
    signature: bytes = b""  # a PNG
    code: str = ""


def record_answer(matter: Matter, said: Answer, *, by: Staff, version: int | None = None) -> Step:
    """Yes: confirmed. No: opened again, with the resident's words. A code that is typed counts as a try, whatever comes of it."""
    if said.way == ConfirmedBy.CODE and said.settled:
        _demand_told(matter)  # before the code is used up
        phone_codes.check(matter, said.code, by=by)
    return _record(matter, said, by=by, version=version)


@transaction.atomic
def _record(matter: Matter, said: Answer, *, by: Staff, version: int | None) -> Step:
    found = lock(matter)
    demand_version(found, version)
    outcome = _answered(found)
    _demand_may(found, said, by)
    _demand_proof(said)
    signature = _kept_signature(found, said, by)
    answer = _confirmation(outcome, said, by, signature)
    if said.way == ConfirmedBy.CALL_BACK:
        _close_call(CallBack.objects.filter(matter=found, kind=CallBackKind.CONFIRM, done_on=None).first(), answer)
    facts = {"confirmation": str(answer.pk), "by": answer.way}
    if said.settled:
        return move(found, "confirm", by=by, facts=facts)
    return move(found, "object", by=by, facts=facts | {"words": said.words}, under=_permission_of_objection(found, by))


@transaction.atomic
def record_try(call: CallBack, *, by: Staff, note: str) -> CallBack:
    """Called and not reached, or no answer given. The matter stays where it is: silence is not confirmation."""
    held = _held_call(call, by)
    if not note.strip():
        raise Refused(_("Write down how the call went: nobody answered, asked to call later …"))
    day = timezone.localdate()
    held.tries += 1
    held.note = f"{held.note}\n{day.isoformat()} {note.strip()}".strip()[-400:]
    held.save(update_fields=["tries", "note"])
    record(Act.CALL_TRIED, by=by, subject=held.matter.ref, detail={"call": held.pk, "tries": held.tries})
    return held


@transaction.atomic
def record_recheck(call: CallBack, said: Answer, *, by: Staff) -> Confirmation:
    """The second call to one drawn at random. Not settled after all: opened again, and it counts against the unit that led."""
    held = _held_call(call, by)
    found = lock(held.matter)
    outcome = outcome_of(found)
    if held.kind != CallBackKind.RECHECK or outcome is None:
        raise Refused(_("There is nothing to call about again."))
    _demand_proof(replace(said, way=ConfirmedBy.CALL_BACK))
    answer = _confirmation(outcome, replace(said, way=ConfirmedBy.CALL_BACK), by, None, is_recheck=True)
    _close_call(held, answer)
    if said.settled:
        clocks.end(found, {"HD-RECHECK"}, timezone.localdate(), by=by)
        record(Act.RECHECK_ANSWERED, by=by, subject=found.ref, detail={"call": held.pk, "confirmation": answer.pk})
    else:
        facts = {"confirmation": str(answer.pk), "by": "recheck"}
        move(found, "reopen", by=by, because=said.words, facts=facts, under=_CONFIRMING)
    return answer


@transaction.atomic
def record_accord(call: CallBack, *, of_own_accord: bool, words: str, by: Staff) -> CallBack:
    """Whether the resident withdrew of their own accord. A no opens the matter again, with their words."""
    held = _held_call(call, by)
    found = lock(held.matter)
    if held.kind != CallBackKind.WITHDRAWAL:
        raise Refused(_("There is nothing to call about again."))
    if not words.strip():
        raise Refused(_("Write down what the resident said."))
    day = timezone.localdate()
    held.tries, held.done_on = held.tries + 1, day
    held.note = f"{held.note}\n{day.isoformat()} {words.strip()}".strip()[-400:]
    held.save(update_fields=["tries", "note", "done_on"])
    if of_own_accord:
        clocks.end(found, {"HD-CONFIRM"}, day, by=by)
        record(Act.RECHECK_ANSWERED, by=by, subject=found.ref, detail={"call": held.pk})
    else:
        move(found, "reopen", by=by, because=words, facts={"by": "recheck", "call": str(held.pk)}, under=_CONFIRMING)
    return held


def _demand_told(matter: Matter) -> None:
    """A yes is an answer to what the resident has in writing, and to what its evidence shows."""
    owed = [need for need in lacks(matter.standing, "confirm") if need is not YES]
    if owed:
        raise Missing(" ".join(str(need.advice) for need in owed), tuple(need.name for need in owed))


def _answered(matter: Matter) -> Outcome:
    outcome = outcome_of(matter)
    if matter.state != State.RESOLVED or outcome is None:
        told = {"state": matter.get_state_display()}
        raise Refused(_("There is no outcome to answer to while the matter stands as “%(state)s”.") % told)
    return outcome


def _demand_may(matter: Matter, said: Answer, by: Staff) -> None:
    """Confirming needs the permission, and distance where somebody else writes it down. An objection is written down by anybody at work."""
    if not said.settled:
        demand(by, _permission_of_objection(matter, by), matter)
        return
    demand(by, _CONFIRMING, matter)
    if said.way == ConfirmedBy.TOLD:
        raise NotPermitted(
            _("What the team was told confirms nothing. The resident signs, gives the code, comes to the window or is called.")
        )
    if said.way in _FROM_OUTSIDE:
        demand_outside(matter, by)


def _permission_of_objection(matter: Matter, by: Staff) -> Permission:
    """The one of several permissions to write an objection down that this person has."""
    scope = scope_of(by)
    several = (Permission.OPEN_MATTERS, _CONFIRMING, Permission.WORK_MATTERS)
    return next((permission for permission in several if may(scope, permission, matter)), Permission.OPEN_MATTERS)


def _demand_proof(said: Answer) -> None:
    if said.satisfied is not None and said.satisfied not in range(1, 6):
        raise Refused(_("Satisfaction is told from 1 to 5, or not at all."))
    if not said.words.strip() and (not said.settled or said.way in _FROM_OUTSIDE):
        raise Refused(_("Write down what the resident said."))
    if said.settled and said.way == ConfirmedBy.SIGNATURE and not is_drawn(said.signature):
        raise Refused(_("The resident has not signed. Let them sign, or choose another way."))


def _kept_signature(matter: Matter, said: Answer, by: Staff) -> Attachment | None:
    if said.way != ConfirmedBy.SIGNATURE or not is_drawn(said.signature):
        return None
    return keep_file(matter, io.BytesIO(said.signature), "signature.png", purpose="signature", by=by)


def _confirmation(outcome: Outcome, said: Answer, by: Staff, signature: Attachment | None, *, is_recheck: bool = False) -> Confirmation:
    return Confirmation.objects.create(
        outcome=outcome,
        way=said.way,
        settled=said.settled,
        words=said.words.strip()[:400],
        satisfied=said.satisfied,
        by=by,
        signature=signature,
        is_recheck=is_recheck,
    )


def _held_call(call: CallBack, by: Staff) -> CallBack:
    """The call, held, if somebody outside the team makes it."""
    held = CallBack.objects.select_for_update(of=("self",)).select_related("matter").get(pk=call.pk)
    demand(by, _CONFIRMING, held.matter)
    demand_outside(held.matter, by)
    if held.done_on:
        raise Refused(_("This call was done on %(day)s.") % {"day": held.done_on})
    return held


def _close_call(call: CallBack | None, answer: Confirmation) -> None:
    if call:
        call.tries, call.confirmation, call.done_on = call.tries + 1, answer, timezone.localdate()
        call.save(update_fields=["tries", "confirmation", "done_on"])
