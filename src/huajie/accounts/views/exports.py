"""Each list of this room as a workbook."""

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.services.exporting import (
    AREAS,
    RECORD,
    STAFF,
    UNITS,
    export_areas,
    export_record,
    export_staff,
    export_units,
)
from huajie.accounts.views.record import FILTERS
from huajie.core.exports import workbook_response


@permitted(Permission.SEE_STAFF)
@require_POST
def staff(request: StaffRequest) -> FileResponse:
    """The staff whom the list shows."""
    rows = export_staff(request.scope, request.POST.get("q", "").strip(), by=request.user)
    return workbook_response(STAFF, rows, _named(_("Staff")))


@permitted(Permission.SEE_STAFF)
@require_POST
def units(request: StaffRequest) -> FileResponse:
    """Every unit in the reader's area."""
    return workbook_response(UNITS, export_units(request.scope, by=request.user), _named(_("Units")))


@permitted(Permission.SEE_AREAS)
@require_POST
def areas(request: StaffRequest) -> FileResponse:
    """Every area and grid of the reader."""
    return workbook_response(AREAS, export_areas(request.scope, by=request.user), _named(_("Areas")))


@permitted(Permission.SEE_AUDIT)
@require_POST
def record(request: StaffRequest) -> FileResponse:
    """The entries that were asked for."""
    wanted = {name: request.POST.get(name, "").strip() for name in FILTERS}
    return workbook_response(RECORD, export_record(request.scope, wanted, by=request.user), _named(_("Record of acts")))


def _named(words: str) -> str:
    return f"{words}-{timezone.localdate():%Y%m%d}"
