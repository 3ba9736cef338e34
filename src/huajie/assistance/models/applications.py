"""One application of a household for several programmes, its members as they stood, its course, and what is decided on each programme."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.assistance.programmes import LONGEST_CODE, called
from huajie.assistance.states import OPEN, AppliedState
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models import FAR, Matter
from huajie.people.models import Household, Person


class Way(models.TextChoices):
    """Who came with it."""

    SELF = "self", _("A member of the household")
    HELPER = "helper", _("A helper, one to one")
    COMMITTEE = "committee", _("The village or residents' committee, on their behalf")


class Application(models.Model):
    """One set of papers of one household. Only services/moving.py and services/applying.py write its state."""

    ref = models.CharField(max_length=24, unique=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="aid_applications")
    way = models.CharField(max_length=10, choices=Way.choices)
    helper = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.CharField(max_length=200, blank=True)  # who asked whom to bring it, when it is not a member
    counted_because = EncryptedTextField(blank=True)  # why those who stand in another household, too, count in this one
    state = models.CharField(max_length=12, choices=AppliedState.choices, default=AppliedState.RECEIVED)
    received_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(default=FAR)  # the nearest hard limit of its running clocks; FAR: none runs

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(state__in=sorted(OPEN)), name="household_applies_once_at_a_time"),
            models.CheckConstraint(condition=Q(way="self") | ~Q(mandate=""), name="application_on_behalf_names_its_mandate"),
        ]
        indexes = [
            models.Index(
                fields=["area", "due_on", "id"], name="application_area_due", condition=Q(state__in=sorted(OPEN))
            ),  # a clerk's desk
            models.Index(fields=["state", "due_on", "id"], name="application_state_due"),  # what waits for a decision
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_open(self) -> bool:
        """True if and only if it runs: the household cannot apply a second time meanwhile."""
        return self.state in OPEN

    @property
    def deadline(self) -> date | None:
        """The nearest hard limit; None: no time runs."""
        return None if self.due_on == FAR else self.due_on


class ApplicationMember(models.Model):
    """Someone who counts in the household for this application, as the register knew them when it was made."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="member_counts_once")]


class Decision(models.TextChoices):
    """What became of one programme."""

    NONE = "none", pgettext_lazy("aid", "Not decided")
    GRANTED = "granted", pgettext_lazy("aid", "Granted")
    REFUSED = "refused", pgettext_lazy("aid", "Refused")


class Asked(models.Model):
    """One programme that is asked for, with the advice of the rules as it stood, and what a named person decided on it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="asked")
    programme = models.CharField(max_length=LONGEST_CODE)
    people = models.ManyToManyField(Person, blank=True, related_name="+")  # whom it is for, where it is given to persons
    advice = EncryptedJSONField(default=dict)
    proposed_fen = models.BigIntegerField(null=True, blank=True)  # by the town's opinion; made public
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.NONE)
    amount_fen = models.BigIntegerField(null=True, blank=True)  # a month, or once, as the programme gives it
    from_month = models.DateField(null=True, blank=True)
    reasons = EncryptedTextField(blank=True)
    law = models.CharField(max_length=400, blank=True)
    next_route = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "programme"], name="programme_asked_for_once"),
            models.CheckConstraint(
                condition=Q(decision="none") | Q(decided_by__isnull=False, decided_on__isnull=False), name="decision_has_a_name"
            ),
            models.CheckConstraint(condition=~Q(decision="refused") | (~Q(law="") & ~Q(next_route="")), name="refusal_has_law_and_route"),
            models.CheckConstraint(
                condition=(Q(amount_fen__isnull=True) | Q(amount_fen__gte=0)) & (Q(proposed_fen__isnull=True) | Q(proposed_fen__gte=0)),
                name="aid_is_not_negative",
            ),
        ]

    @property
    def called(self) -> str:
        """The programme's name, in the reader's language."""
        return called(self.programme)


class ApplicationStep(models.Model):
    """One row for every move of an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=12, choices=AppliedState.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=AppliedState.choices)
    facts = EncryptedJSONField(default=dict)  # what the move needed, in words
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class ApplicationClock(RunningClock):
    """A deadline of an application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="clocks")


class ApplicationClockChange(ClockChange):
    """What changed a deadline of an application."""

    clock = models.ForeignKey(ApplicationClock, on_delete=models.CASCADE, related_name="changes")
