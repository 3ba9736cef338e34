"""The deliveries, handing in, and one delivery's page while it is worked on and after."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core.asked import number_asked
from huajie.core.paging import page
from huajie.intake import queries
from huajie.intake.forms import DeliverForm
from huajie.intake.models import Delivery, FileState
from huajie.intake.services.deliveries import deliver_uploads, try_again
from huajie.intake.services.withdrawing import can_be_withdrawn, withdraw
from huajie.intake.tasks import work_on
from huajie.intake.views.mapping_tables import groups_of
from huajie.intake.views.pages import DeliveryPage, delivery_lines, file_cards
from huajie.intake.views.row_lines import RowLine, lines_of

_FIRST_ROWS = 8


@permitted(Permission.SEE_LISTS)
def index(request: StaffRequest) -> HttpResponse:
    """Every delivery that the reader may see, newest first."""
    shown = page(queries.deliveries_with_rows_for(request.scope), by="-id", cursor=request.GET.get("after", ""), size=20)
    may_answer = request.scope.may(Permission.ANSWER_QUESTIONS)
    context = {
        "page": shown,
        "lines": delivery_lines(request.scope, shown.rows),
        "open_questions": queries.open_questions(request.scope).count() if may_answer else 0,
        "may_answer": may_answer,
        "may_deliver": request.scope.may(Permission.DELIVER_LISTS),
    }
    return render(request, "intake/index.html", context)


@permitted(Permission.DELIVER_LISTS)
def deliver(request: StaffRequest) -> HttpResponse:
    """The page that takes files, folders and zips."""
    form = DeliverForm(request.POST or None, request.FILES or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        uploads = form.uploads(request.POST.getlist("paths"))
        delivery = deliver_uploads(uploads, unit=form.cleaned_data["unit"], by=request.user, title=form.cleaned_data["title"])
        work_on.enqueue(delivery.pk)
        messages.success(request, _("Received. The lists are being read."))
        return redirect("intake:delivery", pk=delivery.pk)
    return render(request, "intake/deliver.html", {"form": form}, status=400 if form.is_bound else 200)


@permitted(Permission.SEE_LISTS)
def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """One delivery: how far it is, what each form was taken for, each file, and what is to be done."""
    found = queries.delivery_for(request.scope, pk)
    shown = _page_of(found)
    may_deliver = request.scope.may(Permission.DELIVER_LISTS)
    sheets = queries.sheets_of(request.scope, found)
    cards = file_cards(found)
    context = {
        **_figures(request, shown),
        "groups": groups_of(sheets, may_choose=shown.is_mapping and may_deliver, changed=number_asked(request.GET.get("change"))),
        "cards": cards,
        "may_withdraw": request.scope.may_in(Permission.DELIVER_LISTS, found.unit.area_id) and can_be_withdrawn(found),
        "returnable": [card.file for card in cards if card.ends.refused],
    }
    return render(request, "intake/delivery.html", context)


@require_POST
@permitted(Permission.DELIVER_LISTS)
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Have a delivery that a fault had stopped go on."""
    found = queries.delivery_for(request.scope, pk)
    try_again(found, by=request.user)
    work_on.enqueue(found.pk)
    messages.success(request, _("It is being tried again, from where it stopped."))
    return redirect("intake:delivery", pk=found.pk)


@require_POST
@permitted(Permission.DELIVER_LISTS)
def withdrawn(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a delivery that has not entered the register."""
    withdraw(queries.delivery_for(request.scope, pk), by=request.user)
    messages.success(request, _("Withdrawn. The files are deleted; they can be delivered again."))
    return redirect("intake:delivery", pk=pk)


@permitted(Permission.SEE_LISTS)
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """The figures of a delivery as a fragment; the whole page is asked for anew when its state has changed."""
    found = queries.delivery_for(request.scope, pk)
    if request.GET.get("was", found.state) != found.state:
        return HttpResponseClientRefresh()
    return render(request, "intake/_progress.html", _figures(request, _page_of(found)))


def _page_of(delivery: Delivery) -> DeliveryPage:
    states = list(delivery.files.values_list("state", flat=True))
    return DeliveryPage(delivery, queries.progress(delivery), len(states), states.count(FileState.SEEN_BEFORE))


def _figures(request: StaffRequest, shown: DeliveryPage) -> dict[str, object]:
    return {
        "delivery": shown.delivery,
        "shown": shown,
        "first_rows": _first_rows(request.scope, shown.delivery) if shown.is_working else [],
        "may_deliver": request.scope.may(Permission.DELIVER_LISTS),
        "may_answer": request.scope.may(Permission.ANSWER_QUESTIONS),
    }


def _first_rows(scope: Scope, delivery: Delivery) -> list[RowLine]:
    """What stands in the register already, the latest first."""
    ended = queries.shown_rows(scope, queries.rows_of(delivery)).exclude(person__isnull=True, matter__isnull=True)
    return lines_of(scope, ended.defer("content").order_by("-pk")[:_FIRST_ROWS])
