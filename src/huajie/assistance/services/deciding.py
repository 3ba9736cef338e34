"""Deciding each programme by name, and telling the family in writing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.assistance.models import Application, ApplicationStep, Asked, Decision
from huajie.assistance.programmes import is_monthly, refusal_duty
from huajie.assistance.services.clocks import refresh, start_refusal
from huajie.assistance.services.granting import begin
from huajie.assistance.services.moving import begun, written
from huajie.assistance.states import AppliedState
from huajie.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided on one programme, with reasons, law and, for a refusal, the route that is open."""

    decision: Decision
    reasons: str
    law: str
    next_route: str = ""
    amount_fen: int | None = None
    unsteady: bool = False  # income is unsteady, or somebody can work: looked at again twice a year (§31)


@transaction.atomic
def decide(asked: Asked, verdict: Verdict, *, by: Staff) -> Asked:
    """One programme, by a named person who did not prepare it and is no relative. After the last one the family is to be told."""
    said = {"because": verdict.reasons.strip(), "law": verdict.law.strip()}
    held = begun(asked.application, "decide", by, said)
    row = held.asked.select_for_update().get(pk=asked.pk)
    if row.decision != Decision.NONE:
        raise Refused(_("This programme is decided already."))
    _demand_whole(row, verdict)
    today = timezone.localdate()
    granted = verdict.decision == Decision.GRANTED
    row.decision, row.reasons, row.law = verdict.decision, said["because"], said["law"][:400]
    row.next_route = verdict.next_route.strip()[:400]
    row.amount_fen = verdict.amount_fen if granted else None
    row.from_month = month_after(today) if granted else None
    row.decided_by, row.decided_on = by, today
    row.save()
    if granted:
        begin(row, by=by, unsteady=verdict.unsteady)
    is_last = not held.asked.filter(decision=Decision.NONE).exists()
    facts = {"programme": row.programme, "decision": verdict.decision.value}
    written(held, "decide", by, facts, to=AppliedState.DECIDED if is_last else AppliedState.SUBMITTED, detail=facts)
    if not granted:
        start_refusal(held, refusal_duty(row.programme), today, by)
        refresh([held.pk])
    asked.application.refresh_from_db()
    asked.refresh_from_db()
    return asked


def _demand_whole(asked: Asked, verdict: Verdict) -> None:
    if verdict.decision == Decision.NONE:
        raise Refused(_("Grant it or refuse it."))
    if verdict.decision == Decision.REFUSED and not verdict.next_route.strip():
        raise Refused(_("Name the route that is open to the applicant."))
    if verdict.amount_fen is not None and verdict.amount_fen < 0:
        raise Refused(_("An amount is not below zero."))
    if verdict.decision == Decision.GRANTED and is_monthly(asked.programme) and not verdict.amount_fen:
        raise Refused(_("Say how much is paid a month."))


def month_after(day: date) -> date:
    """The first of the month after: aid is paid from then on (§21)."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


@transaction.atomic
def notify(application: Application, how: str, *, by: Staff) -> ApplicationStep:
    """The written decisions have reached the family."""
    held = begun(application, "notify", by, {"how": how.strip()})
    held.asked.filter(told_on=None).update(told_on=timezone.localdate(), told_how=how.strip()[:200])
    step = written(held, "notify", by, {"how": how.strip()})
    application.refresh_from_db()
    return step
