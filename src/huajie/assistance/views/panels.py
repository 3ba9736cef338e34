"""Panels: aid on the page of a matter, a household and a person."""

from django.http import HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance import queries
from huajie.assistance.grant_queries import grants_for
from huajie.assistance.relief_queries import relief_for
from huajie.matters.models import Party
from huajie.matters.views.records import matter_or_404
from huajie.people.models import Person
from huajie.people.queries import homes_of
from huajie.people.trees import standing, within
from huajie.people.views.records import household_or_404, person_or_404

P = Permission


@permitted(P.SEE_PEOPLE)
def of_household(request: StaffRequest, reference: str) -> HttpResponse:
    """What a household applied for and was given."""
    found = household_or_404(request, reference)
    people = [standing(row.person) for row in found.memberships.select_related("person__root")]
    return _panel(request, people, f"household={found.ref}", found.area_id)


@permitted(P.SEE_PEOPLE)
def of_person(request: StaffRequest, reference: str) -> HttpResponse:
    """The same for one person."""
    found = person_or_404(request, reference)
    files = found.ref if request.scope.may_in(P.PREPARE_AID, found.area_id) else ""
    return _panel(request, [found], f"person={found.ref}", found.area_id, files=files)


@permitted(P.SEE_MATTERS)
def of_matter(request: StaffRequest, reference: str) -> HttpResponse:
    """What those whom a matter concerns applied for and were given."""
    found = matter_or_404(request, reference)
    rows = Party.objects.filter(within("matter", [found.pk]), role="subject").select_related("person__root").order_by("pk")
    people = list({standing(row.person).pk: standing(row.person) for row in rows}.values())
    first = people[0] if people else None
    home = homes_of([first]).get(first.pk) if first else None
    query = f"household={home.ref}" if home else f"person={first.ref}" if first else ""
    return _panel(request, people, f"{query}&matter={found.ref}" if query else "", found.area_id)


def _panel(request: StaffRequest, people: list[Person], query: str, area: str, *, files: str = "") -> HttpResponse:
    keys = [person.standing_id for person in people]
    seen = queries.applications_for(request.user, request.scope)
    applications = seen.filter(within("members__person", keys)).distinct().order_by("-pk")
    context = {
        "applications": list(applications),
        "grants": list(grants_for(request.user, request.scope).filter(asked__application__in=applications.values("pk")).order_by("-pk")),
        "relief": list(relief_for(request.user, request.scope).filter(within("person", keys)).distinct().order_by("-pk")),
        "query": query,
        "files": files,
        "may_apply": bool(query) and request.scope.may_in(P.PREPARE_AID, area),
        "may_relieve": bool(query) and request.scope.may_in(P.GIVE_URGENT_RELIEF, area),
    }
    return render(request, "assistance/_panel.html", context)
