"""Joining two records by hand: which other one, both sides with what will happen, and then the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.intake import queries
from huajie.intake.forms import JoinForm
from huajie.intake.services.questions import asked_about, join_by_hand
from huajie.intake.views.sides import card_of, name_of
from huajie.people.models.records import MergeableRecord


@permitted(Permission.MERGE_RECORDS)
def join(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The record is the same as another one. The reference is posted: whoever errs may type a number that identifies somebody."""
    record = queries.joinable(request.scope, reference)
    if record is None:
        raise Http404
    form = JoinForm(request.POST if request.method == "POST" else None, scope=request.scope, record=record)
    if not form.is_valid() or form.other is None:
        return _shown(request, record, form)
    if "joined" in request.POST:
        return _joined(request, record, form.other)
    return _shown(request, record, form)


def _shown(request: StaffRequest, record: MergeableRecord, form: JoinForm) -> HttpResponse:
    """The one record with the question which other, or both sides."""
    sides = [record, form.other] if form.other else [record]
    context = {
        "record": name_of(record),
        "sides": [card_of(side, request.scope, side.ref) for side in sides],
        "kept": min(sides, key=lambda side: side.pk).ref,
        "before": asked_about(record, form.other) if form.other else None,
        "is_person": record._meta.model_name == "person",
        "form": form,
    }
    return render(request, "intake/join.html", context, status=400 if form.errors else 200)


def _joined(request: StaffRequest, record: MergeableRecord, other: MergeableRecord) -> HttpResponseBase:
    join_by_hand(record, other, by=request.user)
    messages.success(request, _("The two are one record now. Under “What was answered” that can be taken back at any time."))
    return redirect(name_of(min(record, other, key=lambda side: side.pk)).url)
