"""Urgent relief in one sitting, its papers, and the funds that it comes from."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.areas.models import Area
from huajie.assistance import relief_queries as queries
from huajie.assistance.models import ReserveFund, UrgentRelief
from huajie.assistance.papers import papers_of_relief
from huajie.assistance.queries import limits_of
from huajie.assistance.relief_forms import CompleteForm, FillForm, LimitForm, ReliefForm, TakeBackForm
from huajie.assistance.relief_states import RELIEF, ReliefState
from huajie.assistance.services.funds import fill_fund, set_limit
from huajie.assistance.services.relieving import complete as complete_papers
from huajie.assistance.services.relieving import give as give_relief
from huajie.assistance.services.relieving import take_back as take_relief_back
from huajie.core.errors import Refused
from huajie.core.paging import page
from huajie.matters.views.records import matter_or_404
from huajie.people.places import towns_in
from huajie.people.queries import homes_of
from huajie.people.views.records import household_or_404, person_or_404

P = Permission


@permitted(P.GIVE_URGENT_RELIEF)
def index(request: StaffRequest) -> HttpResponse:
    """Relief whose papers are owed, the nearest deadline first; with `?all=1` everything, newest first."""
    every = bool(request.GET.get("all"))
    rows = queries.relief_for(request.user, request.scope) if every else queries.papers_owed(request.scope)
    shown = page(rows, by="-given_at" if every else "due_on", cursor=request.GET.get("after", ""))
    funds = queries.funds_for(request.scope, P.GIVE_URGENT_RELIEF, timezone.localdate())
    context = {"page": shown, "every": every, "today": timezone.localdate(), "funds": funds}
    return render(request, "assistance/relief_list.html", context)


@permitted(P.GIVE_URGENT_RELIEF)
def give(request: StaffRequest) -> HttpResponseBase:
    """The form. `?person=R…` or `?household=H…` for somebody whom the register knows; a name is enough for anybody else."""
    matter = matter_or_404(request, request.GET["matter"]) if request.GET.get("matter") else None
    home = household_or_404(request, request.GET["household"]) if request.GET.get("household") else None
    person = person_or_404(request, request.GET["person"]) if request.GET.get("person") else home.head if home else None
    home = home or (homes_of([person]).get(person.pk) if person else None)
    start = {"form_key": uuid4(), "area": matter.area_id if matter else person.area_id if person else ""}
    form = ReliefForm(request.scope, person, request.POST or None, initial=start)
    if form.is_valid():
        try:
            relief = give_relief(form.need(home, matter), by=request.user, form_key=form.cleaned_data["form_key"])
            messages.success(request, _("It is given. Print the receipt; the papers follow."))
            return redirect("assistance:relief", relief.ref)
        except Refused as refused:
            form.add_error(None, str(refused.message))
    context = {
        "form": form,
        "person": person,
        "places": towns_in(request.scope, P.GIVE_URGENT_RELIEF),
        "chosen": form["area"].value(),
        "earlier": queries.earlier(person, timezone.localdate()) if person else [],
        "funds": queries.funds_for(request.scope, P.GIVE_URGENT_RELIEF, timezone.localdate()),
    }
    return render(request, "assistance/relief_form.html", context, status=422 if form.errors else 200)


@permitted(P.SEE_PEOPLE)
def relief(request: StaffRequest, reference: str) -> HttpResponse:
    """One relief: the receipt, and the papers that follow."""
    return _page(request, _relief(request, reference), CompleteForm(), TakeBackForm())


@require_POST
@permitted(P.GIVE_URGENT_RELIEF)
def complete(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The papers are there."""
    found, form = _relief(request, reference), CompleteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, TakeBackForm())
    complete_papers(found, form.cleaned_data["papers"], signed=form.cleaned_data["signed"], by=request.user)
    messages.success(request, _("The papers are complete."))
    return redirect("assistance:relief", reference)


@require_POST
@permitted(P.GIVE_URGENT_RELIEF)
def take_back(request: StaffRequest, reference: str) -> HttpResponseBase:
    """It did not reach anybody."""
    found, form = _relief(request, reference), TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, found, CompleteForm(), form)
    take_relief_back(found, form.cleaned_data["because"], by=request.user)
    messages.success(request, _("It is taken back, and the money is in the fund again."))
    return redirect("assistance:relief", reference)


@permitted(P.DECIDE_AID)
def funds(request: StaffRequest) -> HttpResponse:
    """Every town's fund, and what it may give at once."""
    return render(request, "assistance/funds.html", {"funds": queries.funds_for(request.scope, P.DECIDE_AID, timezone.localdate())})


@permitted(P.DECIDE_AID)
def fund(request: StaffRequest, code: str) -> HttpResponseBase:
    """One town's fund: its entries, filling it, and setting what may be given at once."""
    town = get_object_or_404(request.scope.narrow(Area.objects.filter(active=True), P.DECIDE_AID, "code"), pk=code)
    filling = FillForm(request.POST if "fill" in request.POST else None)
    setting = LimitForm(request.POST if "set" in request.POST else None)
    if filling.is_valid():
        fill_fund(town, filling.cleaned_data["amount"], filling.cleaned_data["because"], by=request.user)
        messages.success(request, _("The fund is filled up."))
        return redirect("assistance:fund", code)
    if setting.is_valid():
        told = setting.cleaned_data
        set_limit(town, told["limit"], told["since"], told["source"], by=request.user, provisional=not told["checked"])
        messages.success(request, _("The limit is set."))
        return redirect("assistance:fund", code)
    held = ReserveFund.objects.filter(area=town).first()
    entries = page(held.entries.select_related("relief", "by"), by="-on", cursor=request.GET.get("after", "")) if held else None
    line = next((one for one in queries.funds_for(request.scope, P.DECIDE_AID, timezone.localdate()) if one.town == town), None)
    context = {"town": town, "line": line, "page": entries, "filling": filling, "setting": setting}
    return render(request, "assistance/fund.html", context, status=422 if filling.errors or setting.errors else 200)


def _relief(request: StaffRequest, reference: str) -> UrgentRelief:
    return get_object_or_404(queries.relief_for(request.user, request.scope).distinct(), ref=reference)


def _page(request: StaffRequest, found: UrgentRelief, completing: CompleteForm, taking: TakeBackForm) -> HttpResponse:
    may = found.state == ReliefState.GIVEN and request.scope.may_in(P.GIVE_URGENT_RELIEF, found.area_id)
    context = {
        "relief": found,
        "papers": papers_of_relief(found),
        "limits": limits_of(found.clocks.all()),
        "steps": [(step, RELIEF.move(step.move).label) for step in found.steps.select_related("by")],
        "completing": completing if may and found.given_by_id != request.user.pk else None,
        "taking": taking if may else None,
        "waits_for_other": may and found.given_by_id == request.user.pk,
        "complete": RELIEF.move("complete_papers"),
        "take_back": RELIEF.move("take_back"),
    }
    return render(request, "assistance/relief.html", context, status=422 if completing.errors or taking.errors else 200)
