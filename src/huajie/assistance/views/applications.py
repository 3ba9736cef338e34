"""Applications for aid: the list by deadline, the form, the page of one, and its moves."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance import queries
from huajie.assistance.advice import told_advice
from huajie.assistance.apply_forms import ApplyForm
from huajie.assistance.errors import AlreadyApplied
from huajie.assistance.fairness import relatives_of
from huajie.assistance.known import differences, stated
from huajie.assistance.models import Application
from huajie.assistance.move_forms import ACTS
from huajie.assistance.papers import papers_of
from huajie.assistance.publicity import notice_of
from huajie.assistance.services.applying import apply as apply_for
from huajie.assistance.services.applying import apply_alone
from huajie.assistance.services.reading import note_reading
from huajie.assistance.states import APPLICATION, OPEN, AppliedState
from huajie.assistance.turns import TURN, possible
from huajie.core.errors import Refused
from huajie.core.paging import page
from huajie.matters.models import Matter
from huajie.matters.queries import opened_by
from huajie.matters.views.records import matter_or_404
from huajie.people.dossier import Member, household_dossier
from huajie.people.models import Household, Person
from huajie.people.queries import homes_of
from huajie.people.queries import opened_by as people_opened_by
from huajie.people.views.records import household_or_404, person_or_404

P = Permission
_ENDED = frozenset(AppliedState.values) - OPEN


@permitted(P.PREPARE_AID)
def index(request: StaffRequest) -> HttpResponse:
    """Applications that run, the nearest deadline first; with `?ended=1` those that ended."""
    ended = bool(request.GET.get("ended"))
    rows = queries.listed(request.scope, P.PREPARE_AID, _ENDED if ended else OPEN)
    shown = page(rows, by="-received_on" if ended else "due_on", cursor=request.GET.get("after", ""))
    return _list(request, shown, "ended" if ended else "open")


@permitted(P.DECIDE_AID)
def decisions(request: StaffRequest) -> HttpResponse:
    """What waits for the reader's decision."""
    return _list(request, page(queries.to_decide(request.scope), by="due_on", cursor=request.GET.get("after", "")), "decide")


def _list(request: StaffRequest, shown: object, which: str) -> HttpResponse:
    context = {"page": shown, "which": which, "today": timezone.localdate(), "turns": TURN}
    return render(request, "assistance/applications.html", context)


@permitted(P.PREPARE_AID)
def apply(request: StaffRequest) -> HttpResponseBase:
    """The form, filled from the register. `?household=H…`, or `?person=R…` for somebody of whom no household is known."""
    matter = matter_or_404(request, request.GET["matter"]) if request.GET.get("matter") else None
    household, alone, members = _who(request)
    form = ApplyForm(members, request.POST or None)
    known: Application | None = None
    if form.is_valid():
        try:
            filled = form.filled(matter)
            made = apply_for(household, filled, by=request.user) if household else apply_alone(alone, filled, by=request.user)  # type: ignore[arg-type]  # one of the two
            messages.success(request, _("The application is received. Nothing has been decided."))
            return redirect("assistance:application", made.ref)
        except AlreadyApplied as refused:
            known = queries.applications_for(request.user, request.scope).filter(pk=refused.application.pk).first()
            form.add_error(None, str(refused.message))
        except Refused as refused:
            form.add_error(None, str(refused.message))
    context = {
        "form": form,
        "household": household,
        "alone": alone,
        "known": known,
        "others": queries.other_homes(household, [one.person for one in members]) if household else {},
        "running": queries.running_of(household, [one.person for one in members]).first() if household else None,
    }
    return render(request, "assistance/apply.html", context, status=422 if form.errors else 200)


def _who(request: StaffRequest) -> tuple[Household | None, Person | None, tuple[Member, ...]]:
    """The household, or the person who has none, with everybody whom the form has a row for."""
    if request.GET.get("household"):
        household = household_or_404(request, request.GET["household"])
        return household, None, household_dossier(household).members
    person = person_or_404(request, request.GET.get("person", ""))
    home = homes_of([person]).get(person.pk)
    if home:
        return home, None, household_dossier(home).members
    return None, person, (Member(person, "", is_head=True),)


@permitted(P.SEE_PEOPLE)
def application(request: StaffRequest, reference: str) -> HttpResponse:
    """One application: whose turn it is, by when, what can be done now."""
    return _page(request, _application(request, reference))


@require_POST
@permitted(P.SEE_PEOPLE)
def move(request: StaffRequest, reference: str, move: str) -> HttpResponseBase:
    """One move of an application."""
    found = _application(request, reference)
    if move not in ACTS:
        raise Http404
    form = ACTS[move].form(found, move, request.POST)
    if not form.is_valid():
        return _page(request, found, move)
    ACTS[move].act(found, form, request.user)
    found.refresh_from_db()
    messages.success(request, f"{APPLICATION.move(move).label} · {found.get_state_display()}")
    return redirect("assistance:application", reference)


@permitted(P.SEE_PEOPLE)
def notice(request: StaffRequest, reference: str) -> HttpResponse:
    """The notice as it hangs: name, number, amount."""
    found = _application(request, reference)
    latest = found.notices.select_related("application__applicant__root").last()
    if latest is None:
        raise Http404
    return render(request, "assistance/notice.html", {"application": found, "notice": notice_of(latest)})


def _application(request: StaffRequest, reference: str) -> Application:
    return get_object_or_404(queries.applications_for(request.user, request.scope), ref=reference)


def _page(request: StaffRequest, found: Application, tried: str = "") -> HttpResponse:
    sees = queries.sees_statement(request.user, request.scope, found)
    if sees:
        note_reading(found, by=request.user)
    members = [(row.person.standing, row.relation) for row in found.members.select_related("person__root")]
    context = {
        "application": found,
        "turn": TURN[found.state],
        "asked": found.asked.select_related("decided_by", "grant").prefetch_related("people"),
        "members": members,
        "opened_people": people_opened_by(request.scope, [person for person, _relation in members]),
        "limits": queries.limits_of(found.clocks.all()),
        "moves": possible(request.scope, request.user, found, tried, request.POST if tried else None),
        "steps": [(step, APPLICATION.move(step.move).label) for step in found.steps.select_related("by")],
        "relatives": relatives_of(found),
        "sees": sees,
        "papers": papers_of(found, sees=sees),
        "opens_matter": _opens(request, found.matter),
        **(_inside(found) if sees else {}),
    }
    return render(request, "assistance/application.html", context, status=422 if tried else 200)


def _inside(found: Application) -> dict[str, object]:
    """What is shown to those alone who handle or decide it, or wrote the statement down."""
    names = {row.person.ref: row.person.standing.shown_name for row in found.members.select_related("person__root")}
    return {
        "stated": stated(found),
        "advice": [(one, told_advice(one, names)) for one in found.asked.all()],
        "differences": differences(found),
        "surveys": found.surveys.prefetch_related("staff"),
        "checks": found.checks.all(),
        "objections": [(notice, list(notice.objections.all())) for notice in found.notices.prefetch_related("objections")],
    }


def _opens(request: StaffRequest, matter: Matter | None) -> bool:
    return bool(matter and opened_by(request.scope, [matter.standing]))
