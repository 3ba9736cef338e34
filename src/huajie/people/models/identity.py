"""Identifiers, phones and addresses: several of each, each with the place where it was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.areas.models import Area
from huajie.core.fields import EncryptedTextField
from huajie.people.models.persons import Person
from huajie.people.models.sourced import Sourced


class IdentifierType(models.TextChoices):
    """The document that the number stands on."""

    ID_CARD = "id_card", _("Resident identity card")
    HK_MACAU_PERMIT = "hk_macau_permit", _("Hong Kong and Macau permit")
    TAIWAN_PERMIT = "taiwan_permit", _("Taiwan permit")
    PASSPORT = "passport", _("Passport")


class Validity(models.TextChoices):
    """What the digits themselves tell."""

    VALID = "valid", _("Check digit agrees")
    CHECK_FAILS = "check_fails", _("Check digit does not agree")
    DIGITS_LOST = "digits_lost", _("The sheet lost the last digits")
    MASKED = "masked", _("Partly hidden")
    INCOMPLETE = "incomplete", _("Too few digits")
    UNCHECKED = "unchecked", _("Cannot be checked")


class Identifier(Sourced):
    """A number that identifies a person, as it was read."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    type = models.CharField(max_length=16, choices=IdentifierType.choices, default=IdentifierType.ID_CARD)
    value = EncryptedTextField()
    value_index = models.CharField(max_length=32, db_index=True)  # exact look-up by blind index
    masked = models.CharField(max_length=40)
    validity = models.CharField(max_length=12, choices=Validity.choices)


class Phone(Sourced):
    """A phone number, digits only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phones")
    value = EncryptedTextField()
    value_index = models.CharField(max_length=32, db_index=True)  # exact look-up by blind index
    masked = models.CharField(max_length=20)


class Address(Sourced):
    """Where a person lives, as it was written, and the area that it was understood as."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    text = models.CharField(max_length=200)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
