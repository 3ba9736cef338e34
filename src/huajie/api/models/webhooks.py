"""Addresses that are told of events, and each telling."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.api.models.tokens import ApiToken
from huajie.core.fields import EncryptedTextField


class Webhook(models.Model):
    """An address of another system that is told of events in matters that the system's token may read."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(max_length=500)
    secret = EncryptedTextField()
    events = models.JSONField(default=list)
    seen_step = models.BigIntegerField(default=0)  # every step up to here has its delivery
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        """True if and only if nobody has stopped it and its token counts."""
        return self.stopped_at is None and self.token.counts


class DeliveryEnd(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", _("On its way")
    TOLD = "told", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")
    NOT_SHOWN = "not_shown", _("Not for this system")


class WebhookDelivery(models.Model):
    """One event on its way to one address. It holds references, never what they stand for."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    event = models.CharField(max_length=40)
    source = models.CharField(max_length=40)  # step:123, test:…: an event is delivered to an address once
    about = models.CharField(max_length=24, blank=True)  # the reference of a matter
    state = models.CharField(max_length=12, blank=True)  # where it stands since
    occurred_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True, default=timezone.now)  # None: it is over
    end = models.CharField(max_length=10, choices=DeliveryEnd.choices, default=DeliveryEnd.WAITING)
    fault = models.CharField(max_length=100, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "source"], name="webhook_told_once_of_each_event")]
        indexes = [
            models.Index(fields=["next_at"], name="webhook_delivery_due", condition=Q(next_at__isnull=False)),  # what is due
            models.Index(fields=["webhook", "-id"], name="webhook_delivery_newest"),  # the page of an address
        ]
