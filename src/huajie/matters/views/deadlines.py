"""The deadlines of a matter: the panel, one of them day by day, and asking for more time."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.access import may
from huajie.matters.closings import second_call
from huajie.matters.course_of_clocks import Shown, course_of, deadlines_of
from huajie.matters.duties import RECHECKING
from huajie.matters.models import ExtensionRequest, Matter, MatterClock
from huajie.matters.services.extending import ask_extension, decide_extension, may_decide
from huajie.matters.views.records import matter_or_404
from huajie.people.trees import within


@permitted(Permission.SEE_MATTERS)
def panel(request: StaffRequest, reference: str) -> HttpResponse:
    """Each deadline of a matter, on its page: those that run, and folded away those that ended."""
    found = matter_or_404(request, reference)
    deadlines = _told_to(request, found)
    running = [one for one in deadlines if one.left]
    ended = [one for one in deadlines if not one.left]
    context = {"matter": found, "running": running, "ended": ended, "late": sum(one.is_late for one in ended)}
    return render(request, "matters/_deadlines.html", context)


def _told_to(request: StaffRequest, found: Matter) -> list[Shown]:
    """The deadlines of a matter that the reader may know of."""
    return [one for one in deadlines_of(found) if not _is_kept_from(request, found, one.clock)]


def _is_kept_from(request: StaffRequest, found: Matter, clock: MatterClock) -> bool:
    """True if and only if it runs because the matter was drawn to be called again, and the reader is not one who may call."""
    return clock.code in RECHECKING and clock.stopped_on is None and second_call(request.scope, request.user, found) is None


@permitted(Permission.SEE_MATTERS)
def deadline(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """How one deadline came about, day by day, and more time for it."""
    found, clock = _clock(request, reference, pk)
    course = course_of(clock)
    waiting = course.shown.waiting
    context = {
        "matter": found,
        "course": course,
        "shown": course.shown,
        "may_ask": bool(course.longer and not waiting and may(request.scope, Permission.WORK_MATTERS, found)),
        "may_decide": bool(waiting and may_decide(request.user, waiting, found)),
    }
    return render(request, "matters/deadline.html", context)


@permitted(Permission.WORK_MATTERS)
@require_POST
def ask(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Ask the head of the unit for more time."""
    found, clock = _clock(request, reference, pk)
    extra = request.POST.get("extra", "")
    ask_extension(clock, int(extra) if extra.isdecimal() else 0, by=request.user, because=request.POST.get("because", ""))
    messages.success(request, _("Asked. The head of the unit decides; until then the deadline stays as it is."))
    return redirect("matters:deadline", found.ref, pk)


@permitted(Permission.APPROVE_MATTERS)
@require_POST
def decide(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Approve or refuse what was asked."""
    found, clock = _clock(request, reference, pk)
    asked = get_object_or_404(ExtensionRequest.objects.select_related("clock__matter"), clock=clock, pk=request.POST.get("request") or 0)
    approve = request.POST.get("decision") == "approve"
    decide_extension(asked, approve=approve, by=request.user, words=request.POST.get("words", ""))
    messages.success(
        request, _("Approved. The resident is owed a notice with the reason.") if approve else _("Refused. The deadline stays.")
    )
    return redirect("matters:deadline", found.ref, pk)


def _clock(request: StaffRequest, reference: str, pk: int) -> tuple[Matter, MatterClock]:
    """A deadline of a matter that the reader may see."""
    found = matter_or_404(request, reference)
    clocks = MatterClock.objects.filter(within("matter", [found.pk])).select_related("matter", "unit")
    clock = get_object_or_404(clocks, pk=pk)
    if _is_kept_from(request, found, clock):
        raise Http404
    return found, clock
