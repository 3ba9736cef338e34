"""The units of a matter: the panel, sending it on, and what a unit answers."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import NotPermitted, Refused
from huajie.core.paging import page
from huajie.matters.access import may
from huajie.matters.extensions import extensions_for
from huajie.matters.forms.routing import RoutingForm
from huajie.matters.handovers import handovers_of, inbox_of, lead_of, working_units
from huajie.matters.models import Handover, HandoverState, Matter
from huajie.matters.routing import choices_for, is_late, lead_before
from huajie.matters.services.answering import report_done, send_part_back, sign
from huajie.matters.services.assisting import release
from huajie.matters.services.handing import has_risen
from huajie.matters.services.routing import route
from huajie.matters.states import LIFECYCLE, State
from huajie.matters.views.moving import OWN_PAGES
from huajie.matters.views.records import matter_or_404

OWN_PAGES |= {"assign": "matters:assign", "reassign": "matters:assign"}
_ROUTED_FROM = {State.ACCEPTED, State.REOPENED, *LIFECYCLE.move("reassign").sources}

_MOST_ASKED = 50


@permitted(Permission.SEE_MATTERS)
def panel(request: StaffRequest, reference: str) -> HttpResponse:
    """Each unit that has to do with a matter, on its page: with which part, by when, what it answered."""
    found = matter_or_404(request, reference)
    routes = may(request.scope, Permission.ROUTE_MATTERS, found)
    mine = working_units(request.user)
    lines = [
        {
            "handover": one,
            "is_late": is_late(one),
            "may_answer": one.unit_id in mine or request.scope.may_in(Permission.ROUTE_MATTERS, found.area_id),
            "is_live": one.state in {HandoverState.SENT, HandoverState.RECEIVED},
        }
        for one in handovers_of(found)
    ]
    context = {"matter": found, "lines": lines, "may_route": routes and found.state in _ROUTED_FROM, "routes": routes}
    reads_letters = may(request.scope, Permission.WORK_MATTERS, found)
    return render(request, "matters/_units.html", context | {"has_risen": has_risen(found), "reads_letters": reads_letters})


@permitted(Permission.ROUTE_MATTERS)
def assign(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Who leads and who assists: named by area and table, with each unit's load."""
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.ROUTE_MATTERS, found):
        raise NotPermitted(_("Your posting does not include this. If it belongs to your work, ask the coordinator of your area."))
    if found.state not in _ROUTED_FROM:
        raise Refused(_("A matter that stands as “%(state)s” is not assigned from here.") % {"state": found.get_state_display()})
    choices = choices_for(found)
    lead = lead_of(found)
    named = lead.unit.code if lead and not has_risen(found) else next((choice.unit.code for choice in choices if choice.reasons), "")
    form = RoutingForm(choices, named, request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid() and _routed(request, found, form):
        return redirect("matters:matter", found.ref)
    context = {"matter": found, "form": form, "lead": lead, "has_risen": has_risen(found), "returned": lead_before(found)}
    return render(request, "matters/assign.html", context, status=422 if form.errors else 200)


def _routed(request: StaffRequest, found: Matter, form: RoutingForm) -> bool:
    said = form.cleaned_data
    try:
        route(found, said["unit"], form.parts(), by=request.user, version=said["version"], because=said["because"], facts=form.facts())
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(request, _("Sent. Each unit finds it in its inbox and signs for receipt."))
    return True


@permitted(Permission.WORK_MATTERS)
def inbox(request: StaffRequest) -> HttpResponse:
    """What the reader's units have to sign for, the parts that they have in hand, and the requests for more time to decide."""
    found = page(inbox_of(request.scope, request.user), by="pk", cursor=request.GET.get("after", ""))
    lines = [{"handover": one, "is_late": is_late(one)} for one in found.rows]
    asked = extensions_for(request.scope)[:_MOST_ASKED]
    return render(request, "matters/inbox.html", {"page": found, "lines": lines, "asked": asked})


@permitted(Permission.WORK_MATTERS)
@require_POST
def sign_for(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """The unit has received it."""
    sign(_handover(request, reference, pk), by=request.user)
    messages.success(request, _("Signed for."))
    return _back(request, reference)


@permitted(Permission.WORK_MATTERS)
@require_POST
def done(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """An assisting unit has done its part."""
    report_done(_handover(request, reference, pk), by=request.user, words=request.POST.get("words", ""))
    messages.success(request, _("Reported as done. The unit that leads sees it."))
    return _back(request, reference)


@permitted(Permission.WORK_MATTERS)
@require_POST
def part_back(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """An assisting unit does not take its part on."""
    send_part_back(_handover(request, reference, pk), by=request.user, because=request.POST.get("words", ""))
    messages.success(request, _("Sent back with the reason."))
    return redirect("matters:inbox")


@permitted(Permission.ROUTE_MATTERS)
@require_POST
def release_unit(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """An assisting unit is asked no longer."""
    release(_handover(request, reference, pk), by=request.user)
    messages.success(request, _("This unit assists no longer."))
    return _back(request, reference)


def _handover(request: StaffRequest, reference: str, pk: int) -> Handover:
    """A hand-over of a matter that the reader may see."""
    return get_object_or_404(handovers_of(matter_or_404(request, reference)).select_related("matter", "unit"), pk=pk)


def _back(request: StaffRequest, reference: str) -> HttpResponseBase:
    return redirect("matters:inbox") if request.POST.get("from") == "inbox" else redirect("matters:matter", reference)
