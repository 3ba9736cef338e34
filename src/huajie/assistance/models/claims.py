"""One organisation and one family: what it offered, whether both accepted, and what was given."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.assistance.models.organisations import Organisation
from huajie.assistance.models.referrals import Referral
from huajie.assistance.states_referral import RUNNING, ClaimState
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.deadlines.models import ClockChange, RunningClock


class Claim(models.Model):
    """An exclusive claim with a term."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="claims")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.OFFERED)
    offer = EncryptedTextField()
    outcome = EncryptedTextField(blank=True)  # reported by the organisation
    thanks = EncryptedTextField(blank=True)  # what the family says, without its name
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(state__in=sorted(RUNNING)), name="one_claim_at_a_time"),
        ]


class GiftKind(models.TextChoices):
    """What kind of thing was given."""

    MONEY = "money", pgettext_lazy("gift", "Money")
    GOODS = "goods", pgettext_lazy("gift", "Goods")
    SERVICE = "service", _("A service")


class Gift(models.Model):
    """What was given, when, and the file that shows it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="gifts")
    kind = models.CharField(max_length=8, choices=GiftKind.choices)
    what = EncryptedTextField()
    amount_fen = models.BigIntegerField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    proof_key = models.CharField(max_length=200, unique=True)  # the file on its shelf
    proof_name = models.CharField(max_length=120)
    proof_type = models.CharField(max_length=100)
    proof_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="money") | Q(amount_fen__gt=0), name="money_has_an_amount"),
        ]


class ClaimStep(models.Model):
    """One row for every move of a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, choices=ClaimState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=ClaimState.choices)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # empty: the system
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class ClaimClock(RunningClock):
    """The term of a claim: past it, it is released."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="clocks")


class ClaimClockChange(ClockChange):
    """What changed the term of a claim."""

    clock = models.ForeignKey(ClaimClock, on_delete=models.CASCADE, related_name="changes")
