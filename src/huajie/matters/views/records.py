"""A matter's page, and undoing a merge on it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.access import may
from huajie.matters.dossier import matter_dossier
from huajie.matters.models import Matter, MatterMerge
from huajie.matters.queries import lines_of, matter_for, matters_of_household, matters_of_people, withholdings_of
from huajie.matters.readiness import offered_moves
from huajie.matters.services.merging import undo
from huajie.matters.since import recorded_since
from huajie.people.models import Household, Person
from huajie.people.queries import household_for, person_for


@permitted(Permission.SEE_MATTERS)
def matter(request: StaffRequest, reference: str) -> HttpResponseBase:
    """One matter. The reference of one that was merged leads to the one that stands for it."""
    found = matter_or_404(request, reference)
    if found.ref != reference:
        return redirect("matters:matter", found.ref)
    context = {
        "matter": found,
        "dossier": matter_dossier(request.scope, found),
        "offered": offered_moves(request.scope, found),
        "may_work": may(request.scope, Permission.WORK_MATTERS, found),
        "may_reveal": request.scope.may_in(Permission.REVEAL_VALUES, found.area_id),
        "may_merge": request.scope.may_in(Permission.MERGE_RECORDS, found.area_id),
        "withholdings": withholdings_of(found),
        "may_withhold": request.scope.may_in(Permission.SEE_CONFIDENTIAL, found.area_id),
        "sees_people": request.scope.may(Permission.SEE_PEOPLE),
    }
    return render(request, "matters/matter.html", context)


@permitted(Permission.MERGE_RECORDS)
def undo_merge(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """What undoing would do, and on confirmation the undoing."""
    found = matter_or_404(request, reference)
    merge = get_object_or_404(MatterMerge.objects.select_related("kept", "absorbed"), pk=pk)
    if found.pk != merge.kept.standing_id or not request.scope.may_in(Permission.MERGE_RECORDS, found.area_id):
        raise Http404
    if request.method == "POST":
        return _undone(request, merge)
    return render(request, "matters/undo_merge.html", {"matter": found, "merge": merge, "stays": recorded_since(merge)})


def _undone(request: StaffRequest, merge: MatterMerge) -> HttpResponseBase:
    undone = undo(merge, by=request.user)
    stays = len(undone.stays)
    kept = ngettext("%(count)s entry made since stays with it.", "%(count)s entries made since stay with it.", stays) % {"count": stays}
    messages.success(request, " ".join([_("The two matters stand apart again."), kept if stays else ""]).strip())
    return redirect("matters:matter", merge.absorbed.ref)


@permitted(Permission.SEE_MATTERS)
def of_person(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel of matters on a person's page."""
    try:
        found = person_for(request.scope, reference)
    except Person.DoesNotExist as missing:
        raise Http404 from missing
    return _panel(request, matters_of_people(request.scope, [found.pk]))


@permitted(Permission.SEE_MATTERS)
def of_household(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel of matters on a household's page."""
    try:
        found = household_for(request.scope, reference)
    except Household.DoesNotExist as missing:
        raise Http404 from missing
    return _panel(request, matters_of_household(request.scope, found.pk))


def _panel(request: StaffRequest, matters: list[Matter]) -> HttpResponse:
    return render(request, "matters/_panel.html", {"lines": lines_of(matters)})


def matter_or_404(request: StaffRequest, reference: str) -> Matter:
    """The matter that the reader may see."""
    try:
        return matter_for(request.scope, reference)
    except Matter.DoesNotExist as missing:
        raise Http404 from missing
