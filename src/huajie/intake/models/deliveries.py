"""A delivery: the files that somebody handed in together, and how far each has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Unit


class DeliveryState(models.TextChoices):
    """How far a delivery has come."""

    READING = "reading", _("Reading")
    MAPPING = "mapping", _("Waiting for its columns to be confirmed")
    REGISTERING = "registering", _("Entering the register")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a fault")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FileState(models.TextChoices):
    """What became of one file."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    REGISTERED = "registered", _("In the register")
    SEEN_BEFORE = "seen_before", _("Delivered before, nothing changed")
    UNREADABLE = "unreadable", _("Cannot be read")
    WITHDRAWN = "withdrawn", _("Withdrawn")


NOT_TAKEN = (FileState.SEEN_BEFORE, FileState.UNREADABLE, FileState.WITHDRAWN)  # not held against the same file handed in again


class Delivery(models.Model):
    """Files handed in together by one unit."""

    title = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="deliveries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=DeliveryState.choices, default=DeliveryState.READING)
    fault = models.CharField(max_length=300, blank=True)
    delivered_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)  # the process that works on it; empty: nobody
    beat_at = models.DateTimeField(null=True, blank=True)  # that process's last sign of life
    deaths = models.PositiveSmallIntegerField(default=0)  # how often the process that worked on it died
    confirm_unsure = models.BooleanField(default=True)  # wait for a person where a column is unsure; otherwise keep it as a note
    stage = models.CharField(max_length=20, blank=True)  # what is being done now, for the progress bar
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["unit", "-id"], name="delivery_unit")]  # a unit's own deliveries


class ListFile(models.Model):
    """One file of a delivery. `path` is relative to the storage; what is kept has lost the forbidden columns."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)  # of the bytes and of `choices`: the same file again; empty: never opened
    path = models.CharField(max_length=300, blank=True)  # empty: nothing is kept
    state = models.CharField(max_length=12, choices=FileState.choices, default=FileState.WAITING)
    choices = models.JSONField(default=dict)  # what a person settled of its columns: {header or key: field, "-" for a note}, and "@kind"
    message = models.JSONField(default=dict)  # {code, facts} of reading.messages: why it cannot be read
    remarks = models.JSONField(default=list)  # [{sheet, code, facts}]: sheets in which no list was found
    corrects = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections")
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="repeats")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~models.Q(state__in=NOT_TAKEN),
                name="file_taken_once",  # of two people who hand in the same file at once, one is first
            ),
        ]


class ListSheet(models.Model):
    """One table of a file: its kind and what each column was taken for."""

    file = models.ForeignKey(ListFile, on_delete=models.CASCADE, related_name="sheets")
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    kind_is_sure = models.BooleanField(default=True)
    kind_because = models.JSONField(default=dict)  # {code, facts} of reading.messages: why it is taken for that kind
    header_row = models.PositiveIntegerField(default=1)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=list)  # [{index, header, key, field, certainty, because, candidates, samples (masked)}]
    remarks = models.JSONField(default=list)  # [{code, facts}]: a hidden sheet, no rows, another row that could be the header
    confirmed = models.BooleanField(default=False)
