"""Taking a row out of a record that it was joined to in error: what will happen, why, and then the act."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.intake import queries
from huajie.intake.forms import PartForm
from huajie.intake.models import ListRow
from huajie.intake.services.parting import part_row_matter, part_row_person
from huajie.intake.views.sides import card_of
from huajie.people.models.records import MergeableRecord


@permitted(Permission.MERGE_RECORDS)
def person(request: StaffRequest, pk: int, position: int) -> HttpResponseBase:
    """The person named at a place of the row is someone else."""
    row = queries.row_for(request.scope, pk)
    named = get_object_or_404(row.people.select_related("person__root"), position=position)
    form = _form(request, named.person)
    if form.is_valid():
        part_row_person(row, position, by=request.user, because=form.cleaned_data["because"])
        return _parted(request, row)
    return _asked(request, row, named.person, form)


@permitted(Permission.MERGE_RECORDS)
def matter(request: StaffRequest, pk: int) -> HttpResponseBase:
    """What the row tells is another matter."""
    row = queries.row_for(request.scope, pk)
    if row.matter is None:
        raise Http404
    form = _form(request, row.matter)
    if form.is_valid():
        part_row_matter(row, by=request.user, because=form.cleaned_data["because"])
        return _parted(request, row)
    return _asked(request, row, row.matter, form)


def _form(request: StaffRequest, record: MergeableRecord) -> PartForm:
    """What was filled in, of those who may part the record."""
    if not request.scope.may_in(Permission.MERGE_RECORDS, record.standing.area_id):
        raise Http404
    return PartForm(request.POST if request.method == "POST" else None)


def _asked(request: StaffRequest, row: ListRow, record: MergeableRecord, form: PartForm) -> HttpResponse:
    context = {
        "row": row,
        "side": card_of(record.standing, request.scope, _("The row is entered under")),
        "form": form,
        "is_matter": record == row.matter,
    }
    return render(request, "intake/part.html", context, status=400 if form.errors else 200)


def _parted(request: StaffRequest, row: ListRow) -> HttpResponse:
    messages.success(request, _("The row stands under a record of its own now. The two are never joined or asked about again."))
    return redirect("intake:row", row.pk)
