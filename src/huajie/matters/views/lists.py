"""The list of matters: narrowed, sorted, page by page, and as a workbook."""

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
from huajie.matters.forms.lists import MatterFilterForm
from huajie.matters.models import Channel, Kind
from huajie.matters.queries import categories_in, lines_of, matters_list
from huajie.matters.services.exporting import LAYOUT, export_matters
from huajie.matters.views.searching import answer_number
from huajie.people.places import towns_in
from huajie.people.queries import COUNTED, counted, is_number


@permitted(Permission.SEE_MATTERS)
def index(request: StaffRequest) -> HttpResponseBase:
    """The list. The form is posted and answered by an address without numbers that identify anyone."""
    form = MatterFilterForm(request.POST or request.GET)
    if request.method == "POST":
        return _to_address(request, form)
    filters = form.filters()
    rows = matters_list(request.scope, filters)
    found = page(rows, by=form.order(), cursor=request.GET.get("after", ""))
    context = {
        "form": form,
        "filters": filters,
        "page": found,
        "lines": lines_of(found.rows),
        "count": counted(rows),
        "counted": COUNTED,
        "kinds": Kind.choices,
        "channels": Channel.choices,
        "categories": categories_in(request.scope),
        "towns": towns_in(request.scope, Permission.SEE_MATTERS),
        "may_export": request.scope.may(Permission.EXPORT_MATTERS),
        "is_narrowed": bool(form.query()),
    }
    return render(request, "matters/index.html", context)


def _to_address(request: StaffRequest, form: MatterFilterForm) -> HttpResponseBase:
    words = str(form.data.get("words", "")).strip()
    if is_number(words):
        return answer_number(request, words)
    return redirect(f"{reverse('matters:index')}?{urlencode(form.query())}")


@permitted(Permission.EXPORT_MATTERS)
@require_POST
def export(request: StaffRequest) -> FileResponse:
    """The list as a workbook."""
    rows = export_matters(request.scope, MatterFilterForm(request.POST).filters(), by=request.user)
    return workbook_response(LAYOUT, rows, f"{_('Matters')}-{timezone.localdate():%Y%m%d}")
