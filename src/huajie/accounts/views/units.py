"""Units: the list, a unit's page, and adding one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.forms import UnitForm
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.models import UnitKind
from huajie.accounts.queries import postings_in, units_in
from huajie.accounts.roles import Permission
from huajie.accounts.services.units import add_unit
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
    return render(request, "accounts/unit.html", {"unit": unit, "postings": postings_in(unit)})


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
