"""Payment lists: drawn up, confirmed, fetched for the bank."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.assistance.grant_forms import DrawUpForm, PurposeForm
from huajie.assistance.grant_queries import lists_for
from huajie.assistance.grant_states import ListState
from huajie.assistance.models import PaymentList
from huajie.assistance.services.paying import confirm as confirm_list
from huajie.assistance.services.paying import draw_up as draw_up_list
from huajie.assistance.services.paying import file_for_bank
from huajie.core.exports import CONTENT_TYPE
from huajie.core.paging import page

P = Permission


@permitted(P.SEE_PEOPLE)
def index(request: StaffRequest) -> HttpResponse:
    """Every list that the reader draws up or confirms, the latest month first."""
    shown = page(lists_for(request.scope), by="-month", cursor=request.GET.get("after", ""))
    form = DrawUpForm(request.scope) if request.scope.may(P.HANDLE_AID) else None
    return render(request, "assistance/payments.html", {"page": shown, "form": form})


@permitted(P.PAY_AID)
def to_confirm(request: StaffRequest) -> HttpResponse:
    """The same for whoever confirms them."""
    shown = page(lists_for(request.scope), by="-month", cursor=request.GET.get("after", ""))
    return render(request, "assistance/payments.html", {"page": shown})


@require_POST
@permitted(P.HANDLE_AID)
def draw_up(request: StaffRequest) -> HttpResponseBase:
    """A town and a month."""
    form = DrawUpForm(request.scope, request.POST)
    if not form.is_valid():
        shown = page(lists_for(request.scope), by="-month")
        return render(request, "assistance/payments.html", {"page": shown, "form": form}, status=422)
    made = draw_up_list(form.cleaned_data["town"], form.cleaned_data["month"], by=request.user)
    messages.success(request, _("The list is drawn up. Somebody else confirms it; until then it can be drawn up again."))
    return redirect("assistance:payment_list", made.pk)


@permitted(P.SEE_PEOPLE)
def payment_list(request: StaffRequest, pk: int) -> HttpResponse:
    """One list: what is paid to whom, and what is left out for want of an account."""
    return _page(request, _list(request, pk), PurposeForm())


@require_POST
@permitted(P.PAY_AID)
def confirm(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A named person confirms what is paid."""
    confirm_list(_list(request, pk), by=request.user)
    messages.success(request, _("The list is confirmed for payment."))
    return redirect("assistance:payment_list", pk)


@require_POST
@permitted(P.PAY_AID)
def bank_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file for the bank, with whole accounts."""
    found, form = _list(request, pk), PurposeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    book = file_for_bank(found, form.cleaned_data["purpose"], by=request.user)
    name = f"{found.month:%Y-%m} {found.town.name}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name, content_type=CONTENT_TYPE)


def _list(request: StaffRequest, pk: int) -> PaymentList:
    rows: QuerySet[PaymentList] = lists_for(request.scope)
    return get_object_or_404(rows, pk=pk)


def _page(request: StaffRequest, found: PaymentList, form: PurposeForm) -> HttpResponse:
    rows = found.payments.select_related("grant__asked__application__applicant__root", "grant__area")
    pays = request.scope.may_in(P.PAY_AID, found.town_id)
    drafted = found.state == ListState.DRAFTED
    context = {
        "found": found,
        "page": page(rows, by="month", cursor=request.GET.get("after", "")),
        "lacking": [row for row in rows if not row.account],
        "form": form if pays and not drafted else None,
        "confirms": pays and drafted and found.drawn_by_id != request.user.pk,
        "waits_for_other": pays and drafted and found.drawn_by_id == request.user.pk,
    }
    return render(request, "assistance/payment_list.html", context, status=422 if form.errors else 200)
