"""Civil affairs' page of organisations that may claim: entered, verified by name, lapsed."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Permission
from huajie.assistance import referral_queries as queries
from huajie.assistance.models import Organisation
from huajie.assistance.referral_forms import EnterForm, VerifyForm, act_row, complain, words_form
from huajie.assistance.services.organising import enter_organisation, lapse_organisation, verify_organisation
from huajie.assistance.states_referral import ORGANISATION
from huajie.core.errors import Refused
from huajie.core.lifecycle import Move

P = Permission


@permitted(P.VERIFY_ORGANISATIONS)
def index(request: StaffRequest) -> HttpResponseBase:
    """Every organisation of the reader's area, and the form by which another is entered."""
    units = request.scope.narrow(
        Unit.objects.filter(kind=UnitKind.CHARITY, active=True, organisation=None), P.VERIFY_ORGANISATIONS, "area_id"
    )
    form = EnterForm(units, request.POST or None)
    if form.is_valid():
        try:
            made = enter_organisation(form.cleaned_data["unit"], form.cleaned_data["credit_code"], by=request.user)
            messages.success(request, _("It is entered. Its people see nothing until it is verified."))
            return redirect("assistance:organisation", made.pk)
        except Refused as refused:
            complain(form, refused)
    context = {"organisations": queries.organisations_in(request.scope), "form": form, "has_units": units.exists()}
    return render(request, "assistance/organisations.html", context, status=422 if form.errors else 200)


@permitted(P.VERIFY_ORGANISATIONS)
def organisation(request: StaffRequest, pk: int) -> HttpResponse:
    """One organisation: its code, who verified it and until when, and its people."""
    return _page(request, _organisation(request, pk))


@require_POST
@permitted(P.VERIFY_ORGANISATIONS)
def move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """Verify it, or let it lapse."""
    found = _organisation(request, pk)
    if move not in {"verify", "lapse"}:
        raise Http404
    form = _form(ORGANISATION.move(move), request)
    if form.is_valid():
        told = form.cleaned_data
        try:
            if move == "verify":
                verify_organisation(found, told["seen"], told["until"], by=request.user)
            else:
                lapse_organisation(found, told["said"], by=request.user)
            messages.success(request, f"{ORGANISATION.move(move).label} · {found.get_state_display()}")
            return redirect("assistance:organisation", pk)
        except Refused as refused:
            complain(form, refused)
    return _page(request, found, {move: form})


def _organisation(request: StaffRequest, pk: int) -> Organisation:
    return get_object_or_404(queries.organisations_in(request.scope), pk=pk)


def _page(request: StaffRequest, found: Organisation, sent: dict[str, forms.Form] | None = None) -> HttpResponse:
    tried = sent or {}
    rows = queries.moves_of_organisation(found)
    urls = {row.name: reverse("assistance:move_organisation", args=[found.pk, row.name]) for row in rows}
    context = {
        "organisation": found,
        "acts": [act_row(row, tried.get(row.name) or _form(row), urls[row.name]) for row in rows],
        "people": [one for one in found.unit.postings.select_related("staff") if one.holds],
        "course": queries.course_of_organisation(found),
    }
    return render(request, "assistance/organisation.html", context, status=422 if tried else 200)


def _form(row: Move[P], request: StaffRequest | None = None) -> forms.Form:
    sent = request.POST if request else None
    return VerifyForm(sent, auto_id="verify-%s") if row.name == "verify" else words_form(row, sent)
