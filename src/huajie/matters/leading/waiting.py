"""What waits for a responsible leader: the matters that they answer for, and their lists. None: the reader is no leader."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope
from huajie.matters.leading.queries import is_top, lists_for, lists_of_leader
from huajie.matters.leading.states import CASE_LIFECYCLE, CaseState, ListState, Who, who_makes
from huajie.matters.models import LeaderCase, LeaderList, Matter
from huajie.matters.queries import MatterFilters
from huajie.matters.withheld import hidden_from
from huajie.matters.worklists import Worklist, listed

_THEIRS_TO_MOVE = frozenset[str]().union(*(move.sources for move in CASE_LIFECYCLE.moves if who_makes(move.name) is Who.LEADER))


def led(scope: Scope, filters: MatterFilters | None = None) -> QuerySet[Matter] | None:
    """The open matters that the reader answers for as a leader, with the groups beneath."""
    if Role.RESPONSIBLE_LEADER not in scope.roles or not scope.may(Permission.APPROVE_MATTERS):
        return None
    return listed(scope, Worklist.LEADER, filters).every()


def overdue() -> MatterFilters:
    """Whose deadline has passed."""
    return MatterFilters(due_until=timezone.localdate() - timedelta(days=1))


def silent() -> MatterFilters:
    """In which half of the time is gone, and nobody has spoken with the resident."""
    return MatterFilters(silent=True)


def cases_of_leader(scope: Scope) -> QuerySet[LeaderCase] | None:
    """The cases on the lists served on the reader whose next move is the leader's."""
    if Role.RESPONSIBLE_LEADER not in scope.roles:
        return None
    cases = LeaderCase.objects.filter(list__in=lists_of_leader(scope).values("pk"), state__in=sorted(_THEIRS_TO_MOVE))
    return cases.exclude(matter__in=hidden_from(scope)).select_related("matter").order_by("due_on", "pk")


def lists_to_decide(scope: Scope) -> QuerySet[LeaderList] | None:
    """The lists that the top leader approves or sends back, and those on which more time was asked for."""
    if not is_top(scope):
        return None
    cases = LeaderCase.objects.exclude(matter__in=hidden_from(scope))
    drafted = Q(state=ListState.DRAFTED, pk__in=cases.values("list"))
    asked = Q(pk__in=cases.filter(state=CaseState.EXTENSION_ASKED).values("list"))
    return lists_for(scope).filter(drafted | asked)
