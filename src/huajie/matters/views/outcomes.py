"""Writing the outcome, and the resident's answer to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.matters.access import may
from huajie.matters.calls import concerned_in
from huajie.matters.closings import closing_of, second_call
from huajie.matters.forms.closing import AccordForm, AnswerForm, OutcomeForm
from huajie.matters.models import CallBack, CallBackKind, ConfirmedBy, Matter, Notice
from huajie.matters.outcomes import draft_for, evidence_of, outcome_of
from huajie.matters.outsiders import why_not
from huajie.matters.readiness import lacks
from huajie.matters.services.confirming import record_accord, record_answer, record_recheck, record_try
from huajie.matters.services.outcomes import WRITTEN_IN, write_outcome
from huajie.matters.services.phone_codes import phones_of, send_code
from huajie.matters.states import YES, NoticeKind, State
from huajie.matters.views.records import matter_or_404

_OWN_HAND = [ConfirmedBy.SIGNATURE, ConfirmedBy.CODE]
_WRITTEN_DOWN = [ConfirmedBy.WINDOW, ConfirmedBy.CALL_BACK]


@permitted(Permission.WORK_MATTERS)
def outcome(request: StaffRequest, reference: str) -> HttpResponseBase:
    """What came of the matter: written, or written anew."""
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.WORK_MATTERS, found):
        raise Http404
    draft = draft_for(found, timezone.localdate())
    initial = {name: getattr(draft, name) for name in ("kind", "request", "facts", "opinion", "law", "next_route")}
    form = OutcomeForm(found, request.POST or None, request.FILES or None, initial={"version": found.version, **initial})
    if request.method == "POST" and form.is_valid():
        files = tuple((file, file.name or "") for file in request.FILES.getlist("evidence"))
        try:
            write_outcome(found, form.draft(), by=request.user, version=form.cleaned_data["version"], evidence=files)
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The outcome is written. Nobody is told before it is submitted as resolved."))
            return redirect("matters:outcome", found.ref)
    context = {
        "matter": found,
        "form": form,
        "evidence": evidence_of(found),
        "stands": outcome_of(found),
        "is_written_now": found.state in WRITTEN_IN,
    }
    return render(request, "matters/outcome.html", context, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def answer(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The resident's answer: to the outcome, or to the call about a closed matter that was drawn or withdrawn."""
    found = matter_or_404(request, reference)
    second = second_call(request.scope, request.user, found)
    if not (may(request.scope, Permission.CONFIRM_CLOSING, found) or may(request.scope, Permission.OPEN_MATTERS, found)):
        raise Http404
    if found.state != State.RESOLVED and second is None:
        raise Refused(_("There is no outcome to answer to while the matter stands as “%(state)s”.") % {"state": found.get_state_display()})
    form = _form(second)(_ways(request, found, second), request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid() and _answered(request, found, second, form):
        return redirect("matters:matter", found.ref)
    return _shown(request, found, second, form)


def _form(second: CallBack | None) -> type[AnswerForm]:
    return AccordForm if second and second.kind == CallBackKind.WITHDRAWAL else AnswerForm


def _answered(request: StaffRequest, found: Matter, second: CallBack | None, form: AnswerForm) -> bool:
    """Take the answer down. What speaks against it stands above the form, with everything that was typed."""
    said = form.answer()
    try:
        if second and second.kind == CallBackKind.WITHDRAWAL:
            record_accord(second, of_own_accord=said.settled, words=said.words, by=request.user)
        elif second:
            record_recheck(second, said, by=request.user)
        else:
            record_answer(found, said, by=request.user, version=form.cleaned_data["version"])
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    settled, open_again = _("Confirmed by the resident."), _("It is worked on again. The resident is owed a notice of that.")
    messages.success(request, settled if said.settled else open_again)
    return True


def _shown(request: StaffRequest, found: Matter, second: CallBack | None, form: AnswerForm) -> HttpResponse:
    closing = closing_of(found)
    context = {
        "matter": found,
        "form": form,
        "closing": closing,
        "call": second or closing.call,
        "second": second,
        "owed": [] if second else [need for need in lacks(found, "confirm") if need is not YES],
        "statement": _statement_to_serve(request, found),
        "why_not": why_not(found, request.user),
        "phones": phones_of(found) if may(request.scope, Permission.CONFIRM_CLOSING, found) else [],
        "concerned": concerned_in([found]).get(found.pk),
        "may_reveal": request.scope.may_in(Permission.REVEAL_VALUES, found.area_id),
    }
    return render(request, "matters/answer.html", context, status=422 if form.errors else 200)


def _statement_to_serve(request: StaffRequest, found: Matter) -> Notice | None:
    """The statement of the outcome that was not served, for who may serve it."""
    if not may(request.scope, Permission.WORK_MATTERS, found):
        return None
    return Notice.objects.filter(matter=found, kind=NoticeKind.OUTCOME, served_on=None).last()


def _ways(request: StaffRequest, found: Matter, second: CallBack | None) -> list[ConfirmedBy]:
    """The ways in which this person may take an answer down."""
    if second:
        return [ConfirmedBy.CALL_BACK]
    if not may(request.scope, Permission.CONFIRM_CLOSING, found):
        return [ConfirmedBy.TOLD]
    return [*_OWN_HAND, *([] if why_not(found, request.user) else _WRITTEN_DOWN), ConfirmedBy.TOLD]


@permitted(Permission.CONFIRM_CLOSING)
@require_POST
def code(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Send a code to the resident's phone."""
    found = matter_or_404(request, reference)
    chosen = request.POST.get("phone", "")
    try:
        send_code(found, int(chosen) if chosen.isdecimal() else 0, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("A code was sent. The resident reads it out to you only if it is settled."))
    return redirect("matters:answer", found.ref)


@permitted(Permission.CONFIRM_CLOSING)
@require_POST
def call_tried(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Called without an answer. The matter stays where it is."""
    found = matter_or_404(request, reference)
    call = get_object_or_404(CallBack, pk=pk, matter=found)
    record_try(call, by=request.user, note=request.POST.get("note", ""))
    messages.success(request, _("Written down. It stays unconfirmed."))
    return redirect("matters:call_backs")
