"""What was answered to a call that may come again."""

from django.db import models
from django.utils import timezone

from huajie.api.models.tokens import ApiToken
from huajie.core.fields import EncryptedTextField


class KeptAnswer(models.Model):
    """The answer to one act under the key that its caller chose."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=32)  # keyed hash of what was asked
    status = models.PositiveSmallIntegerField()
    body = EncryptedTextField(blank=True)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now, db_index=True)  # to forget what is old

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answer_once_for_each_key")]
