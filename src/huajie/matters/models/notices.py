"""What the resident is owed in writing, and when and how it reached them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.matters.models.matter import Matter
from huajie.matters.models.steps import Step
from huajie.matters.models.work import Attachment
from huajie.matters.states import NoticeKind


class ServedBy(models.TextChoices):
    """How a notice reached the resident."""

    HAND = "hand", _("Handed over")
    POST = "post", _("By post")
    ELECTRONIC = "electronic", _("Electronically, as agreed")
    LEFT = "left", _("Left with witnesses")
    OPENLY = "openly", _("By public notice")
    IMPOSSIBLE = "impossible", _("Cannot be served: name or address unknown")


class Notice(models.Model):
    """A notice that a move owes. It is owed until it is served."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="notices")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    owed_since = models.DateField()
    facts = models.JSONField(default=dict)  # what the document says beside the matter: reason, route, days
    made_at = models.DateTimeField(default=timezone.now)
    served_on = models.DateField(null=True, blank=True)
    served_by = models.CharField(max_length=10, choices=ServedBy.choices, blank=True)
    served_note = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # what was served
    recorded_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["served_on", "owed_since"], name="notice_owed")]
