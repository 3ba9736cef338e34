"""Legal consultation and requests for legal aid."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.asked import number_asked
from huajie.core.documents import DocumentKind, pdf
from huajie.core.paging import page
from huajie.matters.models import Matter
from huajie.matters.queries import opened_by
from huajie.matters.views.records import matter_or_404
from huajie.reception import legal_queries as queries
from huajie.reception.legal_forms import AidForm, ConsultationForm, QuestionForm
from huajie.reception.models import LegalAid, NeedGround, UrgentGround
from huajie.reception.paper import decision_fields
from huajie.reception.queries import places_for
from huajie.reception.services.consulting import record_consultation
from huajie.reception.services.legal_aid import apply_for_aid, move_aid
from huajie.reception.states import LEGAL_AID


@permitted(Permission.OPEN_MATTERS)
def index(request: StaffRequest) -> HttpResponse:
    """Requests for legal aid by their nearest deadline, and the newest consultations."""
    aid = list(queries.aid_requests(request.user, request.scope)[:200])
    asked = page(queries.consultations(request.user, request.scope), by="-on", cursor=request.GET.get("after", ""))
    return render(request, "reception/legal.html", {"aid": aid, "page": asked, "consultations": asked.rows})


@permitted(Permission.OPEN_MATTERS)
def ask(request: StaffRequest) -> HttpResponseBase:
    """A question alone: nothing else is asked of whoever stands there."""
    initial = {"on": timezone.localdate(), "ticket": number_asked(request.GET.get("ticket"))}
    form = QuestionForm(request.scope, request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        said = {name: told[name] for name in ("question", "answer", "on", "answered_by", "law")}
        record_consultation(**said, by=request.user, area_code=told["area"], ticket=form.found_ticket)
        messages.success(request, _("The question is recorded. It can become a matter at any time."))
        return redirect("reception:desk", form.found_ticket.desk_id) if form.found_ticket else redirect("reception:legal")
    context = {"form": form, "places": places_for(request.scope)}
    return render(request, "reception/question.html", context, status=422 if form.errors else 200)


@permitted(Permission.OPEN_MATTERS)
def consult(request: StaffRequest, reference: str) -> HttpResponseBase:
    """A question about a matter, and what was answered."""
    matter = matter_or_404(request, reference)
    form = ConsultationForm(queries.parties_of(matter), request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        told = form.cleaned_data
        record_consultation(**told, by=request.user, area_code=matter.area_id, matter=matter)
        messages.success(request, _("The consultation is recorded."))
        return redirect("matters:matter", matter.ref)
    return _form(request, matter, form, _("Record a consultation"))


@permitted(Permission.OPEN_MATTERS)
def apply(request: StaffRequest, reference: str) -> HttpResponseBase:
    """A request for legal aid with a matter. The seven days begin on the day on which it was received."""
    matter = matter_or_404(request, reference)
    form = AidForm(queries.parties_of(matter), request.POST or None, initial={"received_on": timezone.localdate()})
    if form.is_valid():
        told = form.cleaned_data
        aid = apply_for_aid(
            matter,
            told["person"],
            told["purpose"],
            NeedGround(told["need"]),
            by=request.user,
            received_on=told["received_on"],
            income_fen_per_month=told["income"],
        )
        messages.success(request, _("The request is taken in. It is decided within seven days."))
        return redirect("reception:aid", aid.pk)
    return _form(request, matter, form, _("Ask for legal aid"))


@permitted(Permission.OPEN_MATTERS)
def aid(request: StaffRequest, pk: int) -> HttpResponse:
    """One request: its course, its deadlines, and what can be done now."""
    found = _aid(request, pk)
    context = {
        "aid": found,
        "steps": [(step, LEGAL_AID.move(step.move).label) for step in found.steps.select_related("by")],
        "limits": queries.limits_of(found),
        "moves": queries.moves_for(request.scope, found),
        "urgent": UrgentGround.choices,
        "opens": bool(opened_by(request.scope, [found.matter.standing])),
        "is_decided": found.steps.filter(move__in=_DECISIONS).exists(),
    }
    return render(request, "reception/aid.html", context)


@require_POST
@permitted(Permission.OPEN_MATTERS)
def move(request: StaffRequest, pk: int, move: str) -> HttpResponseBase:
    """One move of a request."""
    found = _aid(request, pk)
    if move not in LEGAL_AID or move == "apply":
        raise Http404
    needs = [need.name for need in LEGAL_AID.move(move).needs]
    move_aid(found, move, by=request.user, facts={name: request.POST.get(name, "")[:2000] for name in needs})
    messages.success(request, str(found.get_state_display()))
    return redirect("reception:aid", pk)


@permitted(Permission.OPEN_MATTERS)
def decision(request: StaffRequest, pk: int) -> HttpResponse:
    """The latest decision as PDF, with reason, law and the next route."""
    found = _aid(request, pk)
    step = found.steps.filter(move__in=_DECISIONS).order_by("-pk").first()
    if step is None:
        raise Http404
    day = timezone.localdate(step.at)
    headers = {"Content-Disposition": f'inline; filename="legal-aid-{found.pk}.pdf"'}
    return HttpResponse(pdf(DocumentKind.LEGAL_AID, decision_fields(found, step), on=day), content_type="application/pdf", headers=headers)


@permitted(Permission.SEE_MATTERS)
def of_matter(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on a matter's page."""
    matter = matter_or_404(request, reference)
    aid, consultations = queries.legal_of(matter)
    mine = set(queries.aid_requests(request.user, request.scope).values_list("pk", flat=True).filter(pk__in=[one.pk for one in aid]))
    may = request.scope.may_in(Permission.OPEN_MATTERS, matter.area_id)
    context = {"matter": matter, "aid": [(one, one.pk in mine) for one in aid], "consultations": consultations, "may_record": may}
    return render(request, "reception/_legal_panel.html", context)


_DECISIONS = ("grant", "refuse", "uphold", "overturn")


def _aid(request: StaffRequest, pk: int) -> LegalAid:
    return get_object_or_404(queries.aid_requests(request.user, request.scope).distinct(), pk=pk)


def _form(request: StaffRequest, matter: Matter, form: AidForm | ConsultationForm, heading: str) -> HttpResponse:
    context = {"matter": matter, "form": form, "heading": heading, "is_aid": isinstance(form, AidForm)}
    return render(request, "reception/legal_form.html", context, status=422 if form.errors else 200)
