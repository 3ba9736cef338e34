"""Organisations that may claim: registered with civil affairs, looked at by a named person, for as long as the registration runs."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.assistance.states_referral import OrganisationState
from huajie.core.fields import EncryptedJSONField


class Organisation(models.Model):
    """A charity whose people sign in as charity members of its unit."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="organisation")
    credit_code = models.CharField(max_length=18, unique=True)
    registered_until = models.DateField(null=True, blank=True)  # known once somebody verified it
    state = models.CharField(max_length=10, choices=OrganisationState.choices, default=OrganisationState.ENTERED)
    verified_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["unit__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_by__isnull=False, verified_on__isnull=False, registered_until__isnull=False),
                name="verified_by_a_named_person",
            )
        ]

    def __str__(self) -> str:
        return self.unit.name

    def may_claim_on(self, day: date) -> bool:
        """True if and only if it is verified, its registration runs and its unit works on that day."""
        return bool(
            self.state == OrganisationState.VERIFIED and self.registered_until and day <= self.registered_until and self.unit.active
        )

    @property
    def has_run_out(self) -> bool:
        """True if and only if it was verified, and its registration has ended since."""
        return self.state == OrganisationState.VERIFIED and not self.may_claim_on(timezone.localdate())


class OrganisationStep(models.Model):
    """One row for every move of an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=16)
    from_state = models.CharField(max_length=10, choices=OrganisationState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=OrganisationState.choices)
    facts = EncryptedJSONField(default=dict)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # empty: the system
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
