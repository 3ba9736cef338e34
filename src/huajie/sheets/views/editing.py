"""Making, changing, copying, deleting and restoring a form."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.asked import number_asked
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.models import Channel, Kind
from huajie.matters.queries import MatterFilters
from huajie.sheets.definitions import Definition, definition_of
from huajie.sheets.filling import PLACEHOLDERS
from huajie.sheets.forms import changed, posted, with_headers
from huajie.sheets.models import SheetLayout
from huajie.sheets.queries import layouts_in_use, may_edit
from huajie.sheets.services.editing import change_layout, copy_layout, delete_layout, make_layout, restore_layout
from huajie.sheets.views.shown import edited_columns, field_choices, preview_of

_BEGINNING = ("{unit}",)


@permitted(Permission.EDIT_SHEETS)
def make(request: StaffRequest) -> HttpResponseBase:
    """A new form, begun with nothing."""
    if request.method != "POST":
        return _editor(request, Definition("", (), titles=_BEGINNING), None)
    definition = _after_button(request)
    if request.POST.get("do") != "save":
        return _editor(request, definition, None)
    try:
        layout = make_layout(definition, by=request.user)
    except Refused as refused:
        return _editor(request, definition, None, refusal=str(refused.message))
    messages.success(request, _("The sheet is there, for everyone who exports matters."))
    return redirect("sheets:sheet", layout.pk)


@permitted(Permission.EDIT_SHEETS)
def edit(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A form as it stands; its buttons change what is shown, and nothing is kept until it is saved."""
    layout = get_object_or_404(layouts_in_use(), pk=pk)
    if not may_edit(request.scope, layout):
        raise NotPermitted(_("This sheet belongs to another area. Make a copy, and change that."))
    if request.method != "POST":
        return _editor(request, definition_of(layout), layout)
    definition = _after_button(request)
    if request.POST.get("do") != "save":
        return _editor(request, definition, layout)
    try:
        change_layout(layout, definition, version=number_asked(request.POST.get("version")), by=request.user)
    except Refused as refused:
        return _editor(request, definition, layout, refusal=str(refused.message))
    messages.success(request, _("The sheet is saved. Lists in this form are read by it from now on."))
    return redirect("sheets:sheet", layout.pk)


def _after_button(request: StaffRequest) -> Definition:
    definition = changed(posted(request.POST), request.POST.get("do", ""))
    return replace(definition, columns=with_headers(definition.columns))


def _editor(request: StaffRequest, definition: Definition, layout: SheetLayout | None, *, refusal: str = "") -> HttpResponse:
    context = {
        "layout": layout,
        "definition": definition,
        "version": request.POST.get("version") or (layout.version if layout else ""),
        "columns": edited_columns(definition.columns),
        "fields": field_choices(),
        "kinds": Kind.choices,
        "channels": Channel.choices,
        "placeholders": ["{" + name + "}" for name in PLACEHOLDERS],
        "preview": preview_of(request, definition, MatterFilters()),
        "refusal": refusal,
    }
    return render(request, "sheets/edit.html", context, status=422 if refusal else 200)


@permitted(Permission.EDIT_SHEETS)
@require_POST
def copy(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A form of one's own that begins as this one."""
    layout = copy_layout(get_object_or_404(layouts_in_use(), pk=pk), by=request.user)
    messages.success(request, _("This is your copy. Change it as you need it."))
    return redirect("sheets:edit", layout.pk)


@permitted(Permission.EDIT_SHEETS)
@require_POST
def delete(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Take a form out of use."""
    layout = get_object_or_404(layouts_in_use(), pk=pk)
    delete_layout(layout, by=request.user)
    messages.success(request, _("“%(name)s” is deleted. It can be restored below.") % {"name": layout.name})
    return redirect("sheets:index")


@permitted(Permission.EDIT_SHEETS)
@require_POST
def restore(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Put a form back into use."""
    layout = get_object_or_404(SheetLayout.objects.exclude(deleted_at=None), pk=pk)
    restore_layout(layout, by=request.user)
    messages.success(request, _("“%(name)s” is in use again.") % {"name": layout.name})
    return redirect("sheets:sheet", layout.pk)
