"""Urgent relief, the towns' reserve funds that it comes from, and what a town may give at once."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.assistance.relief_states import ReliefState
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models import FAR, Matter
from huajie.people.models import Household, Person


class ReserveFund(models.Model):
    """Money that a town holds ready. What is left is the sum of its entries."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="reserve_fund")

    class Meta:
        ordering = ["area_id"]


class DelegatedLimit(models.Model):
    """What may be given at once in an area, from a day on, and who set it by which document."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=200)
    provisional = models.BooleanField(default=True)  # nobody has compared it with the document yet
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "since"], name="one_limit_from_a_day"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="limit_is_positive"),
        ]


class EmergencyKind(models.TextChoices):
    """What happened."""

    FIRE = "fire", _("Fire")
    ACCIDENT = "accident", _("Accident")
    ILLNESS = "illness", _("Sudden serious illness")
    DISASTER = "disaster", _("Flood, storm or another disaster")
    STRANDED = "stranded", _("Stranded, robbed or without shelter")
    OTHER = "other", _("Another emergency that threatens basic living")


class Given(models.TextChoices):
    """What was given."""

    MONEY = "money", pgettext_lazy("relief", "Money")
    GOODS = "goods", pgettext_lazy("relief", "Goods")
    REFERRAL = "referral", _("Brought to another service")


class UrgentRelief(models.Model):
    """Relief given at once where it burns. Where somebody is registered is not asked for."""

    ref = models.CharField(max_length=24, unique=True)
    form_key = models.UUIDField(unique=True)  # a form sent twice is relief once
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="urgent_relief")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")  # where it happened
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="urgent_relief")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="urgent_relief")
    kind = models.CharField(max_length=10, choices=EmergencyKind.choices)
    need = EncryptedTextField()
    given = models.CharField(max_length=10, choices=Given.choices)
    amount_fen = models.BigIntegerField(default=0)  # for goods what they cost; for a referral nothing
    what = models.CharField(max_length=200, blank=True)  # the goods, or where to
    found_at = models.DateTimeField()
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReliefState.choices, default=ReliefState.GIVEN)
    papers = EncryptedTextField(blank=True)
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    completed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(default=FAR)  # by when the papers follow; FAR: nothing is owed

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given="referral", amount_fen=0) | (~Q(given="referral") & Q(amount_fen__gt=0)), name="relief_has_its_amount"
            ),
            models.CheckConstraint(condition=~Q(state="completed") | Q(approved_by__isnull=False), name="completed_relief_has_a_name"),
        ]
        indexes = [models.Index(fields=["area", "due_on", "id"], name="relief_area_due")]  # papers that are owed

    @property
    def deadline(self) -> date | None:
        """By when the papers follow; None: nothing is owed."""
        return None if self.due_on == FAR else self.due_on


class EntryKind(models.TextChoices):
    """Why money went in or out."""

    FILLED = "filled", pgettext_lazy("fund", "Filled up")
    RELIEF = "relief", pgettext_lazy("fund", "Relief given")
    RETURNED = "returned", pgettext_lazy("fund", "Relief taken back")


class FundEntry(models.Model):
    """Money into a fund (above zero) or out of it."""

    fund = models.ForeignKey(ReserveFund, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=EntryKind.choices)
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    relief = models.ForeignKey(UrgentRelief, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    because = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["relief", "kind"], name="relief_enters_the_fund_once"),
            models.CheckConstraint(
                condition=(Q(kind="relief") & Q(amount_fen__lt=0)) | (~Q(kind="relief") & Q(amount_fen__gt=0)),
                name="fund_entry_has_its_sign",
            ),
        ]


class ReliefStep(models.Model):
    """One row for every move of urgent relief."""

    relief = models.ForeignKey(UrgentRelief, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, choices=ReliefState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=ReliefState.choices)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class ReliefClock(RunningClock):
    """A deadline of urgent relief."""

    relief = models.ForeignKey(UrgentRelief, on_delete=models.CASCADE, related_name="clocks")


class ReliefClockChange(ClockChange):
    """What changed a deadline of urgent relief."""

    clock = models.ForeignKey(ReliefClock, on_delete=models.CASCADE, related_name="changes")
