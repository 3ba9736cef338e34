"""The worklists: narrowed, sorted, page by page, and as a workbook."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
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
from huajie.matters.choices import leaders_to_filter, units_to_filter
from huajie.matters.forms.lists import MatterFilterForm
from huajie.matters.lines import work_lines
from huajie.matters.models import Channel, Kind, PetitionClass, SavedFilter
from huajie.matters.queries import categories_in
from huajie.matters.services.bulk import MOST
from huajie.matters.services.exporting import LAYOUT, export_matters
from huajie.matters.states import State
from huajie.matters.views.searching import answer_number
from huajie.matters.withheld import revision
from huajie.matters.worklists import COUNTED, TABLE, Listed, Worklist, counts_of, known_counts_of, listed, worklists_of
from huajie.people.places import towns_in
from huajie.people.queries import is_number

_KEPT_SECONDS = 60


@permitted(Permission.SEE_MATTERS)
def index(request: StaffRequest) -> HttpResponseBase:
    """A worklist. The form is posted and answered by an address without numbers that identify anyone."""
    form = MatterFilterForm(request.POST or request.GET)
    if request.method == "POST":
        return _to_address(request, form)
    worklist = form.chosen()
    filters = form.filters()
    matters = listed(request.scope, worklist, filters, form.order())
    found = matters.page(request.GET.get("after", ""))
    context = {
        "form": form,
        "filters": filters,
        "worklist": worklist,
        "explains": TABLE[worklist].explains,
        "page": found,
        "lines": work_lines(found.rows),
        "count": _count(request, form, matters) if found.next_cursor or request.GET.get("after") else len(found.rows),
        "may_export": request.scope.may(Permission.EXPORT_MATTERS),
        "is_narrowed": form.narrows(),
        "narrows_more": form.narrows_more(),
        "may_choose": request.scope.may(Permission.ROUTE_MATTERS),
        "most_chosen": MOST,
        "shows_told": worklist is Worklist.ALL,
    }
    return render(request, "matters/index.html", context | choices_for(request) | tabs_for(request, form, known_counts_of(request.scope)))


@permitted(Permission.SEE_MATTERS)
def tabs(request: StaffRequest) -> HttpResponse:
    """The tabs with their numbers, which a page of a list does not wait for."""
    return render(request, "matters/_tabs.html", tabs_for(request, MatterFilterForm(request.GET), counts_of(request.scope)))


def _count(request: StaffRequest, form: MatterFilterForm, matters: Listed) -> int:
    """How many the list holds, not older than a minute: from page to page it is not counted again."""
    asked = hashlib.sha256(urlencode(sorted(form.query().items())).encode()).hexdigest()
    return cache.get_or_set(f"count:{request.user.pk}:{revision()}:{asked}", matters.counted, _KEPT_SECONDS) or 0


@dataclass(frozen=True, slots=True)
class Tab:
    """A worklist, or one of the reader's own lists, above the page."""

    label: str
    query: str
    is_current: bool
    count: int | None = None


def tabs_for(request: StaffRequest, form: MatterFilterForm, counts: Mapping[Worklist, int] | None) -> dict[str, Any]:  # Any: as below
    """What the tabs above a list are drawn from. Without counts they are fetched once the page stands."""
    tabs = _tabs(request, form, counts or {})
    later = "" if counts else f"{reverse('matters:tabs')}?{urlencode(form.query())}"
    return {"tabs": tabs, "has_saved": len(tabs) > len(worklists_of(request.scope)), "counted": COUNTED, "counts_later": later}


def _tabs(request: StaffRequest, form: MatterFilterForm, counts: Mapping[Worklist, int]) -> list[Tab]:
    """Each worklist of the reader with how many matters it holds, then the reader's own lists."""
    current, query = form.chosen(), form.query()
    own = [Tab(saved.name, urlencode(saved.query), saved.query == query) for saved in SavedFilter.objects.filter(staff=request.user)]
    is_own = any(tab.is_current for tab in own)
    offered = [
        Tab(str(one.label), urlencode({"worklist": one.value}), one is current and not is_own, counts.get(one))
        for one in worklists_of(request.scope)
    ]
    return offered + own


def choices_for(request: StaffRequest) -> dict[str, Any]:  # Any: what a template shows
    """What the filters offer."""
    return {
        "kinds": Kind.choices,
        "channels": Channel.choices,
        "states": State.choices,
        "petition_classes": PetitionClass.choices,
        "categories": categories_in(request.scope),
        "towns": towns_in(request.scope, Permission.SEE_MATTERS),
        "units": units_to_filter(),
        "leaders": leaders_to_filter(),
    }


def _to_address(request: StaffRequest, form: MatterFilterForm) -> HttpResponseBase:
    words = str(form.data.get("words", "")).strip()
    if is_number(words):
        return answer_number(request, words)
    return redirect(f"{reverse('matters:index')}?{urlencode(form.query())}")


@permitted(Permission.EXPORT_MATTERS)
@require_POST
def export(request: StaffRequest) -> FileResponse:
    """The worklist as a workbook."""
    form = MatterFilterForm(request.POST)
    rows = export_matters(request.scope, form.chosen(), form.filters(), form.order(), by=request.user)
    return workbook_response(LAYOUT, rows, f"{_('Matters')}-{timezone.localdate():%Y%m%d}")
