"""My desk: everything that waits for one reader, across kinds of work, by deadline."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.areas.models import Area
from huajie.matters.desk import desk_of
from huajie.matters.models import (
    CallBack,
    Handover,
    HandoverDuty,
    LeaderLevel,
    LeaderList,
    Matter,
    Notice,
    Task,
    Team,
    TeamMember,
    Withholding,
)
from huajie.matters.services.leaders import add_place, make_top
from huajie.matters.services.leading import draw_up, move_list, put_on
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.staffing import leader
from huajie.people.tests.making import DISTRICT, OTHER_VILLAGE, TOWN, VILLAGE, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
    cache.clear()


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def made(title: str, **columns: object) -> Matter:
    matter = register_matter(text=title, title=title, area_code=columns.pop("area_code", VILLAGE))
    Matter.objects.filter(pk=matter.pk).update(**({"due_on": day(9)} | columns))
    matter.refresh_from_db()
    return matter


def clerk() -> Staff:
    return make_staff(Role.WINDOW_CLERK, TOWN)


def everything() -> None:
    """One thing of each kind for the clerk, and one that is no business of theirs."""
    me = clerk()
    unit = me.postings.get().unit
    Task.objects.create(matter=made("task"), text="上门", assignee=me, due_on=day(1))
    Handover.objects.create(matter=made("handed over", due_on=day(2)), unit=unit, duty=HandoverDuty.LEAD)
    CallBack.objects.create(matter=made("call back", state=State.RESOLVED), kind="confirm", due_on=day(3))
    CallBack.objects.create(matter=made("elsewhere", area_code=OTHER_VILLAGE), kind="confirm", due_on=day(-9))
    TeamMember.objects.create(team=Team.objects.create(), staff=me, duty="陪伴", since=day(0), due_on=day(4), offered_at=timezone.now())
    Notice.objects.create(matter=made("notice"), kind=NoticeKind.RECEIPT, owed_since=day(-3))
    team = Team.objects.create()
    TeamMember.objects.create(team=team, staff=me, is_lead=True, duty="联络", since=day(0), accepted_at=timezone.now())
    made("late", team=team, due_on=day(-1))


def test_everything_that_waits_stands_in_one_list_by_deadline() -> None:
    everything()

    desk = desk_of(scope_of(clerk()))

    assert [one.about for one in desk.waiting] == ["notice", "late", "task", "handed over", "call back", "陪伴"]
    assert [pile.count for pile in desk.piles] == [1] * 6


def test_what_is_withheld_waits_for_nobody_who_may_not_see_it() -> None:
    hidden = made("hidden")
    Task.objects.create(matter=hidden, text="上门", assignee=clerk(), due_on=day(1))
    Withholding.objects.create(matter=hidden, because="检举")

    assert desk_of(scope_of(clerk())).waiting == ()


def test_nobody_calls_back_about_a_matter_they_worked_on() -> None:
    team = Team.objects.create()
    TeamMember.objects.create(team=team, staff=clerk(), is_lead=True, duty="联络", since=day(0), accepted_at=timezone.now())
    CallBack.objects.create(matter=made("own", team=team, state=State.RESOLVED), kind="confirm", due_on=day(3))

    assert desk_of(scope_of(clerk())).waiting == ()


def test_the_desk_takes_the_same_queries_however_much_waits(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    everything()
    client = Client()
    client.force_login(clerk())
    page = client.get("/").content.decode()

    assert "call back" in page
    with django_assert_num_queries(23):
        client.get("/")


def test_a_leader_finds_what_they_answer_for_and_their_lists_each_with_the_way_there() -> None:
    office, area = make_staff(Role.DISTRICT_COORDINATOR, DISTRICT), Area.objects.get(pk=DISTRICT)
    top = leader("王书记")
    node = add_place(LeaderLevel.DISTRICT, "区委书记", area, by=office, leader=top)
    make_top(node, by=office)
    listed, late, silent = (made(title, leader_node=node) for title in ("on a list", "late", "silent"))
    Matter.objects.filter(pk=late.pk).update(due_on=day(-1))
    Matter.objects.filter(pk=silent.pk).update(silent_on=day(0))
    made("somebody else's", due_on=day(-1))
    for title, matter in (("served", listed), ("drafted", silent)):
        drawn = draw_up(node, title, "2026", by=office)
        put_on(drawn, [matter], day(90), by=office)
    served = LeaderList.objects.get(title="served")
    move_list(served, "approve", by=top)
    move_list(served, "serve", by=office)
    client = Client()
    client.force_login(top)

    desk = desk_of(scope_of(top))

    assert {one.about for one in desk.waiting} == {"on a list", "late", "silent", "drafted · 区委书记"}
    assert [pile.count for pile in desk.piles] == [1, 1, 1, 1, 3]
    for pile in desk.piles[-3:]:
        assert client.get(pile.url).context["count"] == pile.count
