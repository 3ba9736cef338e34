"""The one-stop centre: its desks, and the tickets of those who come."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff, Unit
from huajie.reception.states import TicketState


class DeskKind(models.TextChoices):
    """The desks of the programme: four, and civil affairs."""

    GOVERNANCE = "governance", _("Comprehensive governance")
    LITIGATION = "litigation", _("Litigation service")
    LEGAL_SERVICE = "legal_service", _("Public legal service")
    PETITIONS = "petitions", _("Petition reception")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")


class Desk(models.Model):
    """One desk of one centre, and where it stands. A closed one takes no more tickets."""

    centre = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="desks")
    kind = models.CharField(max_length=14, choices=DeskKind.choices)
    place = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["centre", "kind"], name="desk_once_in_a_centre")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Ticket(models.Model):
    """One person's turn for one day: the number stays the same from desk to desk. It says nothing of who waits."""

    centre = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField()
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="tickets")
    state = models.CharField(max_length=8, choices=TicketState.choices, default=TicketState.WAITING)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "day", "number"], name="ticket_number_once_a_day")]
        indexes = [models.Index(fields=["desk", "day", "state", "number"], name="ticket_queue")]  # who is next at a desk

    def __str__(self) -> str:
        return f"{self.number:03d}"


class TicketStep(models.Model):
    """One row for every move of a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=10)
    from_state = models.CharField(max_length=8, choices=TicketState.choices, blank=True)
    to_state = models.CharField(max_length=8, choices=TicketState.choices)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")  # at which it stands after the move
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
