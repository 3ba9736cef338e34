"""One search for everything: a reference, a number, a name or words."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from huajie.accounts.access import signed_in
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.models import Matter
from huajie.matters.queries import MatterFilters, lines_of, matter_for, matters_list
from huajie.people import queries as people
from huajie.people.models import Household, Person

_SHOWN = 20


@signed_in
def search(request: StaffRequest) -> HttpResponseBase:
    """A reference opens its page; a phone or an ID number, which comes by post only, its holder; words show what holds them."""
    if request.method == "POST":
        return _answer(request, request.POST.get("q", "").strip())
    words = request.GET.get("q", "").strip()
    if opened := _by_reference(request, words.upper()):
        return redirect(opened)
    if people.is_number(words):
        return redirect("matters:search")
    return _show(request, words)


def _answer(request: StaffRequest, typed: str) -> HttpResponseBase:
    if opened := _by_reference(request, typed.upper()):
        return redirect(opened)
    if people.is_number(typed):
        return answer_number(request, typed)
    return redirect(f"{reverse('matters:search')}?{urlencode({'q': typed})}")


def _by_reference(request: StaffRequest, ref: str) -> str:
    """The page of the record with this reference that the reader may see."""
    if not ref:
        return ""
    finders = ((matter_for, "matters:matter"), (people.person_for, "people:person"), (people.household_for, "people:household"))
    for find, page in finders:
        try:
            return reverse(page, args=[find(request.scope, ref).ref])
        except (Matter.DoesNotExist, Person.DoesNotExist, Household.DoesNotExist):
            continue
    return ""


def answer_number(request: StaffRequest, typed: str) -> HttpResponseBase:
    """The holder's page, or the holders to choose from. The number stands neither in the address nor on the page."""
    holders = people.people_with_number(request.scope, typed)
    if len(holders) == 1:
        return redirect("people:person", holders[0].ref)
    return render(request, "matters/search.html", {"by_number": True, "people": people.lines_of(request.scope, holders), "matters": []})


def _show(request: StaffRequest, words: str) -> HttpResponse:
    matters = matters_list(request.scope, MatterFilters(words=words)).order_by("-found_on", "-pk")[:_SHOWN] if words else []
    found = people.people_list(request.scope, words=words).order_by("pinyin", "pk")[:_SHOWN] if words else []
    context = {
        "search_words": words,
        "matters": lines_of(list(matters)),
        "people": people.lines_of(request.scope, list(found)),
        "sees_people": request.scope.may(Permission.SEE_PEOPLE),
        "sees_matters": request.scope.may(Permission.SEE_MATTERS),
        "shown": _SHOWN,
    }
    return render(request, "matters/search.html", context)
