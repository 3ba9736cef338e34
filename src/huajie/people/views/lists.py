"""The lists of people and of households."""

from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, HttpResponseBase
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
from huajie.people.forms import PeopleFilterForm
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
from huajie.people.services.exporting import LAYOUT, export_people


@permitted(Permission.SEE_PEOPLE)
def index(request: StaffRequest) -> HttpResponseBase:
    """People by name. The form is posted and answered by an address without numbers that identify anyone."""
    form = PeopleFilterForm(request.POST or request.GET)
    if request.method == "POST":
        return _to_address(request, form)
    narrowed = form.narrowed()
    rows = people_list(request.scope, **narrowed)
    found = page(rows, by="pinyin", cursor=request.GET.get("after", ""))
    context = {
        "narrowed": narrowed,
        "page": found,
        "lines": lines_of(request.scope, found.rows),
        "count": counted(rows),
        "counted": COUNTED,
        "towns": towns_in(request.scope, Permission.SEE_PEOPLE),
        "may_export": request.scope.may(Permission.EXPORT_PEOPLE),
    }
    return render(request, "people/index.html", context)


def _to_address(request: StaffRequest, form: PeopleFilterForm) -> HttpResponseBase:
    narrowed = form.narrowed()
    words = narrowed.get("words", "")
    if not is_number(words):
        return redirect(f"{reverse('people:index')}?{urlencode(narrowed)}")
    holders = people_with_number(request.scope, words)
    if len(holders) == 1:
        return redirect("people:person", holders[0].ref)
    return render(request, "people/by_number.html", {"lines": lines_of(request.scope, holders)})


@permitted(Permission.SEE_PEOPLE)
def households(request: StaffRequest) -> HttpResponse:
    """Households, by the order in which they came."""
    narrowed = PeopleFilterForm(request.GET).narrowed()
    rows = households_list(request.scope, area=narrowed.get("area", ""))
    found = page(rows, by="id", cursor=request.GET.get("after", ""))
    context = {
        "narrowed": narrowed,
        "page": found,
        "lines": household_lines(found.rows),
        "count": counted(rows),
        "counted": COUNTED,
        "towns": towns_in(request.scope, Permission.SEE_PEOPLE),
    }
    return render(request, "people/households.html", context)


@permitted(Permission.EXPORT_PEOPLE)
@require_POST
def export(request: StaffRequest) -> FileResponse:
    """The list as a workbook, with masked numbers."""
    rows = export_people(request.scope, PeopleFilterForm(request.POST).narrowed(), by=request.user)
    return workbook_response(LAYOUT, rows, f"{_('People')}-{timezone.localdate():%Y%m%d}")
