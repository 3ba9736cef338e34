"""Reading aid that was granted, reviews and payment lists. What is fetched here may be shown to the one who asks."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.assistance.grant_states import RUNNING, GrantState, ListState
from huajie.assistance.models import Grant, GrantStep, Payment, PaymentList
from huajie.assistance.queries import applications_for
from huajie.people.models import Household
from huajie.people.trees import within

SOON = timedelta(days=30)


def grants_for(staff: Staff, scope: Scope) -> QuerySet[Grant]:
    """Aid that came of applications which the reader may see."""
    rows = Grant.objects.filter(asked__application__in=applications_for(staff, scope).values("pk"))
    return rows.select_related("asked__application__applicant__root", "household", "area")


def grants_in(scope: Scope, *, ended: bool = False) -> QuerySet[Grant]:
    """Aid where the reader handles applications, for a list by the day of the next review."""
    states = [GrantState.ENDED] if ended else sorted(RUNNING)
    rows = scope.narrow(Grant.objects.filter(state__in=states), Permission.HANDLE_AID, "area_id")
    return rows.select_related("asked__application__applicant__root", "area")


def reviews_due(scope: Scope, on: date) -> QuerySet[Grant]:
    """What is to be looked at again within a month."""
    return grants_in(scope).filter(due_on__lte=on + SOON)


def notices_owed(scope: Scope) -> QuerySet[GrantStep]:
    """Changes of which the family was not told in writing yet, the oldest first."""
    rows = scope.narrow(GrantStep.objects.filter(owed=True, told_on=None), Permission.HANDLE_AID, "grant__area_id")
    return rows.select_related("grant__asked__application__applicant__root", "grant__area").order_by("pk")


def of_household(household: Household) -> QuerySet[Grant]:
    """What a household receives and received, the latest first."""
    return Grant.objects.filter(within("household", [household.standing_id])).order_by("-pk")


def payable(town_code: str, month: date) -> QuerySet[Grant]:
    """What a town pays for a month: month by month within its months; what is given once, as long as it was not paid."""
    begun = Grant.objects.filter(area__gte=town_code, area__lt=town_code + ":", from_month__lte=month, amount_fen__isnull=False)
    paid = Payment.objects.filter(grant=OuterRef("pk"))
    this_month = Q(monthly=True) & (Q(until=None) | Q(until__gte=month)) & ~Exists(paid.filter(month=month))
    return begun.filter(this_month | (Q(monthly=False) & ~Exists(paid))).order_by("pk")


def lists_for(scope: Scope) -> QuerySet[PaymentList]:
    """Payment lists of towns where the reader draws up or confirms them, with number and sum."""
    rows = PaymentList.objects.all()
    mine = Q(pk__in=[])
    for permission in (Permission.HANDLE_AID, Permission.PAY_AID):
        mine |= Q(pk__in=scope.narrow(rows, permission, "town_id").values("pk"))
    counted = rows.filter(mine).annotate(payments_count=Count("payments"), sum_fen=Sum("payments__amount_fen"))
    return counted.select_related("town", "drawn_by", "confirmed_by")


def lists_to_confirm(scope: Scope) -> QuerySet[PaymentList]:
    """What waits for the reader's confirmation."""
    rows = PaymentList.objects.filter(state=ListState.DRAFTED).exclude(drawn_by=scope.staff_id or 0)
    return scope.narrow(rows, Permission.PAY_AID, "town_id").select_related("town")
