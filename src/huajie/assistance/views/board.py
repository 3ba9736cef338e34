"""The organisation's side: the closed board, its own claims, and who the family is once both have accepted."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance import referral_queries as queries
from huajie.assistance.identity import Told, consent_of
from huajie.assistance.models import Claim, Gift
from huajie.assistance.queries import limits_of
from huajie.assistance.referral_forms import ActRow, GiftForm, act_row, complain, words_form
from huajie.assistance.services import claiming
from huajie.assistance.states_referral import CLAIM, ReferralState
from huajie.core.errors import Refused
from huajie.core.lifecycle import Move
from huajie.core.paging import page
from huajie.core.uploads import download_response

P = Permission
_Sent = dict[str, forms.Form]


@permitted(P.CLAIM_FAMILIES)
def index(request: StaffRequest) -> HttpResponse:
    """What is needed, in which town, how much: newest first. Nobody's identity. Above it the organisation's own claims."""
    organisation = queries.claiming_for(request.scope)
    context: dict[str, object] = {"organisation": organisation, "known": queries.organisations_of(request.scope).first()}
    if organisation:
        open_needs = queries.board(request.scope, organisation)
        context["page"] = page(open_needs, by="-published_at", cursor=request.GET.get("after", ""))
        context["claims"] = queries.claims_of(request.scope)[:50]
    return render(request, "assistance/board.html", context)


@permitted(P.CLAIM_FAMILIES)
def need(request: StaffRequest, pk: int) -> HttpResponseBase:
    """One need, and the form by which it is claimed. Whoever was slower is told so."""
    organisation = queries.claiming_for(request.scope)
    if organisation is None:
        raise Http404
    found = get_object_or_404(queries.claimable(request.scope, organisation), pk=pk)
    if request.method != "POST" and found.state != ReferralState.ON_BOARD:
        raise Http404
    row = CLAIM.move("claim")
    form = words_form(row, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = claiming.claim(found, organisation, form.cleaned_data["said"], by=request.user)
        messages.success(request, _("You have claimed it. The adviser asks the family; the answer stands on this page."))
        return redirect("assistance:claim", made.pk)
    context = {"referral": found, "organisation": organisation, "row": act_row(row, form, request.path)}
    return render(request, "assistance/need.html", context, status=422 if form.errors else 200)


@permitted(P.CLAIM_FAMILIES)
def claim(request: StaffRequest, pk: int) -> HttpResponse:
    """One claim of the reader's organisation."""
    return _page(request, _claim(request, pk))


@require_POST
@permitted(P.CLAIM_FAMILIES)
def move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One move of a claim by the organisation's side."""
    found = _claim(request, pk)
    if move not in CLAIM or move in {"claim", "look"} or CLAIM.move(move).permission is not P.CLAIM_FAMILIES:
        raise Http404
    form = _form(CLAIM.move(move), request)
    if form.is_valid():
        try:
            if isinstance(form, GiftForm):
                claiming.give(found, form.given(), by=request.user)
            else:
                said = form.cleaned_data["said"]
                claiming.move_claim(found, move, said if isinstance(said, str) else "yes", by=request.user)
            messages.success(request, f"{CLAIM.move(move).label} · {found.get_state_display()}")
            return redirect("assistance:claim", pk)
        except Refused as refused:
            complain(form, refused)
    return _page(request, found, sent={move: form})


@require_POST
@permitted(P.CLAIM_FAMILIES)
def look(request: StaffRequest, pk: int) -> HttpResponse:
    """Who the family is, as far as it consented; the look is on record. Nothing of it is kept by the browser."""
    found = _claim(request, pk)
    return _page(request, found, told=claiming.look(found, by=request.user))


@require_POST
@permitted(P.CLAIM_FAMILIES)
def proof(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file that the organisation handed in itself, as long as it may know whose it is."""
    gift = get_object_or_404(Gift.objects.select_related("claim__referral", "claim__organisation__unit"), pk=pk)
    if consent_of(_claim(request, gift.claim_id)) is None:
        raise Http404
    claiming.record_proof_read(gift, by=request.user)
    return download_response(gift.proof_key, name=gift.proof_name, content_type=gift.proof_type, inline=True)


def _claim(request: StaffRequest, pk: int) -> Claim:
    return get_object_or_404(queries.claims_of(request.scope), pk=pk)


def _page(
    request: StaffRequest, found: Claim, *, told: list[Told] | None = None, sent: dict[str, forms.Form] | None = None
) -> HttpResponse:
    tried = sent or {}
    context = {
        "claim": found,
        "referral": found.referral,
        "told": told,
        "may_look": told is None and consent_of(found) is not None,
        "acts": [_act(found, row, tried) for row in queries.moves_of_claim(found, P.CLAIM_FAMILIES)],
        "limits": limits_of(found.clocks.filter(stopped_on=None)),
        "gifts": found.gifts.all(),
        "course": queries.course_of_claim(found, P.CLAIM_FAMILIES),
    }
    response = render(request, "assistance/claim.html", context, status=422 if tried else 200)
    response["Cache-Control"] = "no-store"
    return response


def _act(found: Claim, row: Move[P], tried: dict[str, forms.Form]) -> ActRow:
    return act_row(row, tried.get(row.name) or _form(row), reverse("assistance:move_own_claim", args=[found.pk, row.name]))


def _form(row: Move[P], request: StaffRequest | None = None) -> forms.Form:
    """The form of a move, empty or as it was sent."""
    sent = request.POST if request else None
    if row.name == "give":
        return GiftForm(sent, request.FILES if request else None, auto_id="give-%s")
    return words_form(row, sent)
