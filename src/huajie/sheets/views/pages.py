"""The forms, each form with its first rows, and taking it away filled."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.exports import workbook_response
from huajie.matters.forms.lists import MatterFilterForm
from huajie.sheets.definitions import definition_of
from huajie.sheets.queries import deleted_layouts, layouts_in_use, matters_for, may_edit
from huajie.sheets.services.exporting import export_sheet
from huajie.sheets.views.shown import made_for, preview_of


@permitted(Permission.EXPORT_MATTERS)
def index(request: StaffRequest) -> HttpResponse:
    """Every form in use. The filters of a list of matters may come along in the address."""
    form = MatterFilterForm(request.GET)
    lines = [(layout, made_for(definition_of(layout, ()))) for layout in layouts_in_use()]
    may_make = request.scope.may(Permission.EDIT_SHEETS)
    context = {
        "lines": lines,
        "query": form.query(),
        "may_make": may_make,
        "deleted": deleted_layouts(request.scope) if may_make else [],
    }
    return render(request, "sheets/index.html", context)


@permitted(Permission.EXPORT_MATTERS)
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """One form with its first rows, and what taking it away asks."""
    layout = get_object_or_404(layouts_in_use(), pk=pk)
    form = MatterFilterForm(request.GET)
    definition, filters = definition_of(layout), form.filters()
    context = {
        "layout": layout,
        "preview": preview_of(request, definition, filters),
        "made_for": made_for(definition),
        "count": matters_for(request.scope, definition, filters).count(),
        "query": form.query(),
        "asks_numbers": definition.has_numbers and request.scope.may(Permission.REVEAL_VALUES),
        "may_edit": may_edit(request.scope, layout),
        "may_make": request.scope.may(Permission.EDIT_SHEETS),
    }
    return render(request, "sheets/sheet.html", context)


@permitted(Permission.EXPORT_MATTERS)
@require_POST
def export(request: StaffRequest, pk: int) -> FileResponse:
    """The form, filled."""
    layout = get_object_or_404(layouts_in_use(), pk=pk)
    filled = export_sheet(
        request.scope,
        layout,
        MatterFilterForm(request.POST).filters(),
        by=request.user,
        in_full=bool(request.POST.get("in_full")),
        purpose=request.POST.get("purpose", ""),
    )
    return workbook_response(filled.layout, filled.records, f"{layout.name}-{timezone.localdate():%Y%m%d}")
