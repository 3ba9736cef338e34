"""Staff, units and postings: who works where, as what, from when to when."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Role
from huajie.areas.models import Area


class UnitKind(models.TextChoices):
    """What kind of body a unit is."""

    BUREAU = "bureau", _("Bureau")
    TOWN_OFFICE = "town_office", _("Town or sub-district office")
    VILLAGE_COMMITTEE = "village_committee", _("Village or residents' committee")
    ONE_STOP_CENTRE = "one_stop_centre", _("One-stop centre")
    MEDIATION_COMMITTEE = "mediation_committee", _("Mediation committee")
    CHARITY = "charity", _("Charity or enterprise")


SECTOR_UNITS = frozenset({UnitKind.BUREAU, UnitKind.MEDIATION_COMMITTEE})
"""Units that answer for a field of work, not for an area."""


class Unit(models.Model):
    """A body that answers for work: a bureau, a town office, a committee, a centre, a charity."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="units")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["area_id", "name"]

    def __str__(self) -> str:
        return self.name


class Staff(AbstractUser):
    """A person who signs in. What they may do follows from their postings alone."""

    first_name = None  # type: ignore[assignment]  # one name field, as Chinese names are written
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(max_length=60)
    language = models.CharField(max_length=10, default="zh-hans")

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def audit_name(self) -> str:
        """How the record names this person."""
        return f"staff:{self.username}"


class Posting(models.Model):
    """One person in one unit in one role for one area, from a day until a day on which it no longer holds (None: open)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=30, choices=Role.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="posting_ends_after_it_begins"),
        ]

    def is_active_on(self, day: date) -> bool:
        """True if and only if the posting holds on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def holds(self) -> bool:
        """True if and only if the posting holds today."""
        return self.is_active_on(timezone.localdate())


class Installation(models.Model):
    """What is true of the whole installation. One row at most."""

    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="installation_is_one")]
