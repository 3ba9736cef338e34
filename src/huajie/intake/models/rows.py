"""Every data row of every list, for ever, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.areas.models import Area
from huajie.core.fields import EncryptedTextField
from huajie.intake.models.deliveries import ListFile, ListSheet
from huajie.matters.models import Matter
from huajie.people.models import Household, Person


class Outcome(models.TextChoices):
    """Exactly one of these is the end of every row; waiting is the way there."""

    WAITING = "waiting", _("Waiting")
    REGISTERED = "registered", _("In the register")
    REVIEW = "review", _("To review")
    REFUSED = "refused", _("To correct")


class ListRow(models.Model):
    """One data row, as it was typed (encrypted), with its number in the file and its place in the register."""

    file = models.ForeignKey(ListFile, on_delete=models.CASCADE, related_name="rows")
    sheet = models.ForeignKey(ListSheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # 1-based, as in the file
    fingerprint = models.CharField(max_length=32)  # blind index over the row's values: the same row again
    ticket = models.CharField(max_length=40, blank=True)  # the list's own number of the row
    content = EncryptedTextField()  # what was read, as JSON
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    reasons = models.JSONField(default=list)  # [{code, column, fields}] — facts, never personal values
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="rows")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="rows")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, blank=True, related_name="rows")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)  # where it lies
    replaced_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces")
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="repeats")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "sheet", "number"], name="row_once_per_sheet")]
        indexes = [
            models.Index(fields=["file", "outcome", "id"], name="row_file_outcome"),  # what is still to do; the refused of a file
            models.Index(fields=["file", "area"], name="row_file_area"),  # whether a delivery holds rows of a town, and which
            models.Index(fields=["fingerprint"], name="row_fingerprint"),  # the same row in a corrected workbook
        ]


class RowRole(models.TextChoices):
    """How somebody stands in a row."""

    SUBJECT = "subject", _("Concerned")
    ALONGSIDE = "alongside", _("Named together")
    OTHER_PARTY = "other_party", _("Other party")
    MEMBER = "member", _("Household member")


class RowPerson(models.Model):
    """Which register person a row's subject, other party or household member became."""

    row = models.ForeignKey(ListRow, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=RowRole.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="row_people")
