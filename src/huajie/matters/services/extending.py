"""More time for a deadline, as far as its article allows: asked with a reason, approved by the head of the unit, told to the resident."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import NotPermitted, Refused
from huajie.deadlines.services import running
from huajie.matters.access import demand, may
from huajie.matters.models import ExtensionRequest, Matter, MatterClock, Notice
from huajie.matters.services.clocks import refresh
from huajie.matters.services.moving import lock
from huajie.matters.states import NoticeKind
from huajie.people.services.merging import staff_of


@transaction.atomic
def ask_extension(clock: MatterClock, extra: int, *, by: Actor, because: str) -> ExtensionRequest:
    """The head of the unit is asked. What the article does not allow is refused at once, before anybody is asked."""
    matter = lock(clock.matter)
    demand(by, Permission.WORK_MATTERS, matter)
    reason = _demand_reason(because)
    if ExtensionRequest.objects.filter(clock=clock, approved=None).exists():
        raise Refused(_("An extension was asked for already, and waits for the head of the unit."))
    _demand_allowed(clock, extra)
    asked = ExtensionRequest.objects.create(clock=clock, extra=extra, because=reason, asked_by=staff_of(by))
    record(Act.EXTENSION_ASKED, by=by, subject=matter.ref, purpose=reason[:200], detail={"clock": clock.code, "extra": extra})
    return asked


@transaction.atomic
def decide_extension(request: ExtensionRequest, *, approve: bool, by: Actor, words: str = "") -> ExtensionRequest:
    """Approved: the deadline moves, and the resident is owed the reason in writing. Refused: with a reason, and nothing changes."""
    matter = lock(request.clock.matter)
    held = ExtensionRequest.objects.select_related("clock", "asked_by").get(pk=request.pk)
    if held.approved is not None:
        raise Refused(_("This was decided already."))
    _demand_may_decide(held, matter, by)
    held.approved, held.decided_by, held.decided_at = approve, staff_of(by), timezone.now()
    held.decision = words.strip()[:400] if approve else _demand_reason(words)
    held.save(update_fields=["approved", "decided_by", "decided_at", "decision"])
    if approve:
        _extend(matter, held, by)
    detail = {"clock": held.clock.code, "extra": held.extra, "approved": approve}
    record(Act.EXTENSION_DECIDED, by=by, subject=matter.ref, purpose=held.decision[:200], detail=detail)
    return held


def may_decide(by: Actor, request: ExtensionRequest, matter: Matter) -> bool:
    """True if and only if whoever asks heads the unit that leads (while none leads: one in the area), or leads it, and did not ask for it.

    信访工作条例 §34: 经本机关、单位负责人批准.
    """
    if not isinstance(by, Staff):
        return True
    scope = scope_of(by)
    heads = matter.lead_unit_id is None or matter.lead_unit_id in scope.unit_ids
    leads = matter.leader_node is not None and matter.leader_node.leader_id == by.pk
    return request.asked_by_id != by.pk and (heads or leads) and may(scope, Permission.APPROVE_MATTERS, matter)


def _demand_may_decide(request: ExtensionRequest, matter: Matter, by: Actor) -> None:
    if not may_decide(by, request, matter):
        raise NotPermitted(_("The head of the unit that leads decides, and nobody about their own request."))


def _extend(matter: Matter, request: ExtensionRequest, by: Actor) -> None:
    today, before = timezone.localdate(), request.clock.due_on
    running.extend(request.clock, request.extra, today, by=staff_of(by), because=request.because)
    refresh([matter.pk])
    facts = {"because": request.because, "due_on": before.isoformat(), "new_due_on": request.clock.due_on.isoformat()}
    facts |= {"approved_by": str(staff_of(by) or ""), "clock": request.clock.code}
    Notice.objects.create(matter=matter, kind=NoticeKind.EXTENSION, owed_since=today, facts=facts)


def _demand_allowed(clock: MatterClock, extra: int) -> None:
    """Count it once, as `running.extend` would, and change nothing."""
    if clock.stopped_on:
        raise Refused(_("This deadline ended on %(day)s.") % {"day": clock.stopped_on})
    if timezone.localdate() > clock.due_on and not clock.suspended_since:
        raise Refused(_("The limit passed on %(day)s: it can no longer be extended.") % {"day": clock.due_on})
    if extra < 1:
        raise Refused(_("Say by how much: one or more."))
    running.counted(clock.code, clock.started_on, running.spans_of(clock), clock.extended_by + extra)


def _demand_reason(because: str) -> str:
    reason = because.strip()[:400]
    if not reason:
        raise Refused(_("Say why, in a few words. The reason goes into the record."))
    return reason
