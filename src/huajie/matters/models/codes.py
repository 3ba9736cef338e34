"""Codes by which residents confirm from their own phone."""

from django.db import models
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.matters.models.closing import Outcome
from huajie.people.models import Phone


class PhoneCode(models.Model):
    """Six digits sent to a phone of the register, for one outcome. Nobody sees them: only a keyed digest is kept."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="codes")
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    good_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["phone", "sent_at"], name="phone_code_sent")]  # how many went to a phone of late
