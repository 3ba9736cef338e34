"""The order of responsible leaders: its places, who holds them, and which matters they answer for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused
from huajie.matters.leading.standing import is_posted_leader
from huajie.matters.leading.states import ENDED
from huajie.matters.models import LeaderCase, LeaderLevel, LeaderNode, Matter, Recusal, Withholding
from huajie.matters.services.moving import demand_version
from huajie.matters.services.teams import hold
from huajie.matters.withheld import demand_not_reported
from huajie.people.trees import within

ABOVE = {LeaderLevel.LEADING_GROUP: LeaderLevel.DISTRICT, LeaderLevel.WORKING_GROUP: LeaderLevel.LEADING_GROUP}
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many matters a leader took on, and how many were left out."""

    count: int
    left_out: int


@transaction.atomic
def add_place(
    level: LeaderLevel, name: str, area: Area, *, by: Actor, parent: LeaderNode | None = None, leader: Staff | None = None
) -> LeaderNode:
    """A district leader, a leading group beneath one, or a working group beneath that."""
    demand_in(by, Permission.SET_LEADERS, area.code)
    node = LeaderNode(level=level, area=area)
    _fill(node, name, leader, parent)
    node.save()
    _record(node, by, "added", level=level)
    return node


@transaction.atomic
def change_place(node: LeaderNode, *, name: str, leader: Staff | None, parent: LeaderNode | None, by: Actor) -> None:
    """Another name, another leader, or another place above."""
    held = _held(node, by)
    before = _facts(held)
    _fill(held, name, leader, parent)
    if leader is not None and leader.pk != before["leader"] and _apart_from(leader).filter(leader_node=held, is_open=True).exists():
        raise Refused(_("%(name)s cannot answer for all matters of this place. Choose somebody else.") % {"name": leader})
    changed = sorted(key for key, value in _facts(held).items() if value != before[key])
    if not changed:
        raise Refused(_("Nothing is different. Nothing was written."))
    held.save(update_fields=["name", "leader", "parent"])
    _record(held, by, "changed", fields=changed, leader=held.leader.username if held.leader else "")


@transaction.atomic
def make_top(node: LeaderNode, *, by: Actor) -> None:
    """This district leader approves the lists and extensions of all the others from now on (一把手)."""
    held = _held(node, by)
    if held.level != LeaderLevel.DISTRICT or held.is_top:
        raise Refused(_("Choose a district leader who is not the top leader yet."))
    LeaderNode.objects.filter(area=held.area, is_top=True).update(is_top=False)
    held.is_top = True
    held.save(update_fields=["is_top"])
    _record(held, by, "made_top")


@transaction.atomic
def close_place(node: LeaderNode, *, by: Actor) -> None:
    """A place that is no more. Whatever it answered for has to be with somebody else before."""
    held = _held(node, by)
    if Matter.objects.filter(leader_node=held, is_open=True, merged_into=None).exists():
        raise Refused(_("%(place)s answers for open matters. Assign them to another leader first.") % {"place": held.name})
    if held.children.filter(active=True).exists():
        raise Refused(_("There are groups beneath %(place)s. Move or close them first.") % {"place": held.name})
    if LeaderCase.objects.filter(list__node=held).exclude(state__in=ENDED).exists():
        raise Refused(_("A list of %(place)s has cases that are not struck off.") % {"place": held.name})
    held.active = held.is_top = False
    held.save(update_fields=["active", "is_top"])
    _record(held, by, "closed")


@transaction.atomic
def assign_leader(matter: Matter, node: LeaderNode | None, *, by: Actor, version: int | None = None) -> None:
    """The leader of that place answers for the matter and sees it; None: no leader does any more."""
    found = hold([matter])[0]
    demand_in(by, Permission.SET_LEADERS, found.area_id)
    demand_version(found, version)
    if node is not None:
        leader = _demand_led(node)
        demand_not_reported(found, people=[leader])
        if _apart_from(leader).filter(pk=found.pk).exists():
            raise Refused(_("%(name)s cannot answer for this matter. Choose another leader.") % {"name": leader})
    Matter.objects.filter(pk=found.pk).update(leader_node=node, version=F("version") + 1)
    record(Act.LEADER_ASSIGNED, by=by, subject=found.ref, detail={"place": node.pk if node else None, "count": 1})
    matter.refresh_from_db()


@transaction.atomic
def assign_leader_to_many(matters: Sequence[Matter], node: LeaderNode, *, by: Actor) -> Assigned:
    """The leader of that place answers for all of these. Reports of misconduct, and what the leader stays out of, are left out: they are
    assigned one by one."""
    found = hold(matters[:MOST_AT_ONCE])
    leader = _demand_led(node)
    for matter in found:
        demand_in(by, Permission.SET_LEADERS, matter.area_id)
    keys = [matter.pk for matter in found]
    apart = set(_apart_from(leader).filter(pk__in=keys).values_list("pk", flat=True))
    reports = Withholding.objects.filter(within("matter", keys)).values_list("matter_id", "matter__root_id")
    apart |= {root or key for key, root in reports}
    taken = [key for key in keys if key not in apart]
    Matter.objects.filter(pk__in=taken).update(leader_node=node, version=F("version") + 1)
    record(Act.LEADER_ASSIGNED, by=by, subject=f"leader:{node.pk}", detail={"place": node.pk, "count": len(taken)})
    return Assigned(len(taken), len(keys) - len(taken))


def _facts(node: LeaderNode) -> dict[str, object]:
    return {"name": node.name, "leader": node.leader_id, "parent": node.parent_id}


def _fill(node: LeaderNode, name: str, leader: Staff | None, parent: LeaderNode | None) -> None:
    node.name = name.strip()[:80]
    if not node.name:
        raise Refused(_("Give the place a name."))
    if LeaderNode.objects.filter(area=node.area, name=node.name).exclude(pk=node.pk).exists():
        raise Refused(_("There is a place of that name already."))
    if leader is not None and leader.pk != node.leader_id and not is_posted_leader(leader):
        raise Refused(_("%(name)s is not posted as a responsible leader today.") % {"name": leader})
    node.leader = leader
    _demand_order(node, parent)
    node.parent = parent


def _demand_order(node: LeaderNode, parent: LeaderNode | None) -> None:
    """District leader, leading group, working group: in this order, within one area, and nobody beneath themselves."""
    if parent is not None and node.pk is not None and parent.pk == node.pk:
        raise Refused(_("A place does not stand beneath itself."))
    wanted = ABOVE.get(LeaderLevel(node.level))
    if wanted is None and parent is not None:
        raise Refused(_("A district leader stands beneath nobody."))
    if wanted is not None and (parent is None or parent.level != wanted or not parent.active or parent.area_id != node.area_id):
        told = {"level": LeaderLevel(node.level).label, "above": wanted.label}
        raise Refused(_("%(level)s: choose a place above it of the kind “%(above)s”.") % told)


def _demand_led(place: LeaderNode) -> Staff:
    node = LeaderNode.objects.select_related("leader").get(pk=place.pk)
    if not node.active:
        raise Refused(_("%(place)s is closed. Choose another place.") % {"place": node.name})
    if node.leader is None:
        raise Refused(_("Nobody leads %(place)s yet. Name a leader first.") % {"place": node.name})
    if not is_posted_leader(node.leader):
        told = {"name": node.leader, "place": node.name}
        raise Refused(_("%(name)s of %(place)s is no longer posted as a responsible leader. Name another leader first.") % told)
    return node.leader


def _apart_from(leader: Staff) -> QuerySet[Matter]:
    units = [posting.unit_id for posting in leader.postings.all() if posting.holds]
    held = Withholding.objects.filter(Q(people=leader) | Q(units__in=units)).values("matter")
    recused = Recusal.objects.filter(staff=leader, lifted_because="").values("matter")
    branch = Matter.objects.filter(Q(pk__in=held) | Q(pk__in=recused))
    return Matter.objects.filter(Q(pk__in=branch.values("pk")) | Q(pk__in=branch.values("root")))


def _held(node: LeaderNode, by: Actor) -> LeaderNode:
    held = LeaderNode.objects.select_for_update(of=("self",)).select_related("area").get(pk=node.pk)
    demand_in(by, Permission.SET_LEADERS, held.area_id)
    if not held.active:
        raise Refused(_("%(place)s is closed. Choose another place.") % {"place": held.name})
    return held


def _record(node: LeaderNode, by: Actor, what: str, **detail: object) -> None:
    record(Act.LEADER_PLACE_CHANGED, by=by, subject=f"leader:{node.pk}", detail={"what": what, **detail})
