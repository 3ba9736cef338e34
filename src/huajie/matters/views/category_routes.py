"""The table of categories, under settings."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.core.errors import Refused
from huajie.matters.category_table import table_for
from huajie.matters.forms.category_routes import CategoryRouteForm
from huajie.matters.queries import categories_in
from huajie.matters.services.category_routes import apply_routes, set_route


@permitted(Permission.EDIT_ROUTES)
def category_routes(request: StaffRequest) -> HttpResponseBase:
    """The table, and a new row for it."""
    form = CategoryRouteForm(request.scope, request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid() and _set(request, form):
        return redirect("matters:category_routes")
    context = {"table": table_for(request.scope), "form": form, "categories": categories_in(request.scope)}
    return render(request, "matters/category_routes.html", context, status=422 if form.errors else 200)


@permitted(Permission.EDIT_ROUTES)
@require_POST
def apply(request: StaffRequest) -> HttpResponse:
    """Give the open matters that have none the sector unit that the table names."""
    applied = apply_routes(by=request.user)
    told = ngettext("%(count)s matter has its sector unit now.", "%(count)s matters have their sector unit now.", applied.done)
    more = _("%(left)s are left: go on below.") % {"left": applied.left} if applied.left else ""
    messages.success(request, f"{told % {'count': applied.done}} {more}".strip())
    return redirect("matters:category_routes")


def _asked(request: StaffRequest) -> dict[str, str]:
    """A category that the page offered to add."""
    return {name: request.GET[name] for name in ("kind", "category") if name in request.GET}


def _set(request: StaffRequest, form: CategoryRouteForm) -> bool:
    said = form.cleaned_data
    try:
        set_route(said["kind"], said["category"], said["unit"], since=said["since"], source=said["source"], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(request, _("Saved. New matters get this unit from that day on."))
    return True
