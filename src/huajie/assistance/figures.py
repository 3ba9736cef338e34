"""Figures of aid: of those entitled how many were reached, how long until the first money, why was refused, what went where.

Each has its denominator. They measure the service, and nobody who is served.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Min, QuerySet, Sum
from django.utils import timezone

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area
from huajie.assistance.grant_states import ListState
from huajie.assistance.models import Asked, Certainty, Decision, Payment, Prospect, ProspectState, UrgentRelief
from huajie.assistance.programmes import URGENT, called
from huajie.assistance.relief_states import ReliefState

P = Permission.HANDLE_AID
_TOWN_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Reached:
    """One programme: households and people entitled by what is known, of whom so many applied; and days to the first money, the median."""

    programme: str
    entitled: int
    applied: int
    declined: int
    first_paid: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Refused:
    """One ground of refusal: programme and law, so many times, of so many decisions."""

    programme: str
    law: str
    times: int
    decided: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them, for one reader's area and one year."""

    reached: tuple[Reached, ...]
    refused: tuple[Refused, ...]
    money: Mapping[str, Mapping[str, int]]  # fen by town and programme
    programmes: tuple[str, ...]  # those in `money`

    @property
    def total_fen(self) -> int:
        """Everything that was given."""
        return sum(sum(given.values()) for given in self.money.values())


def figures(scope: Scope, year: int) -> Figures:
    """Six queries. Entitlement is as of the last sweep; the rest is what was decided and paid in the year."""
    prospects = scope.narrow(Prospect.objects.filter(certainty=Certainty.ENTITLED), P, "area_id").exclude(state=ProspectState.PAST)
    asked = scope.narrow(Asked.objects.filter(decided_on__year=year), P, "application__area_id")
    money = _money(scope, year)
    return Figures(
        tuple(_reached(prospects, _days(scope, year))),
        tuple(_refused(asked)),
        money,
        tuple(sorted({programme for given in money.values() for programme in given})),
    )


def _reached(prospects: QuerySet[Prospect], days: Mapping[str, list[int]]) -> Iterable[Reached]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for programme, state, count in prospects.values_list("programme", "state").annotate(Count("pk")):
        counts[programme][state] += count
    for programme in sorted({*counts, *days}):
        by_state, waited = counts[programme], days.get(programme, [])
        yield Reached(
            called(programme),
            sum(by_state.values()),
            by_state[ProspectState.APPLIED],
            by_state[ProspectState.DECLINED],
            len(waited),
            median(waited) if waited else None,
        )


def _days(scope: Scope, year: int) -> Mapping[str, list[int]]:
    """Days from the day on which it was asked for to the list that paid first; for urgent relief from when it was found."""
    days: dict[str, list[int]] = defaultdict(list)
    paid = scope.narrow(Payment.objects.filter(list__state=ListState.CONFIRMED), P, "grant__area_id")
    rows = paid.values_list("grant_id", "grant__programme", "grant__asked__application__received_on")
    for _grant, programme, received_on, first in rows.annotate(Min("list__confirmed_at")):
        if timezone.localtime(first).year == year:
            days[programme].append((timezone.localtime(first).date() - received_on).days)
    for found_at, given_at in _relief(scope, year).values_list("found_at", "given_at"):
        days[URGENT].append((timezone.localtime(given_at).date() - timezone.localtime(found_at).date()).days)
    return days


def _relief(scope: Scope, year: int) -> QuerySet[UrgentRelief]:
    """What was given and not taken back."""
    rows = UrgentRelief.objects.filter(given_at__year=year).exclude(state=ReliefState.TAKEN_BACK)
    return scope.narrow(rows, P, "area_id")


def _refused(asked: QuerySet[Asked]) -> Iterable[Refused]:
    decided = dict(asked.exclude(decision=Decision.NONE).values_list("programme").annotate(Count("pk")))
    grounds = asked.filter(decision=Decision.REFUSED).values_list("programme", "law").annotate(Count("pk"))
    for programme, law, times in sorted(grounds, key=lambda row: (-row[2], row[0], row[1])):
        yield Refused(called(programme), law, times, decided[programme])


def _money(scope: Scope, year: int) -> Mapping[str, Mapping[str, int]]:
    """Fen that went out in the year, by the town's name and the programme's."""
    by_town: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    months = (date(year, 1, 1), date(year, 12, 31))
    paid = scope.narrow(Payment.objects.filter(list__state=ListState.CONFIRMED, month__range=months), P, "grant__area_id")
    for area, programme, fen in paid.values_list("grant__area_id", "grant__programme").annotate(Sum("amount_fen")):
        by_town[area[:_TOWN_DIGITS]][called(programme)] += fen
    for area, fen in _relief(scope, year).values_list("area_id").annotate(Sum("amount_fen")):
        by_town[area[:_TOWN_DIGITS]][called(URGENT)] += fen
    names = dict(Area.objects.filter(code__in=by_town).values_list("code", "name"))
    return {names.get(code, code): dict(given) for code, given in sorted(by_town.items())}
