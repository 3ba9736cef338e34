"""The panel on a person's, household's or matter's page: by which rows it was told."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.intake.lineage import lineage_of
from huajie.intake.queries import readable
from huajie.matters.queries import matter_for
from huajie.people.models.records import MergeableRecord
from huajie.people.queries import household_for, person_for

_FETCH: Mapping[str, Callable[[Scope, str], MergeableRecord]] = {
    "person": person_for,
    "household": household_for,
    "matter": matter_for,
}


@permitted(Permission.SEE_LISTS)
def told(request: StaffRequest, page: str, reference: str) -> HttpResponse:
    """Every row behind one record that the reader may see; rows that they may not read are named without a link."""
    try:
        record = _FETCH[page](request.scope, reference)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    lineage = lineage_of(record, request.scope)
    opened = readable(request.scope, [origin.row.pk for origin in lineage.origins])
    fragment = bool(request.headers.get("HX-Request"))
    context = {
        "lineage": lineage,
        "opened_rows": opened,
        "may_part": request.scope.may(Permission.MERGE_RECORDS),
        "may_join": request.scope.may_in(Permission.MERGE_RECORDS, record.area_id),
    }
    return render(request, "intake/_told.html" if fragment else "intake/told.html", context)
