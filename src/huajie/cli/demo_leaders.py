"""Who answers in the demo: an order of leaders, teams of three on some matters, one leader's list at work and one waiting for approval."""

from datetime import timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff, Unit
from huajie.accounts.roles import Role
from huajie.accounts.services.staffing import add_staff, post
from huajie.areas.models import Area
from huajie.audit.services import SYSTEM
from huajie.demo.district import DemoPlan
from huajie.demo.order import TOWNS, Colleague, leaders_in_order, made_colleagues, made_leaders
from huajie.matters.models import LeaderLevel, LeaderList, LeaderNode, Matter
from huajie.matters.services.leaders import add_place, assign_leader_to_many, make_top
from huajie.matters.services.leading import draw_up, move_case, move_list, put_on
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.teams import concerned_by

_TEAMS_A_TOWN = 7
_LED = 6  # matters of each place
_DAYS = 90
_DUTIES = (("联络", "每周一次"), ("救助", "每月一次"), ("陪伴", "长期"))


@transaction.atomic
def name_demo_leaders(plan: DemoPlan) -> None:
    """Colleagues, leaders, teams and lists. The colleagues have no password: nobody signs in as them."""
    district = plan.places[0].code[:6]
    _add((*made_leaders(district), *made_colleagues(plan.places)))
    _appoint_teams(plan)
    places = _order(Area.objects.get(pk=district))
    _assign(list(places.values()))
    _keep_lists(places)


def _add(colleagues: tuple[Colleague, ...]) -> None:
    units = Unit.objects.in_bulk({each.unit for each in colleagues}, field_name="code")
    areas = Area.objects.in_bulk({each.area for each in colleagues})
    for each in colleagues:
        staff = add_staff(each.username, each.display_name, by=SYSTEM)
        post(staff, units[each.unit], Role(each.role), by=SYSTEM, area=areas[each.area])


def _appoint_teams(plan: DemoPlan) -> None:
    for town in list(dict.fromkeys(place.code[:9] for place in plan.places))[:TOWNS]:
        people = list(Staff.objects.filter(username__startswith=f"colleague-{town}-").order_by("username"))
        matters = Matter.objects.filter(area__gte=town, area__lt=town + ":", merged_into=None, is_open=True, withholding=None, team=None)
        for turn, matter in enumerate(matters.order_by("pk")[:_TEAMS_A_TOWN]):
            appoint(matter, _three(people, turn), by=SYSTEM, whom=next(iter(concerned_by(matter)), None))


def _three(people: list[Staff], turn: int) -> list[NewMember]:
    """Three of the colleagues of a town, in turn."""
    return [
        NewMember(people[(turn + number) % len(people)], duty, number == 0, rhythm=rhythm) for number, (duty, rhythm) in enumerate(_DUTIES)
    ]


def _order(area: Area) -> dict[str, LeaderNode]:
    places: dict[str, LeaderNode] = {}
    for each in leaders_in_order():
        leader = Staff.objects.get(username=each.leader)
        above = places.get(each.above)
        places[each.name] = add_place(LeaderLevel(each.level), each.name, area, by=SYSTEM, parent=above, leader=leader)
    make_top(next(iter(places.values())), by=SYSTEM)
    return places


def _assign(places: list[LeaderNode]) -> None:
    matters = Matter.objects.filter(merged_into=None, is_open=True, withholding=None).exclude(team=None).order_by("pk")
    others = Matter.objects.filter(merged_into=None, is_open=True, withholding=None, team=None).order_by("-pk")
    theirs: dict[int, list[Matter]] = {place.pk: [] for place in places}
    for place, matter in zip(cycle(places), [*matters, *others[: _LED * len(places)]], strict=False):
        theirs[place.pk].append(matter)
    for place in places:
        assign_leader_to_many(theirs[place.pk], place, by=SYSTEM)


def _keep_lists(places: dict[str, LeaderNode]) -> None:
    """The top leader's own list is at work, with one case investigated; that of 何副区长 waits for approval."""
    office, top = Staff.objects.get(username="district-coordinator"), Staff.objects.get(username="responsible-leader")
    drawn = _drawn(places["李区长"], office)
    move_list(drawn, "approve", by=top)
    move_list(drawn, "serve", by=office)
    plan = "已到现场了解情况。两周内由镇街牵头会商,月底前答复当事人。"
    move_case(drawn.cases.order_by("pk")[0], "investigate", by=top, facts={"plan": plan})
    _drawn(places["何副区长"], office)


def _drawn(node: LeaderNode, office: Staff) -> LeaderList:
    today = timezone.localdate()
    drawn = draw_up(node, "领导包案清单", str(today.year), by=office)
    matters = Matter.objects.filter(leader_node=node, is_open=True, withholding=None).order_by("pk")
    put_on(drawn, list(matters[:3]), today + timedelta(days=_DAYS), by=office)
    return drawn
