"""Making an opinion public for seven days, and what somebody objects."""

from django.db import models
from django.db.models import F, Q

from huajie.accounts.models import Staff
from huajie.assistance.models.applications import Application
from huajie.core.fields import EncryptedTextField


class Publicity(models.Model):
    """A notice in the village. What it shows is computed (publishing.py): the applicant's name, how many members, and the amount."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notices")
    since = models.DateField()
    until = models.DateField()  # the last day on which it hangs
    place = models.CharField(max_length=100)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("since")), name="publicity_lasts")]


class Objection(models.Model):
    """What somebody said against an opinion while it was public; who it was need not be known."""

    notice = models.ForeignKey(Publicity, on_delete=models.CASCADE, related_name="objections")
    received_on = models.DateField()
    by_whom = EncryptedTextField(blank=True)
    words = EncryptedTextField()
    handled_on = models.DateField(null=True, blank=True)
    handled = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["pk"]
