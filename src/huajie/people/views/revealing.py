"""One masked value, revealed after its purpose was stated. A fragment where script runs, a page where it does not."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.people.models import Fact, Identifier, Phone
from huajie.people.services.revealing import LONGEST_PURPOSE, SHORTEST_PURPOSE, PurposeMissing, Revealable, reveal, revealable


@permitted(Permission.REVEAL_VALUES)
def reveal_value(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """First the question what for, then the value."""
    try:
        found = revealable(request.scope, Revealable(kind), pk)
    except (ValueError, Identifier.DoesNotExist, Phone.DoesNotExist, Fact.DoesNotExist) as missing:
        raise Http404 from missing
    context: dict[str, object] = {"found": found, "kind": kind, "shortest": SHORTEST_PURPOSE, "longest": LONGEST_PURPOSE}
    if request.method == "POST":
        try:
            purpose = request.POST.get("purpose", "")
            context["value"] = reveal(request.scope, request.user, Revealable(kind), pk, purpose)
        except PurposeMissing as missing:
            context["error"] = missing.message
    response = render(request, f"people/{'_reveal' if request.htmx else 'reveal'}.html", context)  # type: ignore[attr-defined]  # set by django-htmx
    response["Cache-Control"] = "no-store"
    return response
