"""Withholding a report of misconduct from those it reports, and showing it again."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.matters.forms.withholding import WithholdForm
from huajie.matters.models import Matter
from huajie.matters.queries import withholdings_of
from huajie.matters.services.withholding import lift_withholding, withhold
from huajie.matters.views.records import matter_or_404
from huajie.matters.withheld import is_hidden


@permitted(Permission.SEE_CONFIDENTIAL)
def withhold_matter(request: StaffRequest, reference: str) -> HttpResponseBase:
    """What withholding does, and on confirmation the withholding."""
    found = _to_withhold(request, reference)
    form = WithholdForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        withhold(found, said["units"], by=request.user, because=said["because"], people=said["people"])
        messages.success(request, _("The matter is withheld from now on."))
        return redirect("matters:index") if is_hidden(request.scope, found) else redirect("matters:matter", found.ref)
    context = {"matter": found, "form": form, "withholdings": withholdings_of(found)}
    return render(request, "matters/withhold.html", context, status=422 if form.errors else 200)


@permitted(Permission.SEE_CONFIDENTIAL)
@require_POST
def lift(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Show the matter again."""
    found = _to_withhold(request, reference)
    lift_withholding(found, by=request.user, because=request.POST.get("because", ""))
    messages.success(request, _("The matter is shown again to everyone in whose area it lies."))
    return redirect("matters:matter", found.ref)


def _to_withhold(request: StaffRequest, reference: str) -> Matter:
    found = matter_or_404(request, reference)
    if not request.scope.may_in(Permission.SEE_CONFIDENTIAL, found.area_id):
        raise Http404
    return found
