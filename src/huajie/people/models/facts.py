"""Dated, sourced statements about a person or a household. Never overwritten: differences are shown."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from huajie.core.fields import EncryptedTextField
from huajie.people.models.households import Household
from huajie.people.models.persons import Person
from huajie.people.models.sourced import Sourced


class FactKind(models.TextChoices):
    """What a fact states. The unit stands in the name."""

    INCOME = "income_fen_per_month", _("Income per month")
    INCOME_PER_CAPITA = "income_fen_per_person_month", _("Income per person and month")
    INCOME_SOURCE = "income_source", _("Source of income")
    HOUSEHOLD_SIZE = "household_size", _("People in the household")
    FAMILY_SITUATION = "family_situation", _("Family situation")
    HARDSHIP_CAUSE = "hardship_cause", _("Cause of hardship")
    BENEFITS = "benefits", _("Benefits received")
    AGE = "age", _("Age")
    HEALTH = "health", _("Health")
    DISABILITY = "disability", _("Disability")
    SCHOOL = "school", _("School")
    HOUSING = "housing", _("Housing")
    EMPLOYMENT = "employment", _("Employment")
    HUKOU_PLACE = "hukou_place", _("Place of household registration")
    RESIDENCE_REGISTERED = "residence_registered", _("Residence registered")
    ARRIVED_ON = "arrived_on", _("Arrived on")
    BANK_ACCOUNT = "bank_account", _("Bank account")


class Fact(Sourced):
    """One statement, encrypted, about either a person or a household, on a day, from a source."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="facts")
    household = models.ForeignKey(Household, on_delete=models.CASCADE, null=True, blank=True, related_name="facts")
    kind = models.CharField(max_length=32, choices=FactKind.choices)
    value = EncryptedTextField()
    observed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(household__isnull=True), name="fact_is_about_one_subject"),
        ]
