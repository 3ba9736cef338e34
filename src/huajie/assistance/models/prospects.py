"""Who may be entitled and has not applied, as the last sweep found it. Entitlement is advice: a person asks, and a person decides."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.areas.models import Area
from huajie.assistance.programmes import LONGEST_CODE, called, is_monthly
from huajie.core.fields import EncryptedTextField
from huajie.people.models import Household, Person


class Sweep(models.Model):
    """One time that households were held against the programmes."""

    at = models.DateTimeField(default=timezone.now)
    month = models.DateField()  # its first day
    rules = models.CharField(max_length=64)  # the stamp of the rules in force
    households = models.PositiveIntegerField()
    whole = models.BooleanField(default=False)  # all of the register, not only those of whom something changed


class ProspectState(models.TextChoices):
    """What has become of it."""

    OPEN = "open", _("To be talked over")
    APPLIED = "applied", _("Applied for")
    DECLINED = "declined", _("The family does not want it")
    PAST = "past", _("No longer likely")


class Certainty(models.TextChoices):
    """What the rules say as far as the facts go."""

    ENTITLED = "entitled", _("Entitled by what is known")
    DEPENDS = "depends", _("Depends on what is not known")


class Prospect(models.Model):
    """A programme to which a household, or one of its people, may be entitled. Written in services only."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="prospects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="prospects")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    programme = models.CharField(max_length=LONGEST_CODE)
    certainty = models.CharField(max_length=8, choices=Certainty.choices)
    state = models.CharField(max_length=8, choices=ProspectState.choices, default=ProspectState.OPEN)
    low_fen = models.BigIntegerField(null=True, blank=True)
    high_fen = models.BigIntegerField(null=True, blank=True)
    since = models.DateField(default=timezone.localdate)
    checked_at = models.DateTimeField(default=timezone.now)
    because = EncryptedTextField(blank=True)  # why the family does not want it, in its words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "programme"], condition=Q(person=None), name="prospect_of_household_once"),
            models.UniqueConstraint(
                fields=["household", "programme", "person"], condition=Q(person__isnull=False), name="prospect_of_person_once"
            ),
        ]
        indexes = [models.Index(fields=["area", "household"], condition=Q(state="open"), name="prospect_queue")]  # an adviser's list

    @property
    def called(self) -> str:
        """The programme's name, in the reader's language."""
        return called(self.programme)

    @property
    def is_monthly(self) -> bool:
        """True if and only if the amount is a month's."""
        return is_monthly(self.programme)
