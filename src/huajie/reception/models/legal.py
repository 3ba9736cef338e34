"""Legal consultation, and requests for legal aid with their course and their deadlines (法律援助法, in force 2022-01-01)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.areas.models import Area
from huajie.deadlines.models import ClockChange, RunningClock
from huajie.matters.models import Matter
from huajie.people.models import Person
from huajie.reception.models.centre import Ticket
from huajie.reception.states import AidState


class Consultation(models.Model):
    """A legal question and what was answered, by whom, on which law. A question alone has no matter, and may have no name."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    question = models.TextField()
    answer = models.TextField()
    law = models.CharField(max_length=400, blank=True)
    answered_by = models.CharField(max_length=80)  # a lawyer on duty need not be one who signs in
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]


class NeedGround(models.TextChoices):
    """How the condition of economic difficulty is met: stated truthfully, or not checked at all (法律援助法 §42)."""

    STATED = "stated", _("Income statement (§41)")
    VULNERABLE = "vulnerable", _("Minor, elderly or disabled person without a regular source of income (§42, item 1)")
    RELIEF = "relief", _("Recipient of social assistance, judicial relief or special care (§42, item 2)")
    WAGES = "wages", _("Migrant worker claiming wages or compensation for an injury at work (§42, item 3)")
    OTHER = "other", _("Another person exempted by law or rule (§42, item 4)")


class UrgentGround(models.TextChoices):
    """Why aid is given before it is decided (法律援助法 §44)."""

    LIMITATION = "limitation", _("A limitation or time limit ends within seven days (§44, item 1)")
    PRESERVATION = "preservation", _("Property or evidence must be preserved, or enforcement begun, at once (§44, item 2)")
    OTHER = "other", _("Another case named by law or rule (§44, item 3)")


class LegalAid(models.Model):
    """One request for legal aid, made with a matter by one of those whom it concerns."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="legal_aid")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_aid")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AidState.choices, default=AidState.APPLIED)
    purpose = models.CharField(max_length=200)
    need = models.CharField(max_length=10, choices=NeedGround.choices)
    income_fen_per_month = models.BigIntegerField(null=True, blank=True)  # as stated, of the household per person
    urgent = models.CharField(max_length=12, choices=UrgentGround.choices, blank=True)
    received_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["area", "state", "received_on"], name="legal_aid_open")]  # what waits in an area
        constraints = [
            models.CheckConstraint(condition=~Q(need="stated") | Q(income_fen_per_month__gte=0), name="legal_aid_states_the_income")
        ]


class LegalAidStep(models.Model):
    """One row for every move of a request."""

    aid = models.ForeignKey(LegalAid, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, choices=AidState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=AidState.choices)
    facts = models.JSONField(default=dict)  # what the move needed: because, law, next_route, material, helper …
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class LegalAidClock(RunningClock):
    """A deadline of a request."""

    aid = models.ForeignKey(LegalAid, on_delete=models.CASCADE, related_name="clocks")


class LegalAidClockChange(ClockChange):
    """What changed a deadline of a request."""

    clock = models.ForeignKey(LegalAidClock, on_delete=models.CASCADE, related_name="changes")
