"""One row for every move of a matter: its history, what goes out to others, and the source of every figure."""

from django.db import models
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.matters.models.matter import Matter
from huajie.matters.states import State


class Step(models.Model):
    """Who moved the matter, when, from where to where and why. Never changed, never deleted."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="steps", db_index=False)
    move = models.CharField(max_length=20)  # a name of states.LIFECYCLE
    from_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # None: the system itself
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # that led when it happened
    because = models.CharField(max_length=400, blank=True)
    facts = models.JSONField(default=dict)  # what the move needed: unit, body, next_route, words, way, …

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["matter", "id"], name="step_matter"),  # the course of a matter
            models.Index(fields=["move", "at"], name="step_move"),  # how many moves of a kind in a period
            models.Index(fields=["at"], name="step_at"),  # what changed since a moment
            models.Index(fields=["unit", "move", "at"], name="step_unit"),  # a unit's figures
        ]
