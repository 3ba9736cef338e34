"""A responsible leader's list: drawn up, approved by the top leader, served, and closed case by case with the resident's confirmation."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff
from huajie.accounts.roles import PERMISSIONS, Role
from huajie.accounts.scope import scope_of
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, NotFromHere
from huajie.matters.leading.drawing import drawn_tables
from huajie.matters.leading.queries import lists_for, lists_of_leader, may_make
from huajie.matters.leading.states import CASE_LIFECYCLE, ENDED, LIST_LIFECYCLE, CaseState, ListState, Who, who_makes
from huajie.matters.models import LeaderCase, LeaderLevel, LeaderList, LeaderNode, LeaderStep, Matter
from huajie.matters.services.leaders import add_place, assign_leader, make_top
from huajie.matters.services.leading import draw_up, leave_out, move_case, move_list, put_on
from huajie.matters.services.withholding import withhold
from huajie.matters.states import State
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.staffing import leader
from huajie.people.tests.making import DISTRICT, TOWN, make_areas, make_staff

TODAY = timezone.localdate()
PAGE = Path(__file__).resolve().parents[4] / "docs/architecture/leaders.md"
SAID = {"investigate": {"plan": "两周内协调住建局"}, "coordinate": {"coordination": "11月20日会商"}, "finish": {"result": "已修好"}}
SAID |= {"hand_in": {"materials": "调解协议书"}, "file_notice": {"notice": "花信告〔2026〕12号"}}


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):  # the reasons are read
        yield


def office() -> Staff:
    return make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)


def named(name: str) -> Staff:
    return Staff.objects.get(username=name)


@pytest.fixture
def node() -> LeaderNode:
    """李副区长, beneath the top leader 王书记 in the order of approval."""
    area = Area.objects.get(pk=DISTRICT)
    make_top(add_place(LeaderLevel.DISTRICT, "区委书记", area, by=office(), leader=leader("王书记")), by=office())
    return add_place(LeaderLevel.DISTRICT, "副区长", area, by=office(), leader=leader("李副区长"))


def a_matter_of(node: LeaderNode, text: str = "漏水") -> Matter:
    matter = register_matter(text=text)
    assign_leader(matter, node, by=office())
    return matter


def drafted(node: LeaderNode, *matters: Matter) -> LeaderList:
    drawn = draw_up(node, "包案清单", "2026", by=office())
    put_on(drawn, matters or [a_matter_of(node)], TODAY + timedelta(days=90), by=office())
    return drawn


def served(node: LeaderNode, *matters: Matter) -> LeaderCase:
    drawn = drafted(node, *matters)
    move_list(drawn, "approve", by=named("王书记"))
    move_list(drawn, "serve", by=office())
    return drawn.cases.get()


def walked(case: LeaderCase, *names: str) -> LeaderCase:
    for name in names:
        by = named("李副区长") if who_makes(name) is Who.LEADER else office()
        move_case(case, name, by=by, facts=SAID.get(name, {}))
    case.refresh_from_db()
    return case


def test_every_move_is_of_a_known_state_and_its_maker_may_make_it() -> None:
    roles = {Who.OFFICE: Role.DISTRICT_COORDINATOR, Who.LEADER: Role.RESPONSIBLE_LEADER, Who.TOP: Role.RESPONSIBLE_LEADER}
    for table, states in ((LIST_LIFECYCLE, ListState), (CASE_LIFECYCLE, CaseState)):
        for move in table.moves:
            assert {move.target, *move.sources} - {""} <= set(states.values), move.name
            assert move.permission in PERMISSIONS[roles[who_makes(move.name)]], move.name
    ends = {state for state in CaseState if not CASE_LIFECYCLE.from_state(state)}
    assert ends == set()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_makes_a_move_from_another_seat(role: Role) -> None:
    scope = scope_of(make_staff(role, DISTRICT))
    for move in (*LIST_LIFECYCLE.moves, *CASE_LIFECYCLE.moves):
        assert not may_make(scope, move.name, move.permission, frozenset())
        if move.permission not in PERMISSIONS[role]:
            assert not may_make(scope, move.name, move.permission, frozenset(Who))


def test_the_tables_stand_in_docs_as_they_are() -> None:
    with translation.override("en"):
        assert drawn_tables() in PAGE.read_text(encoding="utf-8")


def test_only_the_top_leader_approves_and_only_a_list_with_cases(node: LeaderNode) -> None:
    drawn = draw_up(node, "包案清单", "2026", by=office())
    with pytest.raises(Missing, match="at least one case"):
        move_list(drawn, "approve", by=named("王书记"))
    put_on(drawn, [a_matter_of(node)], TODAY, by=office())
    for by in (named("李副区长"), office()):
        with pytest.raises(NotPermitted):
            move_list(drawn, "approve", by=by)

    move_list(drawn, "approve", by=named("王书记"))

    drawn.refresh_from_db()
    assert (drawn.state, drawn.approved_by, drawn.approved_on) == (ListState.APPROVED, named("王书记"), TODAY)
    assert [step.move for step in LeaderStep.objects.filter(list=drawn, case=None)] == ["draw_up", "approve"]
    with pytest.raises(NotFromHere):
        move_list(drawn, "approve", by=named("王书记"))


def test_a_draft_sent_back_says_why_and_an_approved_list_stands_fast(node: LeaderNode) -> None:
    drawn = drafted(node)
    with pytest.raises(Missing):
        move_list(drawn, "send_back", by=named("王书记"))
    move_list(drawn, "send_back", by=named("王书记"), because="缺土地类")
    move_list(drawn, "approve", by=named("王书记"))

    with pytest.raises(Refused, match="stand fast"):
        leave_out(drawn.cases.get(), by=office())
    with pytest.raises(Refused, match="stand fast"):
        put_on(drawn, [a_matter_of(node)], TODAY, by=office())


def test_only_open_matters_of_the_leader_go_on_one_list_and_no_report(node: LeaderNode) -> None:
    theirs, report = a_matter_of(node), a_matter_of(node, "举报")
    withhold(report, [], by=SYSTEM, because="反映干部")
    drawn = drafted(node, theirs)
    other = draw_up(node, "第二份", "2026", by=office())

    for matter in (theirs, report, register_matter(text="别人的")):
        with pytest.raises(Refused):
            put_on(other, [matter], TODAY, by=office())
    with pytest.raises(Refused, match="past"):
        put_on(other, [a_matter_of(node)], TODAY - timedelta(days=1), by=office())
    leave_out(drawn.cases.get(), by=office())
    assert put_on(other, [theirs], TODAY, by=office()) == 1


def test_the_leader_begins_once_the_list_is_served(node: LeaderNode) -> None:
    drawn = drafted(node)
    with pytest.raises(Missing, match="approved and served"):
        move_case(drawn.cases.get(), "investigate", by=named("李副区长"), facts=SAID["investigate"])
    assert list(lists_of_leader(scope_of(named("李副区长")))) == []
    move_list(drawn, "approve", by=named("王书记"))
    move_list(drawn, "serve", by=office())

    move_case(drawn.cases.get(), "investigate", by=named("李副区长"), facts=SAID["investigate"])

    assert (drawn.cases.get().plan, list(lists_of_leader(scope_of(named("李副区长"))))) == ("两周内协调住建局", [drawn])


def test_nothing_is_struck_off_over_the_residents_head(node: LeaderNode) -> None:
    case = walked(served(node), "investigate", "coordinate", "finish", "hand_in", "file_notice")
    for state in (State.IN_PROGRESS, State.RESOLVED):
        Matter.objects.update(state=state, is_open=True)
        with pytest.raises(Missing, match="resident confirms first"):
            move_case(case, "strike_off", by=office())
    Matter.objects.update(state=State.WITHDRAWN, is_open=False)
    with pytest.raises(Missing, match="resident confirms first"):
        move_case(case, "strike_off", by=office())
    Matter.objects.update(state=State.CONFIRMED, is_open=False)

    move_case(case, "strike_off", by=office())

    case.refresh_from_db()
    assert (case.state, case.ended_on) == (CaseState.STRUCK_OFF, TODAY)
    assert Entry.objects.filter(act=Act.LEADER_CASE_MOVED.value).count() == 6


def test_what_was_withdrawn_is_taken_off_without_counting_as_settled(node: LeaderNode) -> None:
    case = served(node)
    with pytest.raises(Missing, match="is taken off"):
        move_case(case, "take_off", by=office(), because="已转交法院")
    Matter.objects.update(state=State.WITHDRAWN, is_open=False)
    move_case(case, "take_off", by=office(), because="当事人自愿撤回")

    case.refresh_from_db()
    assert (case.state, case.state in ENDED) == (CaseState.TAKEN_OFF, True)


def test_a_matter_opened_again_comes_back_on_the_list(node: LeaderNode) -> None:
    case = walked(served(node), "investigate", "coordinate", "finish", "hand_in", "file_notice")
    Matter.objects.update(state=State.CONFIRMED, is_open=False)
    move_case(case, "strike_off", by=office())
    Matter.objects.update(state=State.REOPENED, is_open=True)

    move_case(case, "list_again", by=office(), because="当事人反映又漏", facts={"due_on": _day(30)})

    case.refresh_from_db()
    assert (case.state, case.ended_on) == (CaseState.LISTED, None)


def test_an_extension_is_asked_by_the_leader_and_decided_by_the_top_leader(node: LeaderNode) -> None:
    case = walked(served(node), "investigate", "coordinate")
    before = case.due_on
    with pytest.raises(Refused, match="later than the present one"):
        move_case(case, "ask_extension", by=named("李副区长"), because="等鉴定", facts={"due_on": _day(10)})
    move_case(case, "ask_extension", by=named("李副区长"), because="等鉴定", facts={"due_on": _day(120)})
    with pytest.raises(NotPermitted):
        move_case(case, "extend", by=named("李副区长"), facts={"due_on": _day(120)})
    case.refresh_from_db()
    assert case.due_on == before

    move_case(case, "extend", by=named("王书记"), facts={"due_on": _day(110)})

    case.refresh_from_db()
    assert (case.state, case.due_on.isoformat(), case.asked_until) == (CaseState.EXTENDED, _day(110), None)


def test_a_leader_moves_no_other_leaders_cases(node: LeaderNode) -> None:
    case = served(node)
    other = add_place(LeaderLevel.DISTRICT, "另一位", Area.objects.get(pk=DISTRICT), by=office(), leader=leader("赵副区长"))
    assert other.leader

    with pytest.raises(NotPermitted):
        move_case(case, "investigate", by=other.leader, facts=SAID["investigate"])
    assert not lists_for(scope_of(other.leader)).exists()
    assert not lists_for(scope_of(make_staff(Role.TOWN_COORDINATOR, TOWN))).exists()


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_on_the_pages_a_list_goes_from_draft_to_the_leaders_first_step(node: LeaderNode) -> None:
    matter = a_matter_of(node)
    desk, top, own = client_of(office()), client_of(named("王书记")), client_of(named("李副区长"))

    desk.post(reverse("matters:new_leader_list"), {"node": node.pk, "title": "包案清单", "period": "2026"})
    drawn = LeaderList.objects.get()
    desk.post(reverse("matters:add_cases", args=[drawn.pk]), {"matters": [matter.pk], "due_on": _day(90)})
    assert "Waiting for my approval" in top.get(reverse("matters:leader_lists")).content.decode()
    assert top.post(reverse("matters:leader_list_move", args=[drawn.pk, "approve"])).status_code == 302
    desk.post(reverse("matters:leader_list_move", args=[drawn.pk, "serve"]))
    case = drawn.cases.get()
    assert own.post(reverse("matters:leader_case_move", args=[case.pk, "investigate"]), {"plan": ""}).status_code == 422
    own.post(reverse("matters:leader_case_move", args=[case.pk, "investigate"]), {"plan": "先上门"})

    page = own.get(reverse("matters:leader_list", args=[drawn.pk])).content.decode()
    assert ("先上门" in page, "My lists" in own.get(reverse("matters:leader_lists")).content.decode()) == (True, True)
    assert own.post(reverse("matters:leader_list_move", args=[drawn.pk, "approve"])).status_code == 403


def test_a_list_takes_the_same_queries_for_one_case_and_for_ten(
    node: LeaderNode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    served_case = drafted(node, *[a_matter_of(node, f"第{number}件") for number in range(10)])

    client = client_of(office())

    with django_assert_max_num_queries(10):
        client.get(reverse("matters:leader_list", args=[served_case.pk]))


def test_a_matter_that_is_withheld_later_is_gone_from_the_list_for_others(node: LeaderNode) -> None:
    matter = a_matter_of(node, "后来才知道是举报")
    drawn = drafted(node, matter)
    withhold(matter, [], by=SYSTEM, because="反映干部")

    assert matter.ref not in client_of(named("王书记")).get(reverse("matters:leader_list", args=[drawn.pk])).content.decode()


def _day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_list_counts_no_case_that_is_withheld_from_its_reader(node: LeaderNode) -> None:
    report, other = a_matter_of(node, "私分征地款"), a_matter_of(node)
    drawn = drafted(node, report, other)
    move_list(drawn, "approve", by=named("王书记"))
    move_list(drawn, "serve", by=office())

    withhold(report, [named("李副区长").postings.get().unit], by=SYSTEM, because="检举信访局")

    found = lists_of_leader(scope_of(named("李副区长"))).get()
    assert (found.cases_count, found.at_work) == (1, 1)  # type: ignore[attr-defined]  # annotated
