"""One masked value, revealed after its purpose was stated. A fragment where script runs, a page where it does not."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.people.models import Fact, Identifier, Phone
from huajie.people.services.revealing import LONGEST_PURPOSE, SHORTEST_PURPOSE, PurposeMissing, Revealable, reveal, revealable


@permitted(Permission.REVEAL_VALUES)
def reveal_value(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """One value of somebody who lives where the reader may reveal values."""
    try:
        asked = Revealable(kind)
        revealable(request.scope, asked, pk)
    except (ValueError, Identifier.DoesNotExist, Phone.DoesNotExist, Fact.DoesNotExist) as missing:
        raise Http404 from missing
    return asked_what_for(request, f"{kind}-{pk}", lambda purpose: reveal(request.scope, request.user, asked, pk, purpose))


def asked_what_for(request: StaffRequest, key: str, give: Callable[[str], str]) -> HttpResponse:
    """First the question what for, then the value. `key` names the value on the page."""
    context: dict[str, object] = {"url": request.path, "key": key, "shortest": SHORTEST_PURPOSE, "longest": LONGEST_PURPOSE}
    if request.method == "POST":
        try:
            context["value"] = give(request.POST.get("purpose", ""))
        except PurposeMissing as missing:
            context["error"] = missing.message
    response = render(request, f"people/{'_reveal' if request.htmx else 'reveal'}.html", context)  # type: ignore[attr-defined]  # set by django-htmx
    response["Cache-Control"] = "no-store"
    return response
