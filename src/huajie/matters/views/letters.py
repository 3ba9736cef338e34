"""The letter of joint handling: looked at, downloaded, and entered as sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.access import may
from huajie.matters.handovers import handovers_of
from huajie.matters.models import Handover, Matter
from huajie.matters.papers import joint_letter
from huajie.matters.services.letters import send_letter
from huajie.matters.views.papers import given
from huajie.matters.views.records import matter_or_404


@permitted(Permission.WORK_MATTERS)
def letter(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """The letter to one unit, what it lacks, and sending it."""
    found, handover = _handover(request, reference, pk)
    context = {
        "matter": found,
        "handover": handover,
        "paper": joint_letter(handover, found),
        "may_send": may(request.scope, Permission.ROUTE_MATTERS, found),
    }
    return render(request, "matters/letter.html", context)


@permitted(Permission.WORK_MATTERS)
def letter_file(request: StaffRequest, reference: str, pk: int, ending: str) -> HttpResponse:
    """The letter as it would go out today, as .docx or PDF. One that was sent is among the files of the case."""
    found, handover = _handover(request, reference, pk)
    if handover.letter_id:
        raise Http404
    return given(joint_letter(handover, found), found, ending)


@permitted(Permission.ROUTE_MATTERS)
@require_POST
def send(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """It went out, and is kept as it is now."""
    found, handover = _handover(request, reference, pk)
    send_letter(handover, by=request.user)
    messages.success(request, _("Entered as sent. The letter is kept with the files of the case."))
    return redirect("matters:matter", found.ref)


def _handover(request: StaffRequest, reference: str, pk: int) -> tuple[Matter, Handover]:
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.WORK_MATTERS, found):
        raise Http404
    return found, get_object_or_404(handovers_of(found).select_related("letter", "matter"), pk=pk)
