"""The team of a matter: the panel, appointing, entrusting and dissolving it, recusals."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.core.lifecycle import Overtaken
from huajie.matters.access import may
from huajie.matters.models import Matter, Recusal, Team
from huajie.matters.responsible import responsible_for
from huajie.matters.services.appointable import SameName
from huajie.matters.services.recusing import declare_recusal, lift_recusal
from huajie.matters.services.teams import appoint, dissolve, entrust
from huajie.matters.team_forms import DUTIES, RHYTHMS, TeamForm, filled_from, key_of
from huajie.matters.teams import Along, Concerned, candidates, concerned_by, matters_along, members_of, team_of, words_for
from huajie.matters.views.records import matter_or_404

Going = tuple[Concerned, Sequence[Along]]


@permitted(Permission.SEE_MATTERS)
def panel(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The panel on the matter's page: who answers for it."""
    found = matter_or_404(request, reference)
    return render(request, "matters/_team_panel.html", {"matter": found, "responsible": responsible_for(request.scope, found)})


@permitted(Permission.SET_TEAMS)
def set_team(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Who could be on the team, and on sending the appointment."""
    found = _to_set(request, reference)
    along = [(whom, matters_along(request.scope, found, whom)) for whom in concerned_by(found)]
    form = _form(request, found, along)
    asked: Sequence[Staff] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return _appointed(request, found, form, along)
        except Overtaken:
            raise
        except Refused as wrong:
            form.add_error(None, str(wrong.message))
            asked = wrong.people if isinstance(wrong, SameName) else ()
    teams = [(words_for(whom), team, members_of(team)) for whom, _others in along if (team := team_of(whom)) and team.pk != found.team_id]
    context = {
        "matter": found,
        "form": form,
        "whom": [(words_for(whom), key_of(whom), others) for whom, others in along],
        "asked": asked,
        "teams": teams,
        "duties": DUTIES,
        "rhythms": RHYTHMS,
        "words": request.GET.get("find", ""),
    }
    return render(request, "matters/team.html", context, status=422 if form.errors else 200)


def _form(request: StaffRequest, found: Matter, along: Sequence[Going]) -> TeamForm:
    every = list({other.matter.pk: other for _whom, others in along for other in others}.values())
    whom = [whom for whom, _others in along]
    first = filled_from(members_of(found.team) if found.team else [], found, whom, every)
    people = candidates(found, request.GET.get("find", "").strip()[:20])
    return TeamForm(whom, people, every, request.POST or None, initial=first)


def _appointed(request: StaffRequest, found: Matter, form: TeamForm, along: Sequence[Going]) -> HttpResponseBase:
    told = form.cleaned_data
    whom, others = next(((whom, others) for whom, others in along if key_of(whom) == told["whom"]), (None, ()))
    appoint(
        found,
        form.members(),
        by=request.user,
        whom=whom,
        along=[other.matter for other in others if other.matter.ref in told["along"]],
        version=told["version"],
        not_the_same=not_the_same(request),
    )
    messages.success(request, _("The team is appointed. It sees the matter from now on."))
    return redirect("matters:matter", found.ref)


def not_the_same(request: StaffRequest) -> set[int]:
    """Those of whom the reader says that they only share a party's name."""
    return {int(key) for key in request.POST.getlist("not_the_same") if key.isdigit()}


@permitted(Permission.SET_TEAMS)
@require_POST
def entrust_team(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Give the matter to the team that the household or person has already."""
    found = _to_set(request, reference)
    team = get_object_or_404(Team, pk=pk, pk__in=[team.pk for whom in concerned_by(found) if (team := team_of(whom))])
    return _done(request, found, lambda: entrust(found, team, by=request.user), _("The team answers for this matter, too."))


@permitted(Permission.SET_TEAMS)
@require_POST
def dissolve_team(request: StaffRequest, reference: str) -> HttpResponseBase:
    """End a team that answers for nothing open."""
    found = _to_set(request, reference)
    because = request.POST.get("because", "")
    return _done(request, found, lambda: dissolve(found, by=request.user, because=because), _("The team is dissolved."))


@permitted(Permission.WORK_MATTERS)
@require_POST
def recuse(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Declare one's own recusal, or that of somebody whom one appoints."""
    found = matter_or_404(request, reference)
    whom = get_object_or_404(Staff, pk=request.POST.get("staff") or request.user.pk)
    because = request.POST.get("because", "")
    text = _("The recusal is declared. Whoever appoints the team sees it.")
    return _done(request, found, lambda: declare_recusal(found, whom, by=request.user, because=because), text)


@permitted(Permission.SET_TEAMS)
@require_POST
def lift(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """It was declared in error."""
    found = _to_set(request, reference)
    recusal = get_object_or_404(Recusal, pk=pk, matter=found)
    because = request.POST.get("because", "")
    return _done(request, found, lambda: lift_recusal(recusal, by=request.user, because=because), _("The recusal is lifted."))


def _to_set(request: StaffRequest, reference: str) -> Matter:
    found = matter_or_404(request, reference)
    if not may(request.scope, Permission.SET_TEAMS, found):
        raise Http404
    return found


def _done(request: StaffRequest, found: Matter, act: Callable[[], object], text: str) -> HttpResponseBase:
    act()
    messages.success(request, text)
    return redirect("matters:matter", found.ref)
