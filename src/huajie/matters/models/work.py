"""Work on a matter: what was noted, what is to be done, what was attached."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.matters.models.matter import Matter


class NoteKind(models.TextChoices):
    """What was done."""

    NOTE = "note", _("Note")
    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting")
    COMMENT = "comment", _("Comment within the team")


class CaseNote(models.Model):
    """One thing that was done or noted. A comment stays inside the team; `with_resident` breaks a silence."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(max_length=8, choices=NoteKind.choices)
    on = models.DateField()
    text = models.TextField()
    with_resident = models.BooleanField(default=False)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_because = models.CharField(max_length=200, blank=True)  # not empty: taken back; it is kept, and shown as such

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["matter", "id"], name="case_note_matter"),
            models.Index(fields=["recorded_at"], name="case_note_recorded"),  # what changed since a moment
        ]


class Task(models.Model):
    """Something to do on a matter, by one person, by a day."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=200)
    assignee = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    due_on = models.DateField()
    set_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["assignee", "done_on", "due_on"], name="task_assignee")]  # what somebody has to do


PROVING = ("evidence", "agreement", "record")
"""The purposes of files that show an outcome. What was served, and what the resident signed, shows none."""


class Attachment(models.Model):
    """A file of the case. Its content lies encrypted in the home folder, under `key`."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="attachments")
    note = models.ForeignKey(CaseNote, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments")
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12, default="evidence")  # evidence, agreement, record, letter, signature, other
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    added_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
