"""Handing a place on a team to a colleague, one's own teams, and what one was asked to take over."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.core.lifecycle import Overtaken
from huajie.matters.access import may
from huajie.matters.loads import places_on
from huajie.matters.models import TeamMember
from huajie.matters.my_teams import my_leaves, my_teams, offered_to
from huajie.matters.services.appointable import SameName
from huajie.matters.services.handing_on import accept_place, decline_place, offer_place
from huajie.matters.team_forms import HandOnForm
from huajie.matters.teams import candidates
from huajie.matters.views.records import matter_or_404
from huajie.matters.views.teams import not_the_same


@permitted(Permission.WORK_MATTERS)
def mine(request: StaffRequest) -> HttpResponseBase:
    """What the reader was asked to take over, their teams, and who stands in for them."""
    scope = request.scope
    context = {"offers": offered_to(scope), "teams": my_teams(scope), "leaves": my_leaves(scope)}
    return render(request, "matters/my_teams.html", context)


@permitted(Permission.WORK_MATTERS)
def hand_on(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Who could take a place over, and on sending the question to them."""
    found = matter_or_404(request, reference)
    place = get_object_or_404(places_on(timezone.localdate()).select_related("staff", "team"), pk=pk, team=found.team_id)
    if place.staff_id != request.user.pk and not may(request.scope, Permission.SET_TEAMS, found):
        raise Http404
    people = candidates(found, words := request.GET.get("find", "").strip()[:20])
    form = HandOnForm(people, request.POST or None, initial={"version": found.version, "due_on": place.due_on})
    asked: Sequence[Staff] = ()
    if request.method == "POST" and form.is_valid():
        try:
            offer_place(found, place, by=request.user, not_the_same=not_the_same(request), **form.cleaned_data)
        except Overtaken:
            raise
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
            asked = wrong.people if isinstance(wrong, SameName) else ()
        else:
            messages.success(request, _("The question waits for an answer. Until then nothing changes."))
            return redirect("matters:matter", found.ref)
    context = {"matter": found, "place": place, "form": form, "asked": asked, "words": words}
    return render(request, "matters/hand_on.html", context, status=422 if form.errors else 200)


@permitted(Permission.WORK_MATTERS)
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Take a place over."""
    accept_place(_asked_of(request, pk), by=request.user)
    messages.success(request, _("The place is yours from now on. You see the matters of the team."))
    return redirect("matters:my_teams")


@permitted(Permission.WORK_MATTERS)
@require_POST
def decline(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Decline a place."""
    decline_place(_asked_of(request, pk), by=request.user, because=request.POST.get("because", ""))
    messages.success(request, _("Declined. The place stays with the one who holds it."))
    return redirect("matters:my_teams")


@permitted(Permission.SET_TEAMS)
@require_POST
def withdraw(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Withdraw the question to a colleague who does not answer."""
    found = matter_or_404(request, reference)
    offer = get_object_or_404(TeamMember, pk=pk, team=found.team_id, accepted_at=None)
    decline_place(offer, by=request.user, because=request.POST.get("because", ""))
    messages.success(request, _("The question is withdrawn. The place stays with the one who holds it."))
    return redirect("matters:matter", found.ref)


def _asked_of(request: StaffRequest, pk: int) -> TeamMember:
    return get_object_or_404(TeamMember, pk=pk, staff=request.user, offered_at__isnull=False)
