"""The adviser's side: families referred, their consent, what organisations offer and gave."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.assistance import referral_queries as queries
from huajie.assistance.deidentified import telltales
from huajie.assistance.models import Claim, ConsentWay, Gift, Referral, Shared
from huajie.assistance.queries import limits_of
from huajie.assistance.referral_forms import ActRow, BareForm, ConsentForm, NeedForm, act_row, complain, words_form
from huajie.assistance.services import referring
from huajie.assistance.services.claiming import move_claim, record_proof_read
from huajie.assistance.services.releasing import release
from huajie.assistance.states_referral import CLAIM, REFERRAL, ReferralState
from huajie.core.errors import Refused
from huajie.core.lifecycle import Move
from huajie.core.paging import page
from huajie.core.uploads import download_response
from huajie.matters.models import Party
from huajie.matters.queries import opened_by
from huajie.matters.views.records import matter_or_404
from huajie.people.dossier import household_dossier
from huajie.people.models import Household, Person
from huajie.people.queries import homes_of
from huajie.people.queries import opened_by as households_opened_by
from huajie.people.trees import standing, within
from huajie.people.views.records import household_or_404, person_or_404

P = Permission
_ACTS: dict[str, Callable[[Referral, forms.Form, Staff], object]] = {
    "rewrite": lambda found, form, by: referring.rewrite(found, form.need(), by=by),  # type: ignore[attr-defined]  # a NeedForm
    "consent": lambda found, form, by: _consent(found, form, by),
    "publish": lambda found, _form, by: referring.publish(found, by=by),
    "withdraw_consent": lambda found, form, by: referring.withdraw_consent(found, form.cleaned_data["said"], by=by),
    "take_off": lambda found, form, by: referring.move_referral(found, "take_off", form.cleaned_data["said"], by=by),
    "close": lambda found, form, by: referring.move_referral(found, "close", form.cleaned_data["said"], by=by),
}


@permitted(P.REFER_FAMILIES)
def index(request: StaffRequest) -> HttpResponse:
    """Referrals on which the reader has something to do; with `?all=1` every one, newest first."""
    every = bool(request.GET.get("all"))
    rows = queries.referrals_for(request.scope) if every else queries.waiting(request.scope)
    shown = page(rows, by="-published_at", cursor=request.GET.get("after", ""))
    return render(request, "assistance/referrals.html", {"page": shown, "every": every})


@permitted(P.REFER_FAMILIES)
def new(request: StaffRequest) -> HttpResponseBase:
    """The form. `?household=H…`, or `?person=R…` for somebody of whom no household is known; `&matter=…` if it came up there."""
    matter = matter_or_404(request, request.GET["matter"]) if request.GET.get("matter") else None
    home, alone = _whom(request)
    form = NeedForm(request.POST or None)
    if form.is_valid():
        try:
            made = (
                referring.refer(home, form.need(), by=request.user, matter=matter)
                if home
                else referring.refer_alone(alone, form.need(), by=request.user, matter=matter)  # type: ignore[arg-type]  # one of the two
            )
            messages.success(request, _("The draft is kept. Read it to the family and ask for its consent."))
            return redirect("assistance:referral", made.pk)
        except Refused as refused:
            complain(form, refused)
    context = {"form": form, "home": home, "alone": alone}
    return render(request, "assistance/referral_form.html", context, status=422 if form.errors else 200)


def _whom(request: StaffRequest) -> tuple[Household | None, Person | None]:
    if request.GET.get("household"):
        return household_or_404(request, request.GET["household"]), None
    person = person_or_404(request, request.GET.get("person", ""))
    return homes_of([person]).get(person.pk), person


@permitted(P.REFER_FAMILIES)
def referral(request: StaffRequest, pk: int) -> HttpResponse:
    """One referral: what stands on the board, who may be told what, who claimed it, what was given."""
    return _page(request, _referral(request, pk))


@require_POST
@permitted(P.REFER_FAMILIES)
def move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One move of a referral."""
    found = _referral(request, pk)
    if move not in _ACTS:
        raise Http404
    form = _form(found, REFERRAL.move(move), request)
    if form.is_valid():
        try:
            _ACTS[move](found, form, request.user)
            messages.success(request, f"{REFERRAL.move(move).label} · {found.get_state_display()}")
            return redirect("assistance:referral", pk)
        except Refused as refused:
            complain(form, refused)
    return _page(request, found, {move: form})


@require_POST
@permitted(P.REFER_FAMILIES)
def claim_move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One move of a claim by the adviser's side."""
    found = get_object_or_404(Claim.objects.select_related("referral", "organisation"), pk=pk)
    its = _referral(request, found.referral_id)
    if move not in CLAIM or CLAIM.move(move).permission is not P.REFER_FAMILIES:
        raise Http404
    form = words_form(CLAIM.move(move), request.POST)
    if form.is_valid():
        try:
            said = form.cleaned_data["said"]
            if move == "release":
                release(found, said, by=request.user)
            else:
                move_claim(found, move, said, by=request.user)
            messages.success(request, f"{CLAIM.move(move).label} · {found.get_state_display()}")
            return redirect("assistance:referral", found.referral_id)
        except Refused as refused:
            complain(form, refused)
    return _page(request, its, {f"claim-{move}": form})


@require_POST
@permitted(P.REFER_FAMILIES)
def proof(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file that shows what was given. Who opened it is on record."""
    found = get_object_or_404(Gift.objects.select_related("claim"), pk=pk)
    _referral(request, found.claim.referral_id)
    record_proof_read(found, by=request.user)
    return download_response(found.proof_key, name=found.proof_name, content_type=found.proof_type, inline=True)


@permitted(P.REFER_FAMILIES)
def of_household(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on a household's page."""
    found = household_or_404(request, reference)
    may = request.scope.may_in(P.REFER_FAMILIES, found.area_id)
    return _panel(request, list(queries.of_household(request.scope, found)), f"household={found.ref}" if may else "")


@permitted(P.REFER_FAMILIES)
def of_matter(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on a matter's page: of the household of whom it concerns first."""
    found = matter_or_404(request, reference)
    rows = list(queries.referrals_for(request.scope).filter(within("matter", [found.pk])).order_by("-pk"))
    party = (
        Party.objects.filter(within("matter", [found.pk]), role="subject")
        .exclude(person=None)
        .select_related("person__root")
        .order_by("pk")
        .first()
    )
    may = party is not None and request.scope.may_in(P.REFER_FAMILIES, found.area_id)
    return _panel(request, rows, f"person={standing(party.person).ref}&matter={found.ref}" if may and party and party.person else "")


def _panel(request: StaffRequest, rows: list[Referral], query: str) -> HttpResponse:
    return render(request, "assistance/_referral_panel.html", {"referrals": rows, "query": query})


def _referral(request: StaffRequest, pk: int) -> Referral:
    return get_object_or_404(queries.referrals_for(request.scope), pk=pk)


def _page(request: StaffRequest, found: Referral, sent: dict[str, forms.Form] | None = None) -> HttpResponse:
    """`sent`: forms that came back with what is wrong, by their move; of a claim's moves with "claim-" before."""
    tried = sent or {}
    home = found.household.standing
    telling = telltales(found.words, home) if found.state in {ReferralState.DRAFT, ReferralState.CONSENTED} else []
    moves = [row for row in queries.moves_of_referral(request.scope, found) if not (row.name == "publish" and telling)]
    context = {
        "referral": found,
        "home": home,
        "opens_home": home.pk in households_opened_by(request.scope, [home]),
        "opens_matter": bool(found.matter and opened_by(request.scope, [found.matter.standing])),
        "telling": telling,
        "acts": [_act(found, row, tried) for row in moves],
        "consents": found.consents.select_related("given_by__root", "recorded_by").order_by("-pk"),
        "claims": [_claim_part(claim, tried) for claim in queries.claims_on(found)],
        "course": queries.course_of(found),
    }
    return render(request, "assistance/referral.html", context, status=422 if tried else 200)


def _act(found: Referral, row: Move[P], tried: dict[str, forms.Form]) -> ActRow:
    return act_row(row, tried.get(row.name) or _form(found, row), reverse("assistance:move_referral", args=[found.pk, row.name]))


def _claim_part(claim: Claim, tried: dict[str, forms.Form]) -> dict[str, object]:
    """A claim as the adviser sees it."""
    rows = queries.moves_of_claim(claim, P.REFER_FAMILIES)
    urls = {row.name: reverse("assistance:move_claim", args=[claim.pk, row.name]) for row in rows}
    return {
        "claim": claim,
        "acts": [act_row(row, tried.get(f"claim-{row.name}") or words_form(row, None), urls[row.name]) for row in rows],
        "limits": limits_of(claim.clocks.filter(stopped_on=None)),
        "course": queries.course_of_claim(claim, P.REFER_FAMILIES),
    }


def _form(found: Referral, row: Move[P], request: StaffRequest | None = None) -> forms.Form:
    """The form of a move, empty or as it was sent."""
    sent, auto_id = request.POST if request else None, f"{row.name}-%s"
    if row.name == "rewrite":
        amount = found.amount_fen / 100 if found.amount_fen else None
        return NeedForm(sent, auto_id=auto_id, initial={"kind": found.kind, "words": found.words, "amount": amount})
    if row.name == "consent":
        keys = [member.person.pk for member in household_dossier(found.household.standing).members]
        return ConsentForm(Person.objects.filter(pk__in=keys).order_by("pk"), sent, auto_id=auto_id)
    return BareForm(sent, auto_id=auto_id) if row.name == "publish" else words_form(row, sent)


def _consent(found: Referral, form: forms.Form, by: Staff) -> None:
    told = form.cleaned_data
    fields = [Shared(name) for name in told["fields_told"]]
    referring.consent(found, told["person"], fields, ConsentWay(told["how"]), told["on"], by=by)
