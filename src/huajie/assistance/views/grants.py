"""Aid that was granted: the list by the next review, the page of one, and its acts."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance import grant_queries as queries
from huajie.assistance.grant_forms import ACTS, ReviewForm
from huajie.assistance.grant_states import GRANT, GrantState
from huajie.assistance.models import Finding, Grant
from huajie.assistance.queries import limits_of
from huajie.assistance.services.granting import review as review_grant
from huajie.assistance.services.granting import serve_notice
from huajie.assistance.turns import Possible
from huajie.core.paging import page

P = Permission


@permitted(P.HANDLE_AID)
def index(request: StaffRequest) -> HttpResponse:
    """Aid that runs, the nearest review first; with `?ended=1` what ended."""
    ended = bool(request.GET.get("ended"))
    rows = queries.grants_in(request.scope, ended=ended)
    shown = page(rows, by="-from_month" if ended else "due_on", cursor=request.GET.get("after", ""))
    owed = list(queries.notices_owed(request.scope)[:20])
    return render(request, "assistance/grants.html", {"page": shown, "ended": ended, "owed": owed, "today": timezone.localdate()})


@permitted(P.SEE_PEOPLE)
def grant(request: StaffRequest, pk: int) -> HttpResponse:
    """One grant: what is paid, when it is looked at again, what can be done."""
    return _page(request, _grant(request, pk))


@require_POST
@permitted(P.SEE_PEOPLE)
def act(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One act on a grant."""
    found = _grant(request, pk)
    if move not in ACTS:
        raise Http404
    form = ACTS[move].form(move, request.POST)
    if not form.is_valid():
        return _page(request, found, move)
    ACTS[move].act(found, form.cleaned_data, request.user)
    messages.success(request, str(GRANT.move(move).label))
    return redirect("assistance:grant", pk)


@require_POST
@permitted(P.HANDLE_AID)
def review(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Somebody looked again."""
    found = _grant(request, pk)
    form = ReviewForm("review", request.POST)
    if not form.is_valid():
        return _page(request, found, "review")
    told = form.cleaned_data
    review_grant(found, Finding(told["finding"]), told["words"], on=told["on"], by=request.user)
    messages.success(request, _("The review is recorded. What should change is decided by the county's approver."))
    return redirect("assistance:grant", pk)


@require_POST
@permitted(P.HANDLE_AID)
def told(request: StaffRequest, pk: int, step: int) -> HttpResponseBase:
    """The written notice of a change has reached the family."""
    found = _grant(request, pk)
    serve_notice(get_object_or_404(found.steps, pk=step), request.POST.get("how", ""), by=request.user)
    messages.success(request, _("It is recorded that the family was told."))
    return redirect("assistance:grant", pk)


def _grant(request: StaffRequest, pk: int) -> Grant:
    return get_object_or_404(queries.grants_for(request.user, request.scope), pk=pk)


def _page(request: StaffRequest, found: Grant, tried: str = "") -> HttpResponse:
    may_handle = request.scope.may_in(P.HANDLE_AID, found.area_id)
    sent = request.POST if tried else None
    context = {
        "grant": found,
        "amount": found.amount_in(timezone.localdate().replace(day=1)),
        "people": found.asked.people.all(),
        "limits": limits_of(found.clocks.all()),
        "moves": _possible(request, found, tried),
        "reviewing": ReviewForm("review", sent if tried == "review" else None) if may_handle and found.state != GrantState.ENDED else None,
        "is_tried": tried == "review",
        "may_handle": may_handle,
        "sees": may_handle or request.scope.may_in(P.DECIDE_AID, found.area_id),
        "steps": [(step, GRANT.move(step.move).label) for step in found.steps.select_related("by")],
        "reviews": found.reviews.select_related("by"),
        "payments": found.payments.select_related("list").order_by("-month")[:12],
    }
    return render(request, "assistance/grant.html", context, status=422 if tried else 200)


def _possible(request: StaffRequest, found: Grant, tried: str) -> list[Possible]:
    rows = [row for row in GRANT.from_state(found.state) if row.name in ACTS and request.scope.may_in(row.permission, found.area_id)]
    return [
        Possible(
            row.name,
            str(row.label),
            str(row.explains),
            row.basis,
            ACTS[row.name].form(row.name, request.POST if row.name == tried else None),
            "",
            row.name == tried,
        )
        for row in rows
    ]
