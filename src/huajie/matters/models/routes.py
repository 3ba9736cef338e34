"""Which unit answers: the table of categories, and each time that a matter was handed to a unit."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.models import Staff, Unit
from huajie.matters.models.matter import Kind, Matter
from huajie.matters.models.work import Attachment


class CategoryRoute(models.Model):
    """The sector unit for a kind and category of matters, from a day until a day (None: open). No category: all of the kind."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    category = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)  # the document that says so

    class Meta:
        ordering = ["kind", "category", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "category"], condition=Q(until__isnull=True), name="category_route_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="category_route_ends_after_it_begins"
            ),
        ]


class HandoverDuty(models.TextChoices):
    """What a unit has to do with the matter."""

    LEAD = "lead", _("Leads")
    ASSIST = "assist", _("Assists")


class HandoverState(models.TextChoices):
    """How far a hand-over is."""

    SENT = "sent", _("Sent, not signed for")
    RECEIVED = "received", _("Signed for")
    RETURNED = "returned", _("Returned")
    DONE = "done", pgettext_lazy("handover", "Done")
    RECALLED = "recalled", _("Recalled")


class Handover(models.Model):
    """A matter handed to a unit: with which duty, by when, and what the unit answered."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="handovers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handovers", db_index=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.CharField(max_length=6, choices=HandoverDuty.choices)
    task = models.CharField(max_length=200, blank=True)  # the unit's named part in joint handling
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=HandoverState.choices, default=HandoverState.SENT)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    because = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=400, blank=True)  # why it was returned; what was done
    letter = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # as it went out

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(duty="lead", state__in=["sent", "received"]), name="handover_one_unit_leads"
            ),
            models.UniqueConstraint(
                fields=["matter", "unit"], condition=Q(state__in=["sent", "received"]), name="handover_one_duty_a_unit"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="handover_unit"),  # what a unit has to sign for or to do
            models.Index(fields=["unit", "state"], name="handover_assists", condition=Q(duty="assist")),  # few beside those that it leads
        ]
