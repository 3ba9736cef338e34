"""Aid that was granted, how it changed, when it is looked at again, and what is paid for a month."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.assistance.grant_states import GrantState, ListState
from huajie.assistance.models.applications import Asked
from huajie.assistance.programmes import LONGEST_CODE, called
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.core.masking import masked_account
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models import FAR
from huajie.people.models import Household


class Grant(models.Model):
    """One programme that a household receives, by a decision. Months are their first days; `until` is the last one that is paid."""

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="grant")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="grants")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=LONGEST_CODE)
    state = models.CharField(max_length=8, choices=GrantState.choices, default=GrantState.ACTIVE)
    amount_fen = models.BigIntegerField(null=True, blank=True)  # None: a recognition, nothing is paid
    next_amount_fen = models.BigIntegerField(null=True, blank=True)  # from `next_from` on
    next_from = models.DateField(null=True, blank=True)
    monthly = models.BooleanField()
    from_month = models.DateField()
    until = models.DateField(null=True, blank=True)
    account = EncryptedTextField(blank=True)
    account_holder = models.CharField(max_length=80, blank=True)
    review_months = models.PositiveSmallIntegerField(default=0)  # between two reviews; 0: the programme has none
    due_on = models.DateField(default=FAR)  # by when it is looked at again; FAR: it is not

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0), name="grant_pays_something"),
            models.CheckConstraint(condition=Q(state="active") | Q(until__isnull=False), name="grant_that_leaves_has_a_last_month"),
        ]
        indexes = [models.Index(fields=["area", "due_on", "id"], name="grant_area_due")]  # reviews, and what a town pays

    @property
    def called(self) -> str:
        """The programme's name, in the reader's language."""
        return called(self.programme)

    @property
    def masked(self) -> str:
        """The account as it may be shown."""
        return masked_account(self.account)

    @property
    def deadline(self) -> date | None:
        """By when it is looked at again; None: it is not."""
        return None if self.due_on == FAR else self.due_on

    def amount_in(self, month: date) -> int | None:
        """What is paid in a month, in fen."""
        return self.next_amount_fen if self.next_from and month >= self.next_from else self.amount_fen


class GrantStep(models.Model):
    """One row for every move of aid. `owed` says that the family is to be told in writing; `told_on` that they were."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=8, choices=GrantState.choices, blank=True)
    to_state = models.CharField(max_length=8, choices=GrantState.choices)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    owed = models.BooleanField(default=False)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class GrantClock(RunningClock):
    """A deadline of aid: when it is looked at again, and how long a recognition holds."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="clocks")


class GrantClockChange(ClockChange):
    """What changed a deadline of aid."""

    clock = models.ForeignKey(GrantClock, on_delete=models.CASCADE, related_name="changes")


class Finding(models.TextChoices):
    """What a review proposes; the approver decides."""

    KEEP = "keep", _("It stays as it is")
    CHANGE = "change", _("The amount should change")
    EXIT = "exit", _("The family should leave gradually")
    END = "end", _("It should end")


class Review(models.Model):
    """Somebody looked again whether it is still as it was."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=8, choices=Finding.choices)
    words = EncryptedTextField()

    class Meta:
        ordering = ["-pk"]


class PaymentList(models.Model):
    """What a town pays for a month: drawn up by one, confirmed by another."""

    town = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.DRAFTED)
    drawn_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["town", "month"], name="a_town_pays_a_month_once"),
            models.CheckConstraint(condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False), name="confirmed_list_has_a_name"),
        ]


class Payment(models.Model):
    """What one grant pays on a list; the account is that of the day on which it was drawn up."""

    list = models.ForeignKey(PaymentList, on_delete=models.CASCADE, related_name="payments")
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payments")
    month = models.DateField()
    amount_fen = models.BigIntegerField()
    account = EncryptedTextField(blank=True)
    account_holder = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "month"], name="grant_is_paid_once_a_month"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_pays_something"),
        ]

    @property
    def masked(self) -> str:
        """The account as it may be shown."""
        return masked_account(self.account)
