"""What this room keeps."""

from huajie.api.models.answers import KeptAnswer
from huajie.api.models.tokens import ApiToken
from huajie.api.models.webhooks import DeliveryEnd, Webhook, WebhookDelivery

__all__ = ["ApiToken", "DeliveryEnd", "KeptAnswer", "Webhook", "WebhookDelivery"]
