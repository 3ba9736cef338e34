"""A person's and a household's page, and undoing a merge on it."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.people.dossier import household_dossier, person_dossier
from huajie.people.forms import CorrectionForm, FactForm
from huajie.people.models import Household, Merge, Person
from huajie.people.queries import household_for, merge_for, opened_by, person_for
from huajie.people.services.merging import undo
from huajie.people.since import recorded_since


@permitted(Permission.SEE_PEOPLE)
def person(request: StaffRequest, reference: str) -> HttpResponseBase:
    """One person. The reference of one that was merged leads to the one that stands for it."""
    found = person_or_404(request, reference)
    if found.ref != reference:
        return redirect("people:person", found.ref)
    return render(request, "people/person.html", person_context(request, found))


def person_context(request: StaffRequest, found: Person) -> dict[str, object]:
    """What the page of a person shows to this reader."""
    dossier = person_dossier(found)
    return {
        "person": found,
        "dossier": dossier,
        "opened_homes": opened_by(request.scope, dossier.homes),
        "correction": CorrectionForm(),
        "fact": FactForm(),
        **_may(request, found.area_id),
    }


def _may(request: StaffRequest, area_code: str) -> dict[str, object]:
    return {
        "may_reveal": request.scope.may_in(Permission.REVEAL_VALUES, area_code),
        "may_edit": request.scope.may_in(Permission.EDIT_PEOPLE, area_code),
        "may_merge": request.scope.may_in(Permission.MERGE_RECORDS, area_code),
    }


@permitted(Permission.SEE_PEOPLE)
def household(request: StaffRequest, reference: str) -> HttpResponseBase:
    """One household."""
    found = household_or_404(request, reference)
    if found.ref != reference:
        return redirect("people:household", found.ref)
    return render(request, "people/household.html", household_context(request, found))


def household_context(request: StaffRequest, found: Household) -> dict[str, object]:
    """What the page of a household shows to this reader."""
    dossier = household_dossier(found)
    opened = opened_by(request.scope, [member.person for member in dossier.members])
    return {"household": found, "dossier": dossier, "opened_people": opened, "fact": FactForm(), **_may(request, found.area_id)}


@permitted(Permission.MERGE_RECORDS)
def undo_merge(request: StaffRequest, pk: int) -> HttpResponseBase:
    """What undoing would do, and on confirmation the undoing."""
    try:
        merge = merge_for(request.scope, pk)
    except Merge.DoesNotExist as missing:
        raise Http404 from missing
    if request.method != "POST":
        return render(request, "people/undo_merge.html", {"merge": merge, "stays": recorded_since(merge)})
    stays = len(undo(merge, by=request.user).stays)
    kept = ngettext("%(count)s entry made since stays with it.", "%(count)s entries made since stay with it.", stays) % {"count": stays}
    messages.success(request, " ".join([_("The two stand apart again."), kept if stays else ""]).strip())
    absorbed = merge.absorbed_person or merge.absorbed_household
    return redirect("people:person" if merge.absorbed_person else "people:household", absorbed.ref if absorbed else "")


def person_or_404(request: StaffRequest, reference: str) -> Person:
    """The person whom the reader may see."""
    try:
        return person_for(request.scope, reference)
    except Person.DoesNotExist as missing:
        raise Http404 from missing


def household_or_404(request: StaffRequest, reference: str) -> Household:
    """The household that the reader may see."""
    try:
        return household_for(request.scope, reference)
    except Household.DoesNotExist as missing:
        raise Http404 from missing
