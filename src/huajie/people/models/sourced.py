"""What is recorded with its source, and may be withdrawn when the source is corrected."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


class Current(models.Manager[M]):
    """What counts: nothing that was withdrawn."""

    def get_queryset(self) -> models.QuerySet[M]:
        """All but the withdrawn."""
        return super().get_queryset().filter(withdrawn=False)


class Sourced(models.Model):
    """A value with the place where it was read. A withdrawn one is kept, and counts no more: `objects` leaves it out, `ever` has all."""

    source = models.CharField(max_length=40)
    withdrawn = models.BooleanField(default=False)  # the row that said so was corrected, and no other says it
    recorded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Current[Self]] = Current()
    ever: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
