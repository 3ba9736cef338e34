"""The one-stop centre on screen: its desks, a desk's queue, and the display that those who wait look at."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.core.asked import number_asked
from huajie.reception.forms import DeskForm
from huajie.reception.models import Desk, DeskKind, Ticket
from huajie.reception.queries import centres_for, desks_for, queues_of
from huajie.reception.services.desks import set_desk
from huajie.reception.services.tickets import call_next, move_ticket, take_ticket
from huajie.reception.states import TICKETS


@permitted(Permission.SERVE_TICKETS)
def centre(request: StaffRequest, code: str) -> HttpResponse:
    """The desks of a centre today, and a ticket for whoever comes in."""
    found = _centre(request, code)
    context = {
        "centre": found,
        "queues": queues_of(found),
        "may_edit": request.scope.may_in(Permission.EDIT_STAFF, found.area_id),
        "form": DeskForm(initial={"active": True}),
    }
    return render(request, "reception/centre.html", context)


@require_POST
@permitted(Permission.EDIT_STAFF)
def set_up(request: StaffRequest, code: str) -> HttpResponseBase:
    """Open, move or close a desk."""
    found = get_object_or_404(centres_for(request.scope, Permission.EDIT_STAFF), code=code)
    form = DeskForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        set_desk(found, DeskKind(told["kind"]), by=request.user, place=told["place"], active=told["active"])
        messages.success(request, _("The desk is set."))
    else:
        messages.error(request, _("Choose one of the desks of the programme."))
    return redirect("reception:centre", code)


@permitted(Permission.SERVE_TICKETS)
def display(request: StaffRequest, code: str) -> HttpResponse:
    """Which number is called where, for a screen in the hall. It asks again by itself."""
    found = _centre(request, code)
    template = "reception/_called.html" if request.headers.get("HX-Request") else "reception/display.html"
    return render(request, template, {"centre": found, "queues": queues_of(found)})


@permitted(Permission.SERVE_TICKETS)
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is called at a desk, and who waits."""
    found = get_object_or_404(desks_for(request.scope), pk=pk)
    queues = queues_of(found.centre)
    mine = next((queue for queue in queues if queue.desk.pk == found.pk), None)
    others = [queue.desk for queue in queues if queue.desk.pk != found.pk and queue.desk.active]
    return render(request, "reception/desk.html", {"desk": found, "queue": mine, "others": others})


@require_POST
@permitted(Permission.SERVE_TICKETS)
def take(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A ticket for somebody who has just come."""
    found = get_object_or_404(desks_for(request.scope), pk=pk)
    ticket = take_ticket(found, by=request.user)
    messages.success(request, _("Ticket %(number)s for “%(desk)s”.") % {"number": ticket, "desk": found})
    return redirect("reception:centre", found.centre.code)


@require_POST
@permitted(Permission.SERVE_TICKETS)
def call(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The next one, please."""
    found = get_object_or_404(desks_for(request.scope), pk=pk)
    ticket = call_next(found, by=request.user)
    messages.success(request, _("Ticket %(number)s is called.") % {"number": ticket})
    return redirect("reception:desk", pk)


@require_POST
@permitted(Permission.SERVE_TICKETS)
def move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One move of a ticket; it leads back to the desk at which it was made."""
    tickets = request.scope.narrow(Ticket.objects.select_related("centre", "desk"), Permission.SERVE_TICKETS, "centre__area_id")
    ticket = get_object_or_404(tickets, pk=pk)
    if move not in TICKETS or move == "take":
        raise Http404
    at, to = ticket.desk_id, desks_for(request.scope).filter(pk=number_asked(request.POST.get("desk"))).first()
    moved = move_ticket(ticket, move, by=request.user, to=to)
    messages.success(request, _("Ticket %(number)s: %(state)s.") % {"number": moved, "state": _where(moved, to)})
    return redirect("reception:desk", at)


def _where(ticket: Ticket, to: Desk | None) -> str:
    state = str(ticket.get_state_display())
    return f"{state} · {to}" if to else state


def _centre(request: StaffRequest, code: str) -> Unit:
    return get_object_or_404(centres_for(request.scope), code=code)
