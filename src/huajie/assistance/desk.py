"""What waits on the reader's desk in this room."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.assistance import queries
from huajie.assistance.grant_queries import lists_to_confirm, reviews_due
from huajie.assistance.models import Application, Grant, PaymentList, Referral, UrgentRelief
from huajie.assistance.referral_queries import waiting
from huajie.assistance.relief_queries import papers_owed
from huajie.assistance.states import OPEN, AppliedState
from huajie.matters.desk import Waiting, Work

_AT_THE_TOWN = OPEN - {AppliedState.SUPPLEMENT, AppliedState.SUBMITTED}


def _to_handle(scope: Scope) -> QuerySet[Application] | None:
    if not scope.may(Permission.HANDLE_AID):
        return None
    return queries.listed(scope, Permission.HANDLE_AID, _AT_THE_TOWN).order_by("due_on", "pk")


def _to_decide(scope: Scope) -> QuerySet[Application] | None:
    return queries.to_decide(scope).order_by("due_on", "pk") if scope.may(Permission.DECIDE_AID) else None


def _owed(scope: Scope) -> QuerySet[UrgentRelief] | None:
    return papers_owed(scope).order_by("due_on", "pk") if scope.may(Permission.GIVE_URGENT_RELIEF) else None


def _reviews(scope: Scope) -> QuerySet[Grant] | None:
    return reviews_due(scope, timezone.localdate()).order_by("due_on", "pk") if scope.may(Permission.HANDLE_AID) else None


def _lists(scope: Scope) -> QuerySet[PaymentList] | None:
    return lists_to_confirm(scope).order_by("month", "pk") if scope.may(Permission.PAY_AID) else None


def _of_review(one: Grant) -> Waiting:
    about = f"{one.asked.application.applicant.standing.shown_name} · {one.area.short_name}"
    return Waiting(_("Aid to look at again"), one.called, about, reverse("assistance:grant", args=[one.pk]), one.deadline)


def _of_list(one: PaymentList) -> Waiting:
    url = reverse("assistance:payment_list", args=[one.pk])
    return Waiting(_("Payment list"), f"{one.month:%Y-%m}", one.town.name, url, one.month, is_deadline=False)


def _of_application(one: Application) -> Waiting:
    about = f"{one.applicant.standing.shown_name} · {one.area.short_name}"
    return Waiting(
        _("Application for aid"), one.get_state_display(), about, reverse("assistance:application", args=[one.ref]), one.deadline
    )


def _of_relief(one: UrgentRelief) -> Waiting:
    about = f"{one.person.standing.shown_name} · {one.area.short_name}"
    return Waiting(_("Urgent relief"), one.get_state_display(), about, reverse("assistance:relief", args=[one.ref]), one.deadline)


def _referrals(scope: Scope) -> QuerySet[Referral] | None:
    return waiting(scope).order_by("published_at", "pk") if scope.may(Permission.REFER_FAMILIES) else None


def _of_referral(one: Referral) -> Waiting:
    url = reverse("assistance:referral", args=[one.pk])
    return Waiting(_("Referral"), one.get_state_display(), one.household.standing.ref, url, one.published_at.date(), is_deadline=False)


WORKS = (
    Work(_("applications for aid"), _to_handle, _of_application, "assistance:applications"),
    Work(_("aid to decide"), _to_decide, _of_application, "assistance:decisions"),
    Work(_("grants to look at again"), _reviews, _of_review, "assistance:grants"),
    Work(_("payment lists to confirm"), _lists, _of_list, "assistance:payments_to_confirm"),
    Work(_("papers of urgent relief owed"), _owed, _of_relief, "assistance:relief_list"),
    Work(_("referrals to charities"), _referrals, _of_referral, "assistance:referrals"),
)
