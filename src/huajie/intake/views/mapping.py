"""Confirming what the columns of a delivery hold."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.intake import queries
from huajie.intake.models import FileState, ListSheet
from huajie.intake.services.mapping import settle_columns
from huajie.intake.tasks import work_on
from huajie.intake.views.mapping_tables import chosen_by_file, groups_of


@require_POST
@permitted(Permission.DELIVER_LISTS)
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the choices for every distinct form at once; then the delivery goes on."""
    delivery = queries.delivery_for(request.scope, pk)
    sheets = ListSheet.objects.filter(file__delivery=delivery, file__state=FileState.WAITING).select_related("file").order_by("pk")
    for chosen in chosen_by_file(groups_of(sheets, may_choose=True), request.POST.dict()):
        settle_columns(chosen.file, chosen.fields, by=request.user, kind=chosen.kind)
    work_on.enqueue(delivery.pk)
    messages.success(request, _("Confirmed. The rows are going into the register; the next list of this form goes through by itself."))
    return redirect("intake:delivery", pk=delivery.pk)
