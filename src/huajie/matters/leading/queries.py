"""Reading the order of responsible leaders and their lists. What is fetched here may be shown to the one who asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import Scope
from huajie.core.lifecycle import Given, Move, Need
from huajie.matters.access import places_of_leader, visible
from huajie.matters.leading.standing import held_by_case, held_by_list
from huajie.matters.leading.states import AT_WORK, CASE_LIFECYCLE, ENDED, EXCEPTIONAL, LIST_LIFECYCLE, ListState, Who, who_makes
from huajie.matters.models import LeaderCase, LeaderLevel, LeaderList, LeaderNode, Matter
from huajie.matters.queries import opened_by
from huajie.matters.withheld import hidden_from


@dataclass(frozen=True, slots=True)
class Branch:
    """A place with those beneath it, and how many open matters lie at the place itself and in all."""

    node: LeaderNode
    own: int
    below: tuple["Branch", ...]

    @property
    def in_all(self) -> int:
        return self.own + sum(branch.in_all for branch in self.below)


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that the reader may make, and what is missing for it."""

    move: Move[Permission]
    missing: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as its list shows it."""

    case: LeaderCase
    opens_matter: bool
    is_late: bool
    offers: tuple[Offer, ...]


def leader_tree(scope: Scope) -> list[Branch]:
    """The whole order, the top leader first, with the open matters that the reader sees. Two queries."""
    nodes = list(LeaderNode.objects.filter(active=True).select_related("leader").order_by("-is_top", "pk"))
    seen = visible(Matter.objects.filter(leader_node__in=nodes, is_open=True, merged_into=None), scope)
    counts = dict(seen.exclude(pk__in=hidden_from(scope)).order_by().values_list("leader_node").annotate(Count("pk")))
    children: dict[int | None, list[LeaderNode]] = defaultdict(list)
    for node in nodes:
        children[node.parent_id].append(node)

    def branch(node: LeaderNode) -> Branch:
        return Branch(node, counts.get(node.pk, 0), tuple(branch(child) for child in children[node.pk]))

    return [branch(node) for node in children[None]]


def leaders_on(scope: Scope) -> list[Staff]:
    """Who could hold a place: everybody posted today as a responsible leader. One query."""
    today = timezone.localdate()
    postings = Posting.objects.filter(Q(until=None) | Q(until__gt=today), role=Role.RESPONSIBLE_LEADER, since__lte=today)
    postings = scope.narrow(postings, Permission.SET_LEADERS, "area_id")
    return list(Staff.objects.filter(pk__in=postings.values("staff"), is_active=True).order_by("display_name", "pk"))


def places_above(level: LeaderLevel) -> QuerySet[LeaderNode]:
    """The places beneath which one of that level stands: none for a district leader."""
    above = {LeaderLevel.LEADING_GROUP: LeaderLevel.DISTRICT, LeaderLevel.WORKING_GROUP: LeaderLevel.LEADING_GROUP}
    return LeaderNode.objects.filter(level=above.get(level, ""), active=True)


def who_is(scope: Scope, node: LeaderNode) -> frozenset[Who]:
    """As what the reader may move the lists of a place. Two queries."""
    found = {Who.OFFICE} if scope.may_in(Permission.SET_LEADERS, node.area_id) else set()
    if Role.RESPONSIBLE_LEADER in scope.roles:
        led = LeaderNode.objects.filter(leader=scope.staff_id, active=True)
        if led.filter(Q(pk=node.pk) | Q(parent=node.pk) | Q(parent__parent=node.pk)).exists():
            found.add(Who.LEADER)
        if led.filter(is_top=True, area=node.area_id).exists():
            found.add(Who.TOP)
    return frozenset(found)


def may_make(scope: Scope, name: str, permission: Permission, seats: frozenset[Who]) -> bool:
    """True if and only if the reader, who is that, holds what the move asks for."""
    return who_makes(name) in seats and scope.may(permission)


def is_top(scope: Scope) -> bool:
    """True if and only if the reader is the top leader of a district."""
    held = LeaderNode.objects.filter(leader=scope.staff_id or 0, is_top=True, active=True)
    return Role.RESPONSIBLE_LEADER in scope.roles and held.exists()


def lists_of_leader(scope: Scope) -> QuerySet[LeaderList]:
    """The served lists that the reader works through: of their own place, of those beneath it and of those above."""
    if Role.RESPONSIBLE_LEADER not in scope.roles:
        return _shown(scope).none()
    own = LeaderNode.objects.filter(leader=scope.staff_id, active=True)
    above = LeaderNode.objects.filter(Q(children__in=own) | Q(children__children__in=own))
    return _shown(scope).filter(Q(node__in=places_of_leader(scope.staff_id or 0)) | Q(node__in=above.values("pk")), state=ListState.SERVED)


def lists_for(scope: Scope) -> QuerySet[LeaderList]:
    """The lists that the reader finds: those of the district that they look after, all as the top leader, and their own."""
    rows = _shown(scope)
    if is_top(scope):
        return rows
    found = scope.narrow(rows, Permission.SEE_MATTERS, "node__area_id")
    return rows.filter(Q(pk__in=found.values("pk")) | Q(pk__in=lists_of_leader(scope).values("pk")))


def _shown(scope: Scope) -> QuerySet[LeaderList]:
    """Lists with how many cases they hold that are not withheld from the reader."""
    seen = ~Q(cases__matter__in=hidden_from(scope))
    at_work = Count("cases", filter=seen & Q(cases__state__in=AT_WORK))
    late = Count("cases", filter=seen & Q(cases__state__in=AT_WORK, cases__due_on__lt=timezone.localdate()))
    rows = LeaderList.objects.select_related("node__leader", "drawn_up_by", "approved_by")
    return rows.annotate(cases_count=Count("cases", filter=seen), at_work=at_work, late=late).order_by("-pk")


def list_offers(scope: Scope, found: LeaderList, seats: frozenset[Who]) -> list[Offer]:
    """The moves of the list that the reader may make."""
    moves = [move for move in LIST_LIFECYCLE.from_state(found.state) if may_make(scope, move.name, move.permission, seats)]
    there = held_by_list(found)
    return [Offer(move, _missing(move, there)) for move in moves]


def case_lines(scope: Scope, found: LeaderList, seats: frozenset[Who]) -> list[CaseLine]:
    """The cases of a list, but for what is withheld from the reader."""
    rows = found.cases.exclude(matter__in=hidden_from(scope)).select_related(
        "matter__area", "matter__leader_node__parent__parent", "list__node"
    )
    cases = list(rows)
    opened = opened_by(scope, [case.matter for case in cases])
    today = timezone.localdate()
    return [
        CaseLine(
            case,
            case.matter_id in opened,
            case.state in AT_WORK and case.due_on < today,
            tuple(case_offers(scope, case, seats)),
        )
        for case in cases
    ]


def case_offers(scope: Scope, case: LeaderCase, seats: frozenset[Who]) -> list[Offer]:
    """The moves of a case that the reader may make."""
    moves = [move for move in CASE_LIFECYCLE.from_state(case.state) if may_make(scope, move.name, move.permission, seats)]
    there = held_by_case(case) if moves else frozenset()
    offers = [Offer(move, _missing(move, there)) for move in moves]
    return [offer for offer in offers if offer.move.name not in EXCEPTIONAL or not offer.missing]


def to_list(scope: Scope, found: LeaderList) -> QuerySet[Matter]:
    """The open matters of the list's place and of those beneath that stand on no desk yet. Reports of misconduct go on no list."""
    node = found.node_id
    led = Q(leader_node=node) | Q(leader_node__parent=node) | Q(leader_node__parent__parent=node)
    rows = Matter.objects.filter(led, is_open=True, merged_into=None, withholding=None).exclude(pk__in=hidden_from(scope))
    on_desk = LeaderCase.objects.exclude(state__in=ENDED).values("matter")
    return rows.exclude(pk__in=on_desk).exclude(leader_cases__list=found).select_related("area").order_by("due_on", "pk")


def steps_of(found: LeaderList, cases: Sequence[LeaderCase]) -> QuerySet:  # type: ignore[type-arg]  # of LeaderStep
    """What happened with a list and the cases shown."""
    return found.steps.filter(Q(case=None) | Q(case__in=cases)).select_related("by", "case__matter").order_by("-pk")


def _missing(move: Move[Permission], there: frozenset[str]) -> tuple[Need, ...]:
    return tuple(need for need in move.needs if need.given is Given.HELD and need.name not in there)
