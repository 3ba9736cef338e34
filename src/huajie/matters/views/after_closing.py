"""After an answer: follow-ups, the two reviews, the archive."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.matters.access import may
from huajie.matters.closings import file_of, keepings
from huajie.matters.forms.closing import ArchiveForm, AskReviewForm, DecideReviewForm, FollowUpForm, HearingForm
from huajie.matters.models import FollowUp, Matter
from huajie.matters.next_routes import AFTER_RE_REVIEW, AFTER_REVIEW, route_text
from huajie.matters.readiness import offered_moves
from huajie.matters.reviews import RE_REVIEW, Reviews, reviews_of
from huajie.matters.services.following_up import record_follow_up
from huajie.matters.services.moving import move
from huajie.matters.services.reviewing import ask_for_review, decide_review, hold_hearing
from huajie.matters.states import LIFECYCLE
from huajie.matters.views.records import matter_or_404


@permitted(Permission.WORK_MATTERS)
def follow_up(request: StaffRequest, reference: str) -> HttpResponseBase:
    """What was looked at, and the form for the next look."""
    found = _matter(request, reference, Permission.WORK_MATTERS)
    looks = list(FollowUp.objects.filter(matter=found).select_related("by"))
    waiting = next((look for look in looks if look.done_on is None), None)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        look = get_object_or_404(FollowUp, pk=request.POST.get("look") or 0, matter=found)
        said = form.cleaned_data
        if _done(form, lambda: record_follow_up(look, by=request.user, holds=said["holds"] == "yes", text=said["text"])):
            messages.success(request, _("Written down."))
            return redirect("matters:matter", found.ref)
    moves = [offered.move for offered in offered_moves(request.scope, found) if offered.move.name == "follow_up" and offered.is_possible]
    context = {"matter": found, "looks": looks, "waiting": waiting, "form": form, "moves": moves}
    return render(request, "matters/follow_up.html", context, status=422 if form.errors else 200)


@permitted(Permission.SEE_MATTERS)
def review(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The reviews that were asked for and decided, and what can be entered now."""
    found = matter_or_404(request, reference)
    asks, decides = (may(request.scope, one, found) for one in (Permission.OPEN_MATTERS, Permission.ROUTE_MATTERS))
    if not asks and not decides:
        raise Http404
    reviews = reviews_of(found)
    forms = _review_forms(request, reviews, asks=asks, decides=decides)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in forms and forms[act].is_valid() and _entered(request, found, reviews, act, forms[act]):
        messages.success(request, _("Written down."))
        return redirect("matters:review", found.ref)
    wrong = any(form.is_bound and form.errors for form in forms.values())
    return render(request, "matters/review.html", {"matter": found, "reviews": reviews, **forms}, status=422 if wrong else 200)


def _review_forms(request: StaffRequest, reviews: Reviews, *, asks: bool, decides: bool) -> dict[str, Form]:
    """The forms for what can be entered now, by name; the one that was sent is filled in."""
    today, pending, sent = timezone.localdate(), reviews.pending, request.POST.get("act")
    given: dict[str, Form] = {}
    if asks and reviews.clock and not pending:
        given["ask"] = AskReviewForm(request.POST if sent == "ask" else None, initial={"on": today})
    if decides and pending:
        route = route_text(AFTER_RE_REVIEW if pending.level == RE_REVIEW else AFTER_REVIEW, today)
        given["decide"] = DecideReviewForm(request.POST if sent == "decide" else None, initial={"on": today, "next_route": route})
        if pending.level == RE_REVIEW:
            given["hearing"] = HearingForm(request.POST if sent == "hearing" else None)
    return given


def _entered(request: StaffRequest, found: Matter, reviews: Reviews, act: str, form: Form) -> bool:
    said, by = form.cleaned_data, request.user
    pending = reviews.pending
    if act == "ask":
        return _done(form, lambda: ask_for_review(found, reviews.next_level, by=by, on=said["on"], body=said["body"], words=said["words"]))
    if pending and isinstance(form, DecideReviewForm):
        return _done(form, lambda: decide_review(pending, form.opinion_given(), by=by))
    if pending and act == "hearing":
        return _done(form, lambda: hold_hearing(pending, by=by, first=said["first"], last=said["last"]))
    return False


@permitted(Permission.ARCHIVE_MATTERS)
def archive(request: StaffRequest, reference: str) -> HttpResponseBase:
    """What the file holds and lacks, how long it can be kept, and on confirmation the archiving."""
    found = _matter(request, reference, Permission.ARCHIVE_MATTERS)
    form = ArchiveForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = {"retention": said["retention"]}
        if _done(form, lambda: move(found, "archive", by=request.user, version=said["version"], facts=facts)):
            messages.success(request, _("Archived. It can be opened again."))
            return redirect("matters:matter", found.ref)
    context = {
        "matter": found,
        "form": form,
        "pieces": file_of(found),
        "keepings": keepings(timezone.localdate()),
        "is_possible": found.state in LIFECYCLE.move("archive").sources,
    }
    return render(request, "matters/archive.html", context, status=422 if form.errors else 200)


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Do it. What speaks against it stands above the form, with everything that was typed."""
    try:
        act()
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    return True


def _matter(request: StaffRequest, reference: str, permission: Permission) -> Matter:
    found = matter_or_404(request, reference)
    if not may(request.scope, permission, found):
        raise Http404
    return found
