"""Units: the list, a unit's page, adding, renaming and closing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.forms import UnitForm, UnitNameForm
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import UnitKind
from huajie.accounts.queries import postings_in, staff_in, units_in, units_to_edit
from huajie.accounts.roles import Permission
from huajie.accounts.services.units import add_unit, close_unit, rename_unit, reopen_unit
from huajie.core.errors import Refused
from huajie.core.paging import page


@permitted(Permission.SEE_STAFF)
def unit_list(request: StaffRequest) -> HttpResponse:
    """Every unit in the reader's area."""
    found = page(units_in(request.scope), by="code", cursor=request.GET.get("after", ""))
    return render(request, "accounts/unit_list.html", {"page": found, "may_edit": request.scope.may(Permission.EDIT_STAFF)})


@permitted(Permission.SEE_STAFF)
def unit_page(request: StaffRequest, code: str) -> HttpResponse:
    """One unit and who works there."""
    unit = get_object_or_404(units_in(request.scope), code=code)
    may_edit = request.scope.may_in(Permission.EDIT_STAFF, unit.area_id)
    postings = postings_in(unit)
    opened = {person.pk for person in staff_in(request.scope).filter(pk__in=[posting.staff_id for posting in postings])}
    shown = {"unit": unit, "postings": postings, "opened_staff": opened, "may_edit": may_edit}
    return render(request, "accounts/unit.html", shown)


@permitted(Permission.EDIT_STAFF)
def unit_add(request: StaffRequest) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(request.scope, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            unit = add_unit(told["code"], told["name"], UnitKind(told["kind"]), told["area"], by=request.user)
        except Refused as wrong:
            form.add_error("code", str(wrong.message))
        else:
            messages.success(request, _("The unit is added."))
            return redirect("accounts:unit", unit.code)
    return render(request, "accounts/unit_add.html", {"form": form}, status=422 if form.errors else 200)


@permitted(Permission.EDIT_STAFF)
@require_POST
def unit_rename(request: StaffRequest, code: str) -> HttpResponse:
    """Give a unit another name."""
    unit, form = get_object_or_404(units_to_edit(request.scope), code=code), UnitNameForm(request.POST)
    if form.is_valid():
        rename_unit(unit, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The unit has its new name."))
    else:
        messages.error(request, str(form.errors["name"][0]))
    return redirect("accounts:unit", code)


@permitted(Permission.EDIT_STAFF)
@require_POST
def unit_close(request: StaffRequest, code: str) -> HttpResponse:
    """Close a unit that is no more."""
    close_unit(get_object_or_404(units_to_edit(request.scope), code=code), by=request.user)
    messages.success(request, _("The unit is closed. Its records stay."))
    return redirect("accounts:unit", code)


@permitted(Permission.EDIT_STAFF)
@require_POST
def unit_reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Open a closed unit again."""
    reopen_unit(get_object_or_404(units_to_edit(request.scope), code=code), by=request.user)
    messages.success(request, _("The unit is in use again."))
    return redirect("accounts:unit", code)
