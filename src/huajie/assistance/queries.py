"""Reading applications for aid. What is fetched here may be shown to the one who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.assistance.models import Application
from huajie.assistance.states import OPEN, AppliedState
from huajie.deadlines.models import RunningClock
from huajie.deadlines.said import told
from huajie.matters.withheld import hidden_from
from huajie.people.models import Household, Membership, Person
from huajie.people.trees import standing, within
from huajie.rules.clocks.duties import duty

P = Permission
_LOOKERS = (P.PREPARE_AID, P.HANDLE_AID, P.DECIDE_AID)


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline as a page shows it."""

    name: str
    due_on: date
    provisional: bool
    stands_still: bool
    stopped_on: date | None
    met: bool | None


def applications_for(staff: Staff, scope: Scope) -> QuerySet[Application]:
    """Applications in the areas in which the reader prepares, handles or decides them, and those that they brought themselves."""
    rows = _shown(scope)
    mine = Q(steps__move="apply", steps__by=staff)
    for permission in _LOOKERS:
        mine |= Q(pk__in=scope.narrow(Application.objects.all(), permission, "area_id").values("pk"))
    return rows.filter(pk__in=rows.filter(mine).values("pk")).select_related("applicant__root", "household", "area")


def listed(scope: Scope, permission: Permission, states: Iterable[str]) -> QuerySet[Application]:
    """Applications in some states where the reader holds a permission, for a list by deadline."""
    rows = _shown(scope).filter(state__in=sorted(states))
    return scope.narrow(rows, permission, "area_id").select_related("applicant__root", "area").prefetch_related("asked")


def _shown(scope: Scope) -> QuerySet[Application]:
    """All but those made with a matter that is withheld from the reader."""
    return Application.objects.exclude(matter__in=hidden_from(scope)).exclude(matter__root__in=hidden_from(scope))


def to_decide(scope: Scope) -> QuerySet[Application]:
    """What waits for the reader's decision."""
    return listed(scope, P.DECIDE_AID, [AppliedState.SUBMITTED])


def sees_statement(staff: Staff, scope: Scope, application: Application) -> bool:
    """True if and only if the reader handles or decides the application, or wrote its statement down."""
    handles = any(scope.may_in(permission, application.area_id) for permission in (P.HANDLE_AID, P.DECIDE_AID))
    return handles or application.statement.taken_by_id == staff.pk


def running_of(household: Household, people: Iterable[Person]) -> QuerySet[Application]:
    """Applications that run for this household, or in which one of these people counts, in whichever town."""
    keys = [person.standing_id for person in people]
    theirs = within("household", [household.standing_id]) | within("members__person", keys)
    return Application.objects.filter(theirs, state__in=sorted(OPEN)).select_related("area").distinct().order_by("pk")


def other_homes(household: Household, people: Iterable[Person]) -> dict[int, Household]:
    """Another standing household in which one of these people stands, by person. One query."""
    keys = [person.standing_id for person in people]
    rows = Membership.objects.filter(within("person", keys)).select_related("person", "household__root", "household__area")
    homes = ((row.person.standing_id, standing(row.household)) for row in rows.order_by("pk"))
    return {key: home for key, home in homes if home.pk != household.standing_id}


def limits_of(clocks: Iterable[RunningClock]) -> list[Limit]:
    """Deadlines for a page: what runs first, then what ended. One query."""
    return [
        Limit(
            told(duty(clock.code, clock.started_on).name),
            clock.due_on,
            clock.provisional,
            clock.suspended_since is not None,
            clock.stopped_on,
            clock.met,
        )
        for clock in sorted(clocks, key=lambda clock: (clock.stopped_on is not None, clock.due_on))
    ]


def of_household(household: Household) -> QuerySet[Application]:
    """The applications of a household, the latest first."""
    return Application.objects.filter(within("household", [household.standing_id])).prefetch_related("asked").order_by("-pk")
