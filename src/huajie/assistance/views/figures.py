"""The figures of aid, for the reader's area."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance.figures import figures
from huajie.core.asked import number_asked

_FIRST_YEAR = 2000


@permitted(Permission.HANDLE_AID)
def index(request: StaffRequest) -> HttpResponse:
    """What was reached, how fast, what was refused and why, and where money went, in one year."""
    this_year = timezone.localdate().year
    year = number_asked(request.GET.get("year")) or this_year
    year = year if _FIRST_YEAR <= year <= this_year else this_year
    found = figures(request.scope, year)
    most = max((sum(given.values()) for given in found.money.values()), default=0) or 1
    towns = [(town, sum(given.values()), sorted(given.items())) for town, given in found.money.items()]
    context = {"found": found, "year": year, "before": year - 1, "after": year + 1 if year < this_year else 0, "towns": towns, "most": most}
    return render(request, "assistance/figures.html", context)
