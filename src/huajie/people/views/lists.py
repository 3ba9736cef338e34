"""The lists of people and of households."""

import re
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.exports import workbook_response
from huajie.core.paging import page
from huajie.people.forms import HouseholdFilterForm, PeopleFilterForm
from huajie.people.places import towns_in
from huajie.people.queries import (
    COUNTED,
    counted,
    household_lines,
    households_list,
    is_number,
    lines_of,
    people_list,
    people_with_number,
)
from huajie.people.services.exporting import HOUSEHOLD_LAYOUT, LAYOUT, export_households, export_people

_REFERENCE = re.compile(r"[Hh]\d+")  # a household's: it looks like a number, and identifies nobody outside


@permitted(Permission.SEE_PEOPLE)
def index(request: StaffRequest) -> HttpResponseBase:
    """People by name. The form is posted and answered by an address without numbers that identify anyone."""
    form = PeopleFilterForm(request.POST or request.GET)
    if request.method == "POST":
        return _to_address(request, form, "people:index")
    narrowed = form.narrowed()
    rows = people_list(request.scope, **narrowed)
    found = page(rows, by=form.order(), cursor=request.GET.get("after", ""))
    context = {
        "form": form,
        "narrowed": narrowed,
        "page": found,
        "lines": lines_of(request.scope, found.rows),
        "count": counted(rows),
        "counted": COUNTED,
        "towns": towns_in(request.scope, Permission.SEE_PEOPLE),
        "may_export": request.scope.may(Permission.EXPORT_PEOPLE),
    }
    return render(request, "people/index.html", context)


def _to_address(request: StaffRequest, form: PeopleFilterForm, page_name: str) -> HttpResponseBase:
    words = form.narrowed().get("words", "")
    if not is_number(words) or _REFERENCE.fullmatch(words):
        return redirect(f"{reverse(page_name)}?{urlencode(form.query())}")
    holders = people_with_number(request.scope, words)
    if len(holders) == 1:
        return redirect("people:person", holders[0].ref)
    return render(request, "people/by_number.html", {"lines": lines_of(request.scope, holders)})


@permitted(Permission.SEE_PEOPLE)
def households(request: StaffRequest) -> HttpResponseBase:
    """Households, in the order in which they came or the other way round. The form is posted, for the same reason."""
    form = HouseholdFilterForm(request.POST or request.GET)
    if request.method == "POST":
        return _to_address(request, form, "people:households")
    narrowed = form.narrowed()
    rows = households_list(request.scope, **narrowed)
    found = page(rows, by=form.order(), cursor=request.GET.get("after", ""))
    context = {
        "form": form,
        "narrowed": narrowed,
        "page": found,
        "lines": household_lines(found.rows),
        "count": counted(rows),
        "counted": COUNTED,
        "towns": towns_in(request.scope, Permission.SEE_PEOPLE),
        "may_export": request.scope.may(Permission.EXPORT_PEOPLE),
    }
    return render(request, "people/households.html", context)


@permitted(Permission.EXPORT_PEOPLE)
@require_POST
def export(request: StaffRequest) -> FileResponse:
    """The list as a workbook, with masked numbers."""
    rows = export_people(request.scope, PeopleFilterForm(request.POST).narrowed(), by=request.user)
    return workbook_response(LAYOUT, rows, f"{_('People')}-{timezone.localdate():%Y%m%d}")


@permitted(Permission.EXPORT_PEOPLE)
@require_POST
def export_household_list(request: StaffRequest) -> FileResponse:
    """The households as a workbook."""
    rows = export_households(request.scope, HouseholdFilterForm(request.POST).narrowed(), by=request.user)
    return workbook_response(HOUSEHOLD_LAYOUT, rows, f"{_('Households')}-{timezone.localdate():%Y%m%d}")
