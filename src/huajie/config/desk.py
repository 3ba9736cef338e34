"""My desk: what waits for the reader, and the register at a first look."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.access import signed_in
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.assistance.referral_queries import board, claiming_for
from huajie.config.register_figures import figures_for, matters_within
from huajie.intake import queries
from huajie.intake.models import Delivery, DeliveryState, ListRow, Outcome
from huajie.matters.desk import COUNTED, desk_of
from huajie.matters.models import Kind

_NEWEST = 10


@dataclass(frozen=True)
class Duty:
    """Something that waits: how many, what it is, why it matters, and where it is done."""

    count: int
    label: Promise | str
    hint: Promise | str
    action: Promise | str
    url: str
    icon: str


@signed_in
def desk(request: StaffRequest) -> HttpResponse:
    """The first page after signing in."""
    scope = request.scope
    sees_matters = scope.may(Permission.SEE_MATTERS)
    context = {
        "work": desk_of(scope) if sees_matters else None,
        "most": COUNTED,
        "duties": duties_for(scope),
        "kinds": Kind.choices,
        "may_deliver": scope.may(Permission.DELIVER_LISTS),
        "figures": figures_for(scope) if sees_matters else None,
        "newest": matters_within(scope).filter(is_dated=True).order_by("-found_on", "-pk")[:_NEWEST] if sees_matters else [],
        "today": timezone.localdate(),
        "postings": request.user.postings.select_related("unit", "area"),
    }
    return render(request, "config/desk.html", context)


def duties_for(scope: Scope) -> list[Duty]:
    """What waits, the most pressing first; without what is done."""
    found = [*_questions(scope), *_deliveries(scope), *_board(scope)]
    return [duty for duty in found if duty.count]


def _questions(scope: Scope) -> list[Duty]:
    if not scope.may(Permission.ANSWER_QUESTIONS):
        return []
    return [
        Duty(
            queries.open_questions(scope).count(),
            _("questions: is it the same?"),
            _("Two records may be one. You see both sides and the reasons, and decide."),
            _("Answer them"),
            reverse("intake:questions"),
            "users",
        )
    ]


def _deliveries(scope: Scope) -> list[Duty]:
    if not scope.may(Permission.SEE_LISTS):
        return []
    deliveries = queries.deliveries_for(scope)
    unsure = deliveries.filter(state=DeliveryState.MAPPING)
    stopped = deliveries.filter(state=DeliveryState.FAILED)
    refused = ListRow.objects.filter(file__delivery__in=deliveries, outcome=Outcome.REFUSED, replaced_by__isnull=True)
    newest_refused = deliveries.filter(files__rows__outcome=Outcome.REFUSED)
    return [
        Duty(
            unsure.count(),
            _("deliveries with unsure columns"),
            _("Say once what each unsure column holds; then the rows go into the register."),
            _("Confirm the columns"),
            _page_of(unsure),
            "table",
        ),
        Duty(
            stopped.count(),
            _("deliveries stopped by a fault"),
            _("Nothing is lost. Deliver the same files again: the work goes on where it stopped."),
            _("Look at them"),
            _page_of(stopped),
            "alert-triangle",
        ),
        Duty(
            refused.count(),
            _("rows to correct"),
            _("They wait in the uploader's own workbook, each with what to correct."),
            _("See the rows"),
            _page_of(newest_refused),
            "edit",
        ),
    ]


def _board(scope: Scope) -> list[Duty]:
    organisation = claiming_for(scope) if scope.may(Permission.CLAIM_FAMILIES) else None
    if organisation is None:
        return []
    return [
        Duty(
            board(scope, organisation).count(),
            _("needs on the board"),
            _("Families whom the rules leave out, without their names. Your organisation can claim one."),
            _("Look at the board"),
            reverse("assistance:board"),
            "heart-handshake",
        )
    ]


def _page_of(deliveries: QuerySet[Delivery]) -> str:
    """The delivery's own page if it is one, otherwise all of them."""
    keys = list(deliveries.order_by("-pk").values_list("pk", flat=True).distinct()[:2])
    return reverse("intake:delivery", args=keys) if len(keys) == 1 else reverse("intake:index")
