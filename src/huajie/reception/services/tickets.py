"""Taking a ticket, and moving it: call, serve, send on, leave."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.lifecycle import NotFromHere, Overtaken
from huajie.reception.models import Desk, Ticket, TicketStep
from huajie.reception.states import TICKETS, TicketState

_TRIES = 5  # of two who take a ticket at the same moment one takes the next number


def take_ticket(desk: Desk, *, by: Staff) -> Ticket:
    """The next number of the day in the centre, waiting at this desk."""
    demand_in(by, Permission.SERVE_TICKETS, desk.centre.area_id)
    _demand_open(desk)
    for _try in range(_TRIES):
        try:
            return _take(desk, by)
        except IntegrityError:
            continue
    raise Overtaken(_("Several tickets were taken at the same moment. Take it once more."))


@transaction.atomic
def _take(desk: Desk, by: Staff) -> Ticket:
    today = timezone.localdate()
    last = Ticket.objects.filter(centre=desk.centre_id, day=today).aggregate(last=Max("number"))["last"] or 0
    ticket = Ticket.objects.create(centre_id=desk.centre_id, day=today, number=last + 1, desk=desk)
    _step(ticket, "take", "", by)
    return ticket


def call_next(desk: Desk, *, by: Staff) -> Ticket:
    """The lowest number that waits at the desk today, called: whoever was sent on does not begin anew.

    Of two who call at once each gets another.
    """
    for _try in range(_TRIES):
        waiting = Ticket.objects.filter(desk=desk, day=timezone.localdate(), state=TicketState.WAITING).order_by("number")
        ticket = waiting.select_related("centre").first()
        if ticket is None:
            raise Refused(_("Nobody waits at this desk."))
        try:
            return move_ticket(ticket, "call", by=by)
        except Overtaken:
            continue
    raise Overtaken(_("Several desks called at the same moment. Call once more."))


@transaction.atomic
def move_ticket(ticket: Ticket, name: str, *, by: Staff, to: Desk | None = None) -> Ticket:
    """One move of the table; the ticket must still stand as it was read."""
    row = TICKETS.move(name)
    demand_in(by, row.permission, ticket.centre.area_id)
    if ticket.state not in row.sources:
        told = {"number": ticket, "state": ticket.get_state_display()}
        raise NotFromHere(_("This is not possible for ticket %(number)s, which stands as “%(state)s”.") % told)
    row.demand(frozenset({"desk"} if to else ()), frozenset())
    if to:
        _demand_reachable(ticket, to)
    desk_id, was, now = to.pk if to else ticket.desk_id, ticket.state, timezone.now()
    changed = Ticket.objects.filter(pk=ticket.pk, state=was, desk=ticket.desk_id).update(state=row.target, desk=desk_id, moved_at=now)
    if not changed:
        raise Overtaken(_("Somebody else has moved this ticket meanwhile."))
    ticket.refresh_from_db()
    _step(ticket, name, was, by)
    return ticket


def _step(ticket: Ticket, move: str, was: str, by: Staff) -> None:
    step = TicketStep.objects.create(ticket=ticket, move=move, from_state=was, to_state=ticket.state, desk=ticket.desk, by=by)
    subject = f"ticket:{ticket.centre.code}/{ticket.day:%Y%m%d}/{ticket}"
    record(Act.TICKET_MOVED, by=by, subject=subject, detail={"move": move, "desk": ticket.desk.kind, "step": step.pk})


def _demand_open(desk: Desk) -> None:
    if not desk.active:
        raise Refused(_("This desk is closed. Choose another one."))


def _demand_reachable(ticket: Ticket, to: Desk) -> None:
    _demand_open(to)
    if to.centre_id != ticket.centre_id or to.pk == ticket.desk_id:
        raise Refused(_("Choose another desk of the same centre."))
