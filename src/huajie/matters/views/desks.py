"""The desks of what is owed after an outcome, and its panels on the page of a matter."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.paging import page
from huajie.matters.access import may
from huajie.matters.calls import calls_to_make, concerned_in, looks_to_take, notices_to_serve
from huajie.matters.closings import closing_of, second_call
from huajie.matters.models import CallBack, FollowUp, Notice
from huajie.matters.services.outcomes import WRITTEN_IN
from huajie.matters.states import State
from huajie.matters.views.records import matter_or_404


@permitted(Permission.CONFIRM_CLOSING)
def call_backs(request: StaffRequest) -> HttpResponse:
    """Whom to call, the most urgent first."""
    shown = page(calls_to_make(request.scope), by="due_on", cursor=request.GET.get("after", ""))
    return render(request, "matters/call_backs.html", {"page": shown, **_lines(request, shown.rows)})


@permitted(Permission.WORK_MATTERS)
def follow_ups(request: StaffRequest) -> HttpResponse:
    """Where to look whether it holds, the most urgent first."""
    shown = page(looks_to_take(request.scope), by="due_on", cursor=request.GET.get("after", ""))
    return render(request, "matters/follow_ups.html", {"page": shown, **_lines(request, shown.rows)})


@permitted(Permission.WORK_MATTERS)
def notices(request: StaffRequest) -> HttpResponse:
    """What residents wait for in writing, what is owed longest first."""
    shown = page(notices_to_serve(request.scope), by="owed_since", cursor=request.GET.get("after", ""))
    return render(request, "matters/notices.html", {"page": shown, **_lines(request, shown.rows)})


def _lines(request: StaffRequest, rows: Sequence[CallBack] | Sequence[FollowUp] | Sequence[Notice]) -> dict[str, object]:
    """Each row with whom its matter concerns, and whether the reader may reveal a number there."""
    concerned = concerned_in([row.matter for row in rows])
    lines = [(row, concerned.get(row.matter_id), request.scope.may_in(Permission.REVEAL_VALUES, row.matter.area_id)) for row in rows]
    return {"lines": lines, "today": timezone.localdate(), "sees_people": request.scope.may(Permission.SEE_PEOPLE)}


@permitted(Permission.SEE_MATTERS)
def closing(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on how far the closing is, with what the reader can do for it."""
    found = matter_or_404(request, reference)
    shown, second = closing_of(found), second_call(request.scope, request.user, found)
    may_confirm, may_work = (may(request.scope, one, found) for one in (Permission.CONFIRM_CLOSING, Permission.WORK_MATTERS))
    may_open = may(request.scope, Permission.OPEN_MATTERS, found)
    context = {
        "matter": found,
        "closing": shown,
        "call": second or shown.call,
        "writes": may_work and found.state in WRITTEN_IN,
        "answers": found.state == State.RESOLVED and (may_confirm or may_open),
        "calls": bool(second),
        "looks": may_work and bool(shown.looks),
        "reviews": (may_open or may(request.scope, Permission.ROUTE_MATTERS, found)) and bool(shown.reviews.asked or shown.reviews.clock),
    }
    return render(request, "matters/_closing.html", context)


@permitted(Permission.SEE_MATTERS)
def notices_of(request: StaffRequest, reference: str) -> HttpResponse:
    """The panel on what the resident is owed and was served."""
    found = matter_or_404(request, reference)
    rows = Notice.objects.filter(matter=found).select_related("recorded_by", "paper").order_by("-pk")
    context = {"matter": found, "notices": rows, "may_work": may(request.scope, Permission.WORK_MATTERS, found)}
    return render(request, "matters/_notices.html", context)
