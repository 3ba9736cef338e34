"""How an application is looked into: what the family declared, what was missing, what was checked, and what was found at home."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff
from huajie.assistance.models.applications import Application
from huajie.core.fields import EncryptedJSONField, EncryptedTextField
from huajie.core.masking import masked_account
from huajie.people.models import Person


class Statement(models.Model):
    """What the family declared and signed, frozen. `declared` holds a list of members with what each stated, and words on the household."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="statement")
    declared = EncryptedJSONField(default=dict)
    account = EncryptedTextField(blank=True)  # the bank account for payments
    account_holder = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    @property
    def masked(self) -> str:
        """The account as it may be shown."""
        return masked_account(self.account)


class MissingMaterial(models.Model):
    """The one notice of everything that is missing: there is no second one for an application."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="missing")
    material = EncryptedTextField()
    told_on = models.DateField()
    completed_on = models.DateField(null=True, blank=True)


class Authorisation(models.Model):
    """Some of the household allowed that their means are checked. Recorded at the counter from a signed paper."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="authorisations")
    people = models.ManyToManyField(Person, related_name="+")
    signed_on = models.DateField()
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")


class InformationCheck(models.Model):
    """One check of a household's means with banks and offices, and the answer."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    result = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(received_on__isnull=True), name="one_check_waits_for_its_answer"
            )
        ]


class SurveyKind(models.TextChoices):
    """Who went there."""

    TOWN = "town", pgettext_lazy("survey", "By the town")
    COUNTY = "county", pgettext_lazy("survey", "By the county")


class Survey(models.Model):
    """A visit to the home for an application, with what was found."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="surveys")
    kind = models.CharField(max_length=6, choices=SurveyKind.choices)
    on = models.DateField()
    staff = models.ManyToManyField(Staff, related_name="+")
    findings = EncryptedTextField()
    signed = models.BooleanField(_("Signed by the family and by everybody of the staff"))

    class Meta:
        ordering = ["pk"]
