"""Correcting a person's data, and recording facts."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.people.forms import CorrectionForm, FactForm
from huajie.people.models import FactKind
from huajie.people.services.correcting import correct, record_fact
from huajie.people.views.records import household_context, household_or_404, person_context, person_or_404


@permitted(Permission.EDIT_PEOPLE)
@require_POST
def correct_person(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Add what is right beside what was read."""
    found = person_or_404(request, reference)
    _demand(request, found.area_id)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return render(request, "people/person.html", person_context(request, found) | {"correction": form}, status=422)
    correct(found, form.correction(), by=request.user)
    messages.success(request, _("Recorded. What was read before stays, with its source."))
    return redirect("people:person", found.ref)


@permitted(Permission.EDIT_PEOPLE)
@require_POST
def add_person_fact(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Record what was learnt of a person."""
    found = person_or_404(request, reference)
    _demand(request, found.area_id)
    form = FactForm(request.POST)
    if not form.is_valid():
        return render(request, "people/person.html", person_context(request, found) | {"fact": form}, status=422)
    told = form.cleaned_data
    record_fact(found, FactKind(told["kind"]), told["value"], observed_on=told["observed_on"], by=request.user)
    messages.success(request, _("Recorded. It stands beside earlier statements."))
    return redirect("people:person", found.ref)


@permitted(Permission.EDIT_PEOPLE)
@require_POST
def add_household_fact(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Record what was learnt of a household."""
    found = household_or_404(request, reference)
    _demand(request, found.area_id)
    form = FactForm(request.POST)
    if not form.is_valid():
        return render(request, "people/household.html", household_context(request, found) | {"fact": form}, status=422)
    told = form.cleaned_data
    record_fact(found, FactKind(told["kind"]), told["value"], observed_on=told["observed_on"], by=request.user)
    messages.success(request, _("Recorded. It stands beside earlier statements."))
    return redirect("people:household", found.ref)


def _demand(request: StaffRequest, area_code: str) -> None:
    """Who may edit people elsewhere only does not find this one."""
    if not request.scope.may_in(Permission.EDIT_PEOPLE, area_code):
        raise Http404
