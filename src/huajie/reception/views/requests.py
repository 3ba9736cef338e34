"""The one form for every request, what the register knows of it while it is typed, and the receipt."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission, Role
from huajie.core.asked import number_asked
from huajie.core.documents import DocumentKind, pdf
from huajie.core.paging import page
from huajie.core.qr import qr_image
from huajie.matters.models import Channel, ServedBy
from huajie.matters.queries import categories_in, opened_by
from huajie.matters.services.serving import serve
from huajie.matters.suggesting import suggest_category, suggest_unit
from huajie.matters.withheld import is_hidden
from huajie.reception.alike import Alike, LikePerson, alike_to
from huajie.reception.codes import in_fours
from huajie.reception.forms import RequestForm
from huajie.reception.legal_queries import question_for
from huajie.reception.models import Request
from huajie.reception.paper import receipt_fields
from huajie.reception.queries import centres_for, owed_receipt, places_for, request_for, requests_of
from huajie.reception.services.recording import record_request

_CHANNELS = {Role.WINDOW_CLERK: Channel.WINDOW, Role.HOTLINE_OPERATOR: Channel.HOTLINE}


@permitted(Permission.OPEN_MATTERS)
def index(request: StaffRequest) -> HttpResponse:
    """What the reader recorded, newest first."""
    shown = page(requests_of(request.user, request.scope), by="-number", cursor=request.GET.get("after", ""))
    context = {
        "page": shown,
        "requests": shown.rows,
        "centres": centres_for(request.scope),
        "opened": opened_by(request.scope, [one.matter.standing for one in shown.rows]),
    }
    return render(request, "reception/index.html", context)


@permitted(Permission.OPEN_MATTERS)
def new(request: StaffRequest) -> HttpResponseBase:
    """The form. What may be known already is shown before anything is written."""
    if request.method != "POST":
        return _shown(request, RequestForm(request.scope, initial=_initial(request)), Alike())
    form = RequestForm(request.scope, request.POST)
    found = alike_to(request.scope, form.asked(), form.found_person)
    if not form.is_valid() or not found.refs <= set(request.POST.getlist("seen")):
        return _shown(request, form, found)
    recorded = record_request(
        form.asked(),
        by=request.user,
        form_key=form.cleaned_data["form_key"],
        person=form.found_person,
        beside={one.place: who for one in found.beside if (who := one.chosen(request.POST.get(one.field)))},
        known=form.found_matter,
        ticket=form.found_ticket,
        question=form.found_question,
    )
    messages.success(request, _said(recorded))
    return redirect("reception:receipt", recorded.number)


@require_POST
@permitted(Permission.OPEN_MATTERS)
def alike(request: StaffRequest) -> HttpResponse:
    """While the form is filled in: whom and what the register knows already. Posted, for it holds numbers."""
    form = RequestForm(request.scope, request.POST)
    found = alike_to(request.scope, form.asked(), form.found_person)
    return render(request, "reception/_alike.html", _likely(form, found))


@require_POST
@permitted(Permission.OPEN_MATTERS)
def suggested(request: StaffRequest) -> HttpResponse:
    """While the form is filled in: which category and unit such words were given. Posted, for the words may hold names."""
    form = RequestForm(request.scope, request.POST)
    return render(request, "reception/_suggestion.html", {"form": form, **_suggestions(form)})


def _suggestions(form: RequestForm) -> dict[str, object]:
    """Categories and units that earlier decisions point to; the names on the form are not looked at."""
    asked = form.asked()
    names = [named.name for named in (asked.teller, asked.other, *asked.representatives) if named.name]
    if not asked.text:
        return {}
    categories = suggest_category(asked.text, kind=asked.kind, names=names)
    likeliest = asked.category or next((one.label for one in categories.suggestions), "")
    units = suggest_unit(asked.text, category=likeliest, area_code=asked.area_code, names=names)
    return {"categories": categories, "units": units, "chosen_category": asked.category}


@permitted(Permission.OPEN_MATTERS)
def receipt(request: StaffRequest, number: int) -> HttpResponse:
    """What the person takes home. Nothing on it says what they told."""
    found = _request(request, number)
    context = {
        "receipt": found,
        "matter": found.matter.standing,
        "code": in_fours(found.code),
        "qr": qr_image(_link(request, found), _("Leads to the page that shows how far the matter is")),
        "opens": bool(opened_by(request.scope, [found.matter.standing])),
        "owed": owed_receipt(found.matter),
    }
    return render(request, "reception/receipt.html", context)


@permitted(Permission.OPEN_MATTERS)
def paper(request: StaffRequest, number: int) -> HttpResponse:
    """The receipt as PDF, by the template that holds on the day on which it was recorded."""
    found = _request(request, number)
    day = timezone.localdate(found.recorded_at)
    fields = receipt_fields(found, link=_link(request, found), on=day, is_hidden=is_hidden(request.scope, found.matter))
    headers = {"Content-Disposition": f'inline; filename="{found.matter.standing.ref}.pdf"'}
    return HttpResponse(pdf(DocumentKind.RECEIPT, fields, on=day), content_type="application/pdf", headers=headers)


@permitted(Permission.OPEN_MATTERS)
@require_POST
def handed_over(request: StaffRequest, number: int) -> HttpResponseBase:
    """The person has the receipt in their hands: nothing of it is owed any more."""
    found = _request(request, number)
    if notice := owed_receipt(found.matter):
        serve(notice, by=request.user, on=timezone.localdate(), way=ServedBy.HAND)
        messages.success(request, _("Written down: the receipt was handed over."))
    return redirect("reception:receipt", number)


def _request(request: StaffRequest, number: int) -> Request:
    try:
        return request_for(request.user, request.scope, number)
    except Request.DoesNotExist as missing:
        raise Http404 from missing


def _link(request: StaffRequest, found: Request) -> str:
    return request.build_absolute_uri(reverse("reception:receipt_progress", args=[found.code]))


def _initial(request: StaffRequest) -> dict[str, object]:
    channel = next((channel for role, channel in _CHANNELS.items() if role in request.scope.roles), Channel.WORKER)
    ticket = number_asked(request.GET.get("ticket"))
    initial = {"told_on": timezone.localdate(), "channel": channel.value, "is_oral": True, "ticket": ticket or None}
    question = question_for(request.scope, number_asked(request.GET.get("question")))
    if question:
        initial |= {"question": question.pk, "text": question.question, "area": question.area_id, "told_on": question.on}
    return initial


def _said(recorded: Request) -> str:
    if recorded.told_again:
        return _("Added to %(ref)s as one more telling. Its team sees it on the timeline.") % {"ref": recorded.matter.ref}
    return _("Registered as %(ref)s. Give the person the receipt.") % {"ref": recorded.matter.ref}


def _likely(form: RequestForm, found: Alike) -> dict[str, object]:
    """What the fragment shows; a certain person is chosen already, unless the clerk chose otherwise."""
    return {
        "form": form,
        "alike": found,
        "chosen_person": form.data.get("person", _certain(found.people)),
        "beside": [(one, form.data.get(one.field, _certain(one.people))) for one in found.beside],
        "chosen_matter": form.data.get("known"),
    }


def _certain(people: tuple[LikePerson, ...]) -> str | None:
    return next((one.ref for one in people if one.is_certain), None)


def _shown(request: StaffRequest, form: RequestForm, found: Alike) -> HttpResponse:
    context = {
        **_likely(form, found),
        **(_suggestions(form) if form.is_bound else {}),
        "places": places_for(request.scope),
        "known_categories": categories_in(request.scope),
        "is_asked": form.is_bound and form.is_valid(),
    }
    return render(request, "reception/new.html", context, status=422 if form.errors else 200)
