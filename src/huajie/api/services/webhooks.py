"""Which addresses are told of events."""

import base64
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.api.addresses import target_of
from huajie.api.events import EVENTS, TEST
from huajie.api.models import ApiToken, Webhook, WebhookDelivery
from huajie.api.tasks import tell_webhooks
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.models import Step

SECRET_PREFIX = "whsec_"  # noqa: S105 — the convention's own mark
_SECRET_BYTES = 32


def add_webhook(token: ApiToken, url: str, events: Iterable[str], *, by: Actor) -> tuple[Webhook, str]:
    """An address that is told of these events from now on, and the secret by which it knows that they are ours, told this once."""
    target_of(url)  # asks the network, so before the transaction
    return _added(token, url, sorted(set(events)), by)


@transaction.atomic
def _added(token: ApiToken, url: str, events: list[str], by: Actor) -> tuple[Webhook, str]:
    demand_in(by, Permission.EDIT_TOKENS, token.area_id)
    if not token.counts:
        raise Refused(_("The token does not count any more. Make another one first."))
    if Permission.SEE_MATTERS not in token.held:
        raise Refused(_("The token may not see matters, and so cannot be told of them."))
    if not events or set(events) - set(EVENTS):
        raise Refused(_("Choose at least one event, of those that are offered."))
    secret = SECRET_PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    last = Step.objects.aggregate(last=Max("pk"))["last"] or 0
    added_by = by if isinstance(by, Staff) else None
    webhook = Webhook.objects.create(token=token, url=url, secret=secret, events=events, seen_step=last, added_by=added_by)
    detail = {"token": token.name, "url": url, "events": events}
    record(Act.WEBHOOK_ADDED, by=by, subject=f"webhook:{webhook.pk}", detail=detail)
    return webhook, secret


@transaction.atomic
def stop_webhook(webhook: Webhook, *, by: Actor) -> Webhook:
    """It is told of nothing any more, not even of what is on its way."""
    demand_in(by, Permission.EDIT_TOKENS, webhook.token.area_id)
    if webhook.stopped_at:
        raise Refused(_("The address is told of nothing already."))
    webhook.stopped_at = timezone.now()
    webhook.save(update_fields=["stopped_at"])
    record(Act.WEBHOOK_STOPPED, by=by, subject=f"webhook:{webhook.pk}", detail={"url": webhook.url})
    return webhook


@transaction.atomic
def try_webhook(webhook: Webhook, *, by: Actor) -> WebhookDelivery:
    """A test event on its way to the address: it is about no matter."""
    demand_in(by, Permission.EDIT_TOKENS, webhook.token.area_id)
    if not webhook.is_active:
        raise Refused(_("The address is told of nothing any more."))
    now = timezone.now()
    delivery = WebhookDelivery.objects.create(webhook=webhook, event=TEST, source=f"test:{secrets.token_hex(8)}", occurred_at=now)
    transaction.on_commit(tell_webhooks.enqueue)
    return delivery
