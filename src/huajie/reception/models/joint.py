"""Joint reception: several units receive the resident together on one matter (信访工作条例 §18)."""

from django.db import models
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.matters.models import Matter
from huajie.reception.states import JointState


class JointReception(models.Model):
    """A day and a place on which several units receive the resident, and what was agreed."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="joint_receptions")
    state = models.CharField(max_length=10, choices=JointState.choices, default=JointState.PLANNED)
    on = models.DateField()
    place = models.CharField(max_length=100)
    agreed = models.TextField(blank=True)
    because = models.CharField(max_length=200, blank=True)  # why it was called off
    called_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]


class InvitedUnit(models.Model):
    """One unit at one joint reception: whether it came, who spoke for it, and what it takes on by when."""

    reception = models.ForeignKey(JointReception, on_delete=models.CASCADE, related_name="invited")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField(null=True)  # None: it has not been held yet
    who = models.CharField(max_length=80, blank=True)
    duty = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["reception", "unit"], name="unit_invited_once")]
