"""What a list and a case hold of what a move needs."""

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.matters.leading import states
from huajie.matters.models import LeaderCase, LeaderList, LeaderNode, Matter
from huajie.matters.states import State

_CONFIRMED = frozenset({State.CONFIRMED, State.FOLLOWED_UP})
_ELSEWHERE = frozenset({State.NOT_ACCEPTED, State.TRANSFERRED, State.WITHDRAWN})


def is_posted_leader(staff: Staff | None) -> bool:
    """True if and only if they are posted today as a responsible leader, in a unit that works, with an open account."""
    if staff is None or not staff.is_active:
        return False
    postings = staff.postings.filter(role=Role.RESPONSIBLE_LEADER, unit__active=True)
    return any(posting.holds for posting in postings)


def held_by_list(found: LeaderList) -> frozenset[str]:
    """Those of the needs of a list's moves that stand in the record."""
    there = {states.CASES.name: found.cases.exists(), states.LED.name: is_posted_leader(found.node.leader)}
    return frozenset(name for name, holds in there.items() if holds)


def held_by_case(case: LeaderCase) -> frozenset[str]:
    """Those of the needs of a case's moves that stand in the record. Nothing but the resident's confirmation is `confirmed`."""
    ended_as = _ended_as(case.matter)
    there = {
        states.SERVED.name: case.list.state == states.ListState.SERVED,
        states.AGREED.name: ended_as in _CONFIRMED,
        states.ELSEWHERE.name: ended_as in _ELSEWHERE or not _is_beneath(case.matter.leader_node, case.list.node_id),
        states.OPEN_AGAIN.name: case.matter.is_open,
    }
    return frozenset(name for name, holds in there.items() if holds)


def _ended_as(matter: Matter) -> str:
    """The state of a matter; of one that is archived, the one from which it was."""
    if matter.state != State.ARCHIVED:
        return matter.state
    return matter.steps.filter(move="archive").order_by("-pk").values_list("from_state", flat=True).first() or ""


def _is_beneath(node: LeaderNode | None, place: int) -> bool:
    while node is not None and node.pk != place:
        node = node.parent
    return node is not None
