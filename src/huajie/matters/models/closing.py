"""Closing: the outcome, the resident's confirmation, call-backs, follow-ups, and the two reviews that are open to the resident."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.matters.models.matter import Matter
from huajie.matters.models.work import Attachment


class OutcomeKind(models.TextChoices):
    """信访工作条例 §32 for petitions; agreement and relief for the others. There is none for a resident who gives up."""

    SUPPORTED = "supported", _("Supported")
    EXPLAINED = "explained", _("Reasonable, but without a basis: explained")
    NOT_SUPPORTED = "not_supported", _("Not supported")
    AGREEMENT = "agreement", _("Agreement reached")
    NO_AGREEMENT = "no_agreement", _("No agreement: told of the routes that are open")
    RELIEVED = "relieved", _("Relieved")
    REFERRED = "referred", _("Referred to help that takes over")
    TAKEN_UP = "taken_up", _("Suggestion taken up")
    NOTED = "noted", _("Suggestion studied and answered")


class Outcome(models.Model):
    """What came of the matter, with the four elements of 信访工作条例 §32: request, facts and reasons, opinion, law. The newest counts."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=14, choices=OutcomeKind.choices)
    request = models.TextField()
    facts = models.TextField()
    opinion = models.TextField()
    law = models.TextField()
    next_route = models.TextField()
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    told_on = models.DateField(null=True, blank=True)  # in writing
    superseded = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]


class ConfirmedBy(models.TextChoices):
    """How the resident answered."""

    SIGNATURE = "signature", _("Signature on the screen")
    CODE = "code", _("Code by phone")
    WINDOW = "window", _("At the window")
    CALL_BACK = "call_back", _("Call-back by somebody outside the team")
    TOLD = "told", _("Told to somebody who works on it")  # an objection alone: it confirms nothing


class Confirmation(models.Model):
    """The resident's answer to an outcome. Silence is none, and stands nowhere as one."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="confirmations")
    way = models.CharField(max_length=10, choices=ConfirmedBy.choices)
    settled = models.BooleanField()  # False: the resident objects
    words = models.CharField(max_length=400, blank=True)
    satisfied = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, of the service, if the resident likes to say
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # who wrote it down
    signature = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_recheck = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfied__isnull=True) | models.Q(satisfied__range=(1, 5)), name="confirmation_satisfied_one_to_five"
            )
        ]


class CallBackKind(models.TextChoices):
    """Why the resident is called."""

    CONFIRM = "confirm", _("Is it settled?")
    RECHECK = "recheck", _("Drawn at random: is it still settled?")
    WITHDRAWAL = "withdraw", _("Did the resident withdraw of their own accord?")


class CallBack(models.Model):
    """A call that somebody outside the team owes, and each try of it in words."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="call_backs")
    kind = models.CharField(max_length=8, choices=CallBackKind.choices)
    due_on = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=400, blank=True)
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="call_back_due")]


class FollowUp(models.Model):
    """A day after closing on which somebody looks whether it holds."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=400, blank=True)
    holds = models.BooleanField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="follow_up_due")]


class Review(models.Model):
    """复查 (信访工作条例 §35) or 复核 (§36): the resident asks the body above to look at an outcome."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="reviews")
    level = models.CharField(max_length=10, choices=[("review", _("Review")), ("re_review", _("Second review"))])
    asked_on = models.DateField()
    body = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    in_time = models.BooleanField(default=True)
    decided_on = models.DateField(null=True, blank=True)
    upheld = models.BooleanField(null=True)  # None: not decided
    decision = models.TextField(blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
