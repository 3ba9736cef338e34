"""Reading requests. What is fetched here may be shown to the one who asks."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.matters.models import Matter, Notice
from huajie.matters.queries import opened_by
from huajie.matters.states import NoticeKind
from huajie.matters.withheld import hidden_from
from huajie.people.places import Town, towns_in
from huajie.reception.models import Desk, Request, Ticket
from huajie.reception.states import TicketState


@dataclass(frozen=True, slots=True)
class Queue:
    """A desk today: who is called there, and who waits, the lowest number first."""

    desk: Desk
    called: tuple[Ticket, ...]
    waiting: tuple[Ticket, ...]


def requests_of(staff: Staff, scope: Scope) -> QuerySet[Request]:
    """What a clerk recorded, newest first, without what is withheld from them by now. One query."""
    shown = Request.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))
    return shown.filter(recorded_by=staff).select_related("matter__root", "area").order_by("-number")


def owed_receipt(matter: Matter) -> Notice | None:
    """The receipt that the person does not have yet. One query."""
    return Notice.objects.filter(matter=matter, kind=NoticeKind.RECEIPT, served_on=None).first()


def request_for(staff: Staff, scope: Scope, number: int) -> Request:
    """One request, if and only if the reader recorded it or finds the page of its matter."""
    found = Request.objects.select_related("matter__root", "unit", "recorded_by", "ticket__centre").get(pk=number)
    if found.recorded_by_id != staff.pk and found.matter.standing_id not in opened_by(scope, [found.matter.standing]):
        raise Request.DoesNotExist
    return found


def request_by_code(code: str) -> Request | None:
    """The request whose receipt bears the code."""
    units = ("matter__lead_unit", "matter__territorial_unit", "matter__root__lead_unit", "matter__root__territorial_unit")
    return Request.objects.filter(code=code).select_related("matter__root", "unit", *units).first()


def places_for(scope: Scope) -> list[Town]:
    """The towns and villages in which the reader may record requests; for somebody posted to a grid, the grid. One or two queries."""
    towns = towns_in(scope, Permission.OPEN_MATTERS)
    if towns:
        return towns
    grids = scope.narrow(Area.objects.filter(level=Level.GRID, active=True), Permission.OPEN_MATTERS, "code")
    return [Town(grid, ()) for grid in grids]


def centres_for(scope: Scope, permission: Permission = Permission.SERVE_TICKETS) -> QuerySet[Unit]:
    """The one-stop centres in which the permission holds."""
    return scope.narrow(Unit.objects.filter(kind=UnitKind.ONE_STOP_CENTRE, active=True), permission, "area_id").order_by("area_id", "name")


def desks_for(scope: Scope) -> QuerySet[Desk]:
    """The desks at which the reader may call, closed ones among them: somebody may still wait there."""
    return scope.narrow(Desk.objects.select_related("centre"), Permission.SERVE_TICKETS, "centre__area_id")


def queues_of(centre: Unit) -> list[Queue]:
    """Every open desk today, and closed ones at which somebody still waits. Two queries."""
    active = (TicketState.WAITING, TicketState.CALLED)
    today = Ticket.objects.filter(centre=centre, day=timezone.localdate(), state__in=active).select_related("centre").order_by("number")
    tickets = list(today)
    queues = [_queue(desk, tickets) for desk in Desk.objects.filter(centre=centre).select_related("centre")]
    return [queue for queue in queues if queue.desk.active or queue.called or queue.waiting]


def _queue(desk: Desk, tickets: list[Ticket]) -> Queue:
    mine = [ticket for ticket in tickets if ticket.desk_id == desk.pk]
    return Queue(
        desk,
        tuple(ticket for ticket in mine if ticket.state == TicketState.CALLED),
        tuple(ticket for ticket in mine if ticket.state == TicketState.WAITING),
    )


def ticket_for(scope: Scope, key: int) -> Ticket | None:
    """A ticket of today that is called at a desk at which the reader may serve."""
    rows = Ticket.objects.filter(day=timezone.localdate(), state=TicketState.CALLED).select_related("centre", "desk")
    return scope.narrow(rows, Permission.SERVE_TICKETS, "centre__area_id").filter(pk=key).first()
