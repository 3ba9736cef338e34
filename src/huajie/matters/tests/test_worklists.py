"""Worklists: what each holds, for whom, in which order, page by page."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import Scope, scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import Refused
from huajie.matters.models import (
    FAR,
    Handover,
    HandoverDuty,
    LeaderLevel,
    LeaderNode,
    Matter,
    SavedFilter,
    Task,
    Team,
    TeamMember,
    Withholding,
)
from huajie.matters.queries import MatterFilters
from huajie.matters.services.filters import rename_filter, save_filter
from huajie.matters.services.merging import merge_matters
from huajie.matters.states import State
from huajie.matters.tests.making import register_matter
from huajie.matters.worklists import Listed, Worklist, counts_of, due_soon_until, listed, worklists_of
from huajie.people.tests.making import DISTRICT, OTHER_VILLAGE, TOWN, VILLAGE, make_areas, make_staff

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
    cache.clear()


def made(name: str, days: int | None = 10, **columns: object) -> Matter:
    """A matter that is due in so many days (None: no deadline runs), with columns as moves would leave them."""
    matter = register_matter(text=name, title=name, area_code=columns.pop("area_code", VILLAGE))
    due = FAR if days is None else timezone.localdate() + timedelta(days=days)
    Matter.objects.filter(pk=matter.pk).update(**{"due_on": due, "near_on": timezone.localdate(), "silent_on": FAR} | columns)
    matter.refresh_from_db()
    return matter


def titles(matters: Listed) -> list[str]:
    return [matter.title for matter in matters.page("").rows]


def shown(scope: Scope, worklist: Worklist, filters: MatterFilters | None = None, order: str = "") -> list[str]:
    return titles(listed(scope, worklist, filters, order))


def coordinator() -> Scope:
    return scope_of(make_staff(Role.TOWN_COORDINATOR, TOWN))


def bureau(code: str = "rsj") -> Unit:
    return Unit.objects.create(code=code, name="人社局", kind=UnitKind.BUREAU, area_id=DISTRICT)


def head_of(unit: Unit) -> Staff:
    head = Staff.objects.create(username=f"head-{unit.code}", display_name="何局长", language="en")
    Posting.objects.create(staff=head, unit=unit, role=Role.UNIT_HEAD, area_id=DISTRICT, since=date(2021, 1, 1))
    return head


def team_of(*staff: Staff) -> Team:
    team = Team.objects.create()
    for place, member in enumerate(staff):
        TeamMember.objects.create(
            team=team, staff=member, is_lead=place == 0, duty="联络", since=date(2021, 1, 1), accepted_at=timezone.now()
        )
    return team


@pytest.mark.parametrize(
    ("worklist", "found"),
    [
        (Worklist.UNASSIGNED, ["late", "soon", "new"]),
        (Worklist.DUE_SOON, ["soon"]),
        (Worklist.OVERDUE, ["late"]),
        (Worklist.SILENT, ["silent"]),
        (Worklist.AWAITING, ["waits"]),
        (Worklist.REOPENED, ["back"]),
        (Worklist.OPEN, ["late", "soon", "new", "silent", "waits", "back"]),
    ],
)
def test_each_worklist_of_an_area_holds_what_its_name_says_the_nearest_deadline_first(worklist: Worklist, found: list[str]) -> None:
    unit = bureau()
    made("closed", None, state=State.ARCHIVED, is_open=False)
    made("elsewhere", 1, area_code=OTHER_VILLAGE)
    made("back", 23, state=State.REOPENED, lead_unit=unit)
    made("waits", 22, state=State.RESOLVED, lead_unit=unit)
    silent = made("silent", 21, state=State.IN_PROGRESS, lead_unit=unit)
    Matter.objects.filter(pk=silent.pk).update(silent_on=timezone.localdate())
    made("new", 20)
    made("soon", 0, state=State.ACCEPTED)
    made("late", -1)

    assert shown(coordinator(), worklist) == found
    assert counts_of(coordinator())[worklist] == len(found)


def test_due_soon_ends_with_the_third_working_day() -> None:
    assert due_soon_until(date(2026, 11, 25)) == date(2026, 11, 30)  # a Wednesday: a weekend lies between
    assert due_soon_until(date(2026, 9, 30)) == date(2026, 10, 10)  # the National Day holidays, and a make-up Saturday


def test_a_short_limit_is_due_soon_only_once_half_of_it_is_gone() -> None:
    matter = register_matter()
    clock = matter.clocks.get(code="HD-ACCEPT")

    assert shown(coordinator(), Worklist.DUE_SOON) == []

    with time_machine.travel(f"{clock.half_on} 12:00+08:00"):
        assert len(shown(coordinator(), Worklist.DUE_SOON)) == 1


def test_mine_are_those_with_a_task_of_mine_or_a_place_on_the_team_wherever_they_lie() -> None:
    worker = make_staff(Role.ASSISTANCE_WORKER, TOWN)
    made("somebody else's")
    made("team", 5, area_code=OTHER_VILLAGE, team=team_of(make_staff(Role.GRID_WORKER, TOWN), worker))
    task = made("task", 3)
    for done_on in (None, timezone.localdate()):
        matter = task if done_on is None else made("done")
        Task.objects.create(matter=matter, text="上门", assignee=worker, due_on=timezone.localdate(), done_on=done_on)

    assert shown(scope_of(worker), Worklist.MINE) == ["task", "team"]
    assert shown(scope_of(worker), Worklist.TEAM) == ["team"]


def test_a_units_list_holds_what_it_leads_and_what_it_assists_with() -> None:
    unit = bureau()
    made("leads", 5, state=State.ASSIGNED, lead_unit=unit)
    Handover.objects.create(matter=made("assists", 4), unit=unit, duty=HandoverDuty.ASSIST)
    made("none of its business")

    assert shown(scope_of(head_of(unit)), Worklist.UNIT) == ["assists", "leads"]


def test_a_leader_has_the_matters_of_the_groups_beneath() -> None:
    head = head_of(bureau())
    top = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="副区长", leader=head, area_id=DISTRICT)
    group = LeaderNode.objects.create(level=LeaderLevel.LEADING_GROUP, name="第一组", parent=top, area_id=DISTRICT)
    working = LeaderNode.objects.create(level=LeaderLevel.WORKING_GROUP, name="一小组", parent=group, area_id=DISTRICT)
    made("own", 9, leader_node=top)
    made("beneath", 8, leader_node=working)
    made("nobody's")

    assert shown(scope_of(head), Worklist.LEADER) == ["beneath", "own"]


def test_people_of_a_sector_unit_get_lists_of_what_they_are_involved_in_page_by_page() -> None:
    unit = bureau()
    scope = scope_of(head_of(unit))
    for number in range(30):
        made(f"sector {number:02}", number, sector_unit=unit)
        made(f"led {number:02}", number, lead_unit=unit, state=State.ASSIGNED)
        made(f"other {number:02}", number)

    matters = listed(scope, Worklist.OPEN)
    first = matters.page("")
    second = matters.page(first.next_cursor)

    seen = [matter.title for matter in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), second.next_cursor) == (50, 10, "")
    assert sorted(seen) == sorted(f"{kind} {number:02}" for kind in ("led", "sector") for number in range(30))
    assert [matter.due_on for matter in first.rows] == sorted(matter.due_on for matter in first.rows)
    assert [matter.title for matter in matters.every()] == seen
    assert (matters.counted(), matters.counted(most=20)) == (60, 21)


def test_what_is_withheld_or_merged_stands_in_no_worklist() -> None:
    worker = make_staff(Role.ASSISTANCE_WORKER, TOWN)
    kept, absorbed, hidden = made("kept", 1), made("absorbed", 1), made("hidden", 1)
    merge_matters(kept, absorbed, by=SYSTEM, because="same")
    Withholding.objects.create(matter=hidden, because="检举")

    assert shown(scope_of(worker), Worklist.OPEN) == ["kept"]
    assert counts_of(scope_of(worker))[Worklist.OPEN] == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (lambda: MatterFilters(state=State.ASSIGNED), ["led"]),
        (lambda: MatterFilters(unit=Unit.objects.get(code="rsj").pk), ["led"]),
        (lambda: MatterFilters(leader=LeaderNode.objects.get().pk), ["by a leader"]),
        (lambda: MatterFilters(due_since=timezone.localdate() + timedelta(days=8)), ["by a leader"]),
        (lambda: MatterFilters(due_until=timezone.localdate() + timedelta(days=7)), ["led"]),
        (lambda: MatterFilters(words="led"), ["led"]),
        (lambda: MatterFilters(area=VILLAGE, words="led"), ["led"]),
        (lambda: MatterFilters(area=OTHER_VILLAGE), []),
        (lambda: MatterFilters(petition_class="appeal"), ["by a leader"]),
    ],
)
def test_filters_combine_with_a_worklist(filters: Callable[[], MatterFilters], found: list[str]) -> None:
    node = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="副区长", area_id=DISTRICT)
    made("led", 7, state=State.ASSIGNED, lead_unit=bureau())
    made("by a leader", 8, leader_node=node, petition_class="appeal", state=State.IN_PROGRESS)
    made("led, closed", None, state=State.ARCHIVED, is_open=False)

    assert shown(coordinator(), Worklist.OPEN, filters()) == found


def test_a_list_is_read_by_deadline_or_by_the_day_it_was_told() -> None:
    for number, name in enumerate(("first", "second", "third")):
        matter = made(name, 30 - number)
        Matter.objects.filter(pk=matter.pk).update(found_on=date(2026, 1, 1 + number))

    assert shown(coordinator(), Worklist.OPEN) == ["third", "second", "first"]
    assert shown(coordinator(), Worklist.OPEN, order="oldest") == ["first", "second", "third"]
    assert shown(coordinator(), Worklist.ALL, order="deadline") == ["third", "second", "first"]  # newest: closed ones have no deadline


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.GRID_WORKER, {Worklist.MINE, Worklist.TEAM}),
        (Role.TOWN_COORDINATOR, {Worklist.MINE, Worklist.TEAM, Worklist.UNASSIGNED}),
        (Role.SUPERVISOR, set()),
        (Role.RESPONSIBLE_LEADER, {Worklist.MINE, Worklist.TEAM, Worklist.LEADER}),
    ],
)
def test_worklists_are_offered_by_permission(role: Role, more: set[Worklist]) -> None:
    everybody = {Worklist.UNIT, Worklist.DUE_SOON, Worklist.OVERDUE, Worklist.SILENT, Worklist.AWAITING, Worklist.REOPENED}

    assert set(worklists_of(scope_of(make_staff(role, TOWN)))) == everybody | {Worklist.OPEN, Worklist.ALL} | more


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_the_page_shows_the_tabs_the_deadline_and_who_answers(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    lead = make_staff(Role.ASSISTANCE_WORKER, TOWN)
    for number in range(12):
        made(f"late {number}", -2, lead_unit=bureau(f"b{number}"), state=State.IN_PROGRESS, team=team_of(lead))
    client = signed_in(make_staff(Role.TOWN_COORDINATOR, TOWN))
    address = f"{reverse('matters:index')}?worklist=overdue"
    page = client.get(address).content.decode()

    for words in ("2 days overdue", "人社局", "梁协调", "In progress", "Speak with the resident", "worklist=unassigned"):
        assert words in page
    with django_assert_num_queries(11):
        client.get(address)


def test_a_page_waits_for_no_numbers_on_its_tabs_and_keeps_them_for_the_next() -> None:
    made("late", -2)
    client = signed_in(make_staff(Role.TOWN_COORDINATOR, TOWN))
    address = f"{reverse('matters:index')}?worklist=overdue"
    numbers = f'hx-get="{reverse("matters:tabs")}?worklist=overdue" hx-trigger="load"'

    first = client.get(address).content.decode()
    tabs = client.get(f"{reverse('matters:tabs')}?worklist=overdue").content.decode()
    next_one = client.get(address).content.decode()

    assert (numbers in first, "worklist-count" in first) == (True, False)
    assert (numbers in tabs, "worklist-count" in tabs, 'aria-current="page">Overdue' in tabs) == (False, True, True)
    assert (numbers in next_one, "worklist-count" in next_one) == (False, True)


def test_a_worklist_that_one_may_not_have_is_refused() -> None:
    page = f"{reverse('matters:index')}?worklist=unassigned"

    assert signed_in(make_staff(Role.GRID_WORKER, TOWN)).get(page).status_code == 403


def test_the_export_follows_the_worklist_and_its_order_and_says_so() -> None:
    made("later", 9)
    made("sooner", 2, lead_unit=bureau(), state=State.ASSIGNED)
    made("closed", None, state=State.ARCHIVED, is_open=False)

    response = signed_in(make_staff(Role.TOWN_COORDINATOR, TOWN)).post(reverse("matters:export"), {"worklist": "open"})

    rows = list(load_workbook(BytesIO(response.getvalue())).worksheets[0].values)
    told = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["Title"] for row in told] == ["sooner", "later"]
    assert (told[0]["Lead unit"], told[0]["State"], told[0]["What is next"]) == (
        "人社局",
        "Assigned",
        "The unit signs for receipt and appoints a team of three",
    )
    assert Entry.objects.get(act=Act.REGISTER_EXPORTED.value).detail["filters"] == {"list": "open"}


def test_a_list_is_kept_under_a_name_for_its_owner_alone_then_renamed_and_deleted() -> None:
    owner, other = signed_in(make_staff(Role.TOWN_COORDINATOR, TOWN)), signed_in(make_staff(Role.WINDOW_CLERK, TOWN))
    query = {"worklist": "overdue", "kind": "dispute"}

    owner.post(reverse("matters:save_filter"), query | {"name": "逾期纠纷"})

    saved = SavedFilter.objects.get()
    page = owner.get(reverse("matters:index"), query).content.decode()
    assert (saved.name, saved.query) == ("逾期纠纷", query)
    assert 'aria-current="page">逾期纠纷' in page
    assert "逾期纠纷" not in other.get(reverse("matters:index")).content.decode()
    assert other.post(reverse("matters:rename_filter", args=[saved.pk]), {"name": "别人的"}).status_code == 404
    owner.post(reverse("matters:rename_filter", args=[saved.pk]), {"name": "我的逾期"})
    assert "我的逾期" in owner.get(reverse("matters:saved_filters")).content.decode()
    owner.post(reverse("matters:delete_filter", args=[saved.pk]))
    assert not SavedFilter.objects.exists()


def test_a_kept_list_needs_a_name_of_its_own() -> None:
    owner = make_staff(Role.TOWN_COORDINATOR, TOWN)
    first, second = (save_filter(name, {"worklist": "open"}, by=owner) for name in ("甲", "乙"))

    with pytest.raises(Refused):
        rename_filter(second, first.name)
    with pytest.raises(Refused):
        save_filter("  ", {}, by=owner)
    assert save_filter("甲", {"worklist": "mine"}, by=owner).pk == first.pk
