"""Reading urgent relief, funds and limits. What is fetched here may be shown to the one who asks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.assistance.models import DelegatedLimit, ReserveFund, UrgentRelief
from huajie.assistance.relief_states import ReliefState
from huajie.matters.withheld import hidden_from
from huajie.people.models import Person
from huajie.people.trees import within

TOWN_DIGITS = 9
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class FundLine:
    """A town's fund as a list shows it."""

    town: Area
    left_fen: int | None  # None: the town has none
    limit: DelegatedLimit | None


def town_of(area_code: str) -> str:
    """The code of the town in which an area lies."""
    return area_code[:TOWN_DIGITS]


def limit_in(area_code: str, on: date) -> DelegatedLimit | None:
    """What may be given at once in an area on a day: the limit of the smallest area around it that has one. One query."""
    around = [area_code[:length] for length in (2, 4, 6, TOWN_DIGITS, 12, 15) if len(area_code) >= length]
    rows = DelegatedLimit.objects.filter(area__in=around, since__lte=on).select_related("area")
    return max(rows, key=lambda row: (len(row.area_id), row.since), default=None)


def relief_for(staff: Staff, scope: Scope) -> QuerySet[UrgentRelief]:
    """Relief in the areas in which the reader gives it or handles applications, and what they gave themselves."""
    rows = UrgentRelief.objects.exclude(matter__in=hidden_from(scope)).select_related("person__root", "area", "given_by")
    mine = Q(given_by=staff)
    for permission in (Permission.GIVE_URGENT_RELIEF, Permission.HANDLE_AID):
        mine |= Q(pk__in=scope.narrow(UrgentRelief.objects.all(), permission, "area_id").values("pk"))
    return rows.filter(mine)


def papers_owed(scope: Scope) -> QuerySet[UrgentRelief]:
    """Relief whose papers are still to follow, where the reader may complete them."""
    rows = UrgentRelief.objects.exclude(matter__in=hidden_from(scope)).filter(state=ReliefState.GIVEN)
    return scope.narrow(rows, Permission.GIVE_URGENT_RELIEF, "area_id").select_related("person__root", "area")


def earlier(person: Person, on: date) -> list[UrgentRelief]:
    """What somebody was given within the year before a day: shown, so that whoever gives knows; it bars nobody."""
    rows = UrgentRelief.objects.filter(within("person", [person.standing_id]), given_at__date__gt=on - _A_YEAR)
    return list(rows.exclude(state=ReliefState.TAKEN_BACK).select_related("area").order_by("-pk"))


def funds_for(scope: Scope, permission: Permission, on: date) -> list[FundLine]:
    """The towns of the reader with what is left in their funds and what they may give at once. Three queries."""
    towns = scope.narrow(Area.objects.filter(level=Level.TOWN, active=True), permission, "code").order_by("code")
    left = dict(ReserveFund.objects.annotate(left=Sum("entries__amount_fen")).values_list("area_id", "left"))
    limits = list(DelegatedLimit.objects.filter(since__lte=on).order_by("since", "pk"))
    return [FundLine(town, left.get(town.code), _limit_of(town, limits)) for town in towns]


def _limit_of(town: Area, limits: list[DelegatedLimit]) -> DelegatedLimit | None:
    """The last limit of the smallest area around it."""
    around = [row for row in limits if town.code.startswith(row.area_id)]
    return max(around, key=lambda row: (len(row.area_id), row.since), default=None)
