"""Telling other systems of events: every step once to every address that wants it, again and again until it is taken or given up.

The steps themselves are the outbox: what was committed is told, whatever dies in between.
"""

import json
from datetime import UTC, datetime, timedelta

import structlog
from django.db.models import QuerySet
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Signer

from huajie.api.addresses import target_of
from huajie.api.caller import Caller, scope_of_token
from huajie.api.events import event_of, move_of
from huajie.api.models import DeliveryEnd, Webhook, WebhookDelivery
from huajie.api.posting import NotReached, post
from huajie.api.queries import matter_of
from huajie.core.errors import Refused
from huajie.matters.models import Matter, Step

log = structlog.get_logger("huajie.api")
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))  # after each attempt but the last
AT_ONCE = 50  # then other work of the background has its turn
_SETTLED = timedelta(minutes=10)  # no act takes longer to be committed than this
_CHUNK = 500
_STEP = "step:"
_AGENT = "Huajie-Webhooks/1"


def collect() -> None:
    """A delivery for every step that an active address wants and has none for."""
    for webhook in Webhook.objects.filter(stopped_at=None).select_related("token"):
        if webhook.is_active:
            _collect_for(webhook)


def _collect_for(webhook: Webhook) -> None:
    """A step may be committed after one with a higher number: only what is older than any act is left behind for good."""
    wanted = {move_of(event) for event in webhook.events}
    settled_before, seen = timezone.now() - _SETTLED, webhook.seen_step
    while steps := list(Step.objects.filter(pk__gt=seen).order_by("pk").select_related("matter")[:_CHUNK]):
        new = [_delivery(webhook, step) for step in steps if step.move in wanted]
        WebhookDelivery.objects.bulk_create(new, ignore_conflicts=True)
        seen = steps[-1].pk
        settled = [step.pk for step in steps if step.at < settled_before]
        if settled:
            Webhook.objects.filter(pk=webhook.pk).update(seen_step=settled[-1])


def _delivery(webhook: Webhook, step: Step) -> WebhookDelivery:
    return WebhookDelivery(
        webhook=webhook,
        source=f"{_STEP}{step.pk}",
        event=event_of(step.move),
        about=step.matter.ref,
        state=step.to_state,
        occurred_at=step.at,
    )


def tell_due() -> datetime | None:
    """One attempt for everything that is due, AT_ONCE at the most. When to come again for what was tried and not taken, or is left."""
    collect()
    due = list(_due()[:AT_ONCE])
    for delivery in due:
        if _claimed(delivery):
            _tell(delivery)
    again = [delivery.next_at for delivery in due if delivery.next_at]
    return timezone.now() if len(due) == AT_ONCE else min(again, default=None)


def next_due() -> datetime | None:
    """When the next attempt of all is due."""
    return WebhookDelivery.objects.filter(next_at__isnull=False).order_by("next_at").values_list("next_at", flat=True).first()


def _due() -> QuerySet[WebhookDelivery]:
    waiting = WebhookDelivery.objects.filter(next_at__lte=timezone.now()).order_by("next_at", "pk")
    return waiting.select_related("webhook__token__staff", "webhook__token__unit")


def _claimed(delivery: WebhookDelivery) -> bool:
    """True if and only if this attempt is ours. Should we die during it, the next one is due all the same."""
    attempts = delivery.attempts + 1
    next_at = timezone.now() + WAITS[min(attempts, len(WAITS)) - 1]
    own = WebhookDelivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at)
    delivery.attempts, delivery.next_at = attempts, next_at
    return bool(own.update(attempts=attempts, next_at=next_at))


def _tell(delivery: WebhookDelivery) -> None:
    if not delivery.webhook.is_active:
        _end(delivery, DeliveryEnd.GIVEN_UP)
    elif not _may_be_told(delivery):
        _end(delivery, DeliveryEnd.NOT_SHOWN)
    elif fault := _sent(delivery):
        log.info("webhook_not_taken", delivery=delivery.pk, attempt=delivery.attempts, fault=fault)
        _end(delivery, DeliveryEnd.WAITING if delivery.attempts <= len(WAITS) else DeliveryEnd.GIVEN_UP, fault)
    else:
        _end(delivery, DeliveryEnd.TOLD)


def _may_be_told(delivery: WebhookDelivery) -> bool:
    """True if and only if the token could read the matter at this moment."""
    if not delivery.about:
        return True
    token = delivery.webhook.token
    try:
        matter_of(Caller(token, scope_of_token(token)), delivery.about)
    except (Matter.DoesNotExist, Refused):
        return False
    return True


def _sent(delivery: WebhookDelivery) -> str:
    """What went wrong, without anything that somebody else wrote; empty: it was taken."""
    body = body_of(delivery)
    try:
        status = post(target_of(delivery.webhook.url), body.encode(), headers_of(delivery, body))
    except NotReached as fault:
        return str(fault)
    except Refused as refusal:
        return type(refusal).__name__
    return "" if 200 <= status < 300 else f"HTTP {status}"


def body_of(delivery: WebhookDelivery) -> str:
    """What is told: which event, when, and the references to read it by."""
    step = int(delivery.source.removeprefix(_STEP)) if delivery.about else 0
    data = {"matter": delivery.about, "step": step, "state": delivery.state} if step else {}
    said = {"type": delivery.event, "timestamp": delivery.occurred_at.astimezone(UTC).isoformat(), "data": data}
    return json.dumps(said, separators=(",", ":"))


def headers_of(delivery: WebhookDelivery, body: str) -> dict[str, str]:
    """Signed after the Standard Webhooks convention; the identifier stays the same at every attempt."""
    now, identifier = datetime.now(UTC), f"msg_{delivery.webhook_id}_{delivery.pk}"
    return {
        "Content-Type": "application/json",
        "User-Agent": _AGENT,
        "webhook-id": identifier,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Signer(delivery.webhook.secret).sign(identifier, now, body),
    }


def _end(delivery: WebhookDelivery, end: DeliveryEnd, fault: str = "") -> None:
    delivery.end, delivery.fault = end, fault
    if end != DeliveryEnd.WAITING:
        delivery.next_at = None
    if end == DeliveryEnd.TOLD:
        delivery.told_at = timezone.now()
    delivery.save(update_fields=["end", "fault", "next_at", "told_at"])
