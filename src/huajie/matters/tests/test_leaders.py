"""The order of responsible leaders: three levels, who holds a place, and which matters a leader answers for."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Posting, Staff
from huajie.accounts.roles import Permission, Role
from huajie.accounts.scope import scope_of
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Overtaken
from huajie.matters.access import may
from huajie.matters.leading.queries import leader_tree
from huajie.matters.models import LeaderLevel, LeaderNode, Matter, Withholding
from huajie.matters.services.leaders import (
    add_place,
    assign_leader,
    assign_leader_to_many,
    change_place,
    close_place,
    make_top,
)
from huajie.matters.services.recusing import declare_recusal
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.staffing import leader
from huajie.people.tests.making import DISTRICT, TOWN, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):  # the reasons are read
        yield


def coordinator() -> Staff:
    return make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)


def place(level: LeaderLevel, name: str, parent: LeaderNode | None = None, held_by: Staff | None = None) -> LeaderNode:
    return add_place(level, name, Area.objects.get(pk=DISTRICT), by=coordinator(), parent=parent, leader=held_by)


def three_levels() -> tuple[LeaderNode, LeaderNode, LeaderNode]:
    district = place(LeaderLevel.DISTRICT, "李副区长", held_by=leader("李副区长"))
    group = place(LeaderLevel.LEADING_GROUP, "第一领导小组", district, leader("陈主任"))
    return district, group, place(LeaderLevel.WORKING_GROUP, "第一工作小组", group, leader("黄科长"))


def works_on(node: LeaderNode, matter: Matter) -> bool:
    assert node.leader
    return may(scope_of(node.leader), Permission.WORK_MATTERS, matter)


@pytest.mark.parametrize(
    ("level", "above", "told"),
    [
        (LeaderLevel.DISTRICT, 0, "beneath nobody"),
        (LeaderLevel.LEADING_GROUP, None, "District leader"),
        (LeaderLevel.LEADING_GROUP, 1, "District leader"),
        (LeaderLevel.WORKING_GROUP, 0, "Leading group"),
        (LeaderLevel.WORKING_GROUP, 2, "Leading group"),
    ],
)
def test_places_stand_in_three_levels_in_order(level: LeaderLevel, above: int | None, told: str) -> None:
    levels = three_levels()
    with pytest.raises(Refused, match=told):
        place(level, "又一个", None if above is None else levels[above])


def test_a_place_does_not_stand_beneath_itself() -> None:
    _district, group, _work = three_levels()
    with pytest.raises(Refused, match="beneath itself"):
        change_place(group, name=group.name, leader=group.leader, parent=group, by=coordinator())


def test_only_who_is_posted_as_a_responsible_leader_holds_a_place() -> None:
    with pytest.raises(Refused, match="not posted as a responsible leader"):
        place(LeaderLevel.DISTRICT, "区领导", held_by=make_staff(Role.TOWN_COORDINATOR, TOWN))
    with pytest.raises(Refused, match="of that name already"):
        place(LeaderLevel.DISTRICT, place(LeaderLevel.DISTRICT, "区领导").name)


def test_a_leader_and_those_above_see_the_matter_and_those_beneath_do_not() -> None:
    district, group, work = three_levels()
    matter = register_matter()

    assign_leader(matter, group, by=coordinator(), version=matter.version)

    assert [works_on(node, matter) for node in (district, group, work)] == [True, True, False]
    entry = Entry.objects.get(act=Act.LEADER_ASSIGNED.value)
    assert (entry.subject, entry.detail["place"]) == (matter.ref, group.pk)
    with pytest.raises(Overtaken, match="Assigned matters to a responsible leader"):
        assign_leader(matter, work, by=coordinator(), version=1)


def test_a_leader_posted_elsewhere_since_yesterday_answers_for_nothing_more() -> None:
    district, _group, _work = three_levels()
    matter = register_matter()
    assign_leader(matter, district, by=coordinator())

    Posting.objects.filter(staff=district.leader).update(until=timezone.localdate())

    assert not works_on(district, matter)
    with pytest.raises(Refused, match="no longer posted"):
        assign_leader(register_matter(), district, by=coordinator())


def test_nobody_answers_for_what_reports_them_or_what_they_stay_out_of() -> None:
    district, _group, _work = three_levels()
    reports, recused = register_matter(), register_matter()
    withhold(reports, [], by=SYSTEM, because="反映领导")
    assert district.leader
    Withholding.objects.get().people.add(district.leader)
    declare_recusal(recused, district.leader, by=coordinator(), because="亲属")

    for matter, told in ((reports, "cannot be entrusted to"), (recused, "cannot answer for this matter")):
        with pytest.raises(Refused, match=told):
            assign_leader(matter, district, by=coordinator())


def test_nobody_takes_over_the_place_of_a_leader_that_answers_for_what_reports_them() -> None:
    district, group, _work = three_levels()
    matter = register_matter()
    assign_leader(matter, district, by=coordinator())
    assert group.leader
    withhold(matter, [], people=[group.leader], by=SYSTEM, because="反映领导")

    with pytest.raises(Refused, match="cannot answer for all matters"):
        change_place(district, name=district.name, leader=group.leader, parent=None, by=coordinator())


def test_many_are_assigned_at_once_without_reports_and_recusals() -> None:
    district, _group, _work = three_levels()
    plain, report, recused = (register_matter(text=text) for text in ("漏水", "举报", "邻里"))
    withhold(report, [], by=SYSTEM, because="反映干部")
    assert district.leader
    declare_recusal(recused, district.leader, by=coordinator(), because="亲属")

    done = assign_leader_to_many([plain, report, recused], district, by=coordinator())

    assert (done.count, done.left_out) == (1, 2)
    assert [matter.ref for matter in Matter.objects.filter(leader_node=district)] == [plain.ref]


def test_a_place_closes_once_nothing_hangs_on_it() -> None:
    district, group, work = three_levels()
    matter = register_matter()
    assign_leader(matter, work, by=coordinator())

    with pytest.raises(Refused, match="groups beneath"):
        close_place(group, by=coordinator())
    with pytest.raises(Refused, match="open matters"):
        close_place(work, by=coordinator())
    assign_leader(matter, district, by=coordinator())
    close_place(work, by=coordinator())
    close_place(group, by=coordinator())
    with pytest.raises(Refused, match="is closed"):
        assign_leader(matter, work, by=coordinator())


def test_a_district_has_one_top_leader() -> None:
    first, second = place(LeaderLevel.DISTRICT, "区委书记"), place(LeaderLevel.DISTRICT, "区长")
    make_top(first, by=coordinator())
    make_top(second, by=coordinator())

    assert list(LeaderNode.objects.filter(is_top=True)) == [second]
    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderNode.objects.filter(pk=first.pk).update(is_top=True)


def test_only_who_may_set_leaders_changes_the_order() -> None:
    district, _group, _work = three_levels()
    outsider = make_staff(Role.TOWN_COORDINATOR, TOWN)
    with pytest.raises(NotPermitted):
        close_place(district, by=outsider)
    with pytest.raises(NotPermitted):
        assign_leader(register_matter(), district, by=outsider)


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_the_picture_shows_sixteen_leaders_with_their_groups_in_one_breath(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    area = Area.objects.get(pk=DISTRICT)
    nodes = [LeaderNode(level="district", name=f"区领导{n}", area=area) for n in range(16)]
    LeaderNode.objects.bulk_create(nodes)
    groups = [LeaderNode(level="leading_group", name=f"领导小组{n}", area=area, parent=nodes[n % 16]) for n in range(36)]
    LeaderNode.objects.bulk_create(groups)
    works = [LeaderNode(level="working_group", name=f"工作小组{n}", area=area, parent=groups[n % 36]) for n in range(80)]
    LeaderNode.objects.bulk_create(works)
    client = client_of(coordinator())

    with django_assert_max_num_queries(6):
        page = client.get(reverse("matters:leaders")).content.decode()

    assert all(f">{node.name}<" in page for node in (*nodes, *groups, *works))
    assert [len(branch.below) for branch in leader_tree(scope_of(coordinator()))].count(3) == 4


def test_places_and_leaders_are_set_on_their_pages() -> None:
    client, held_by = client_of(coordinator()), leader("李副区长")
    client.post(reverse("matters:leader_add", args=["district"]), {"name": "李副区长", "leader": held_by.pk})
    node = LeaderNode.objects.get()
    refused = client.post(reverse("matters:leader_add", args=["leading_group"]), {"name": "第一领导小组", "leader": ""})
    client.post(reverse("matters:leader_add", args=["leading_group"]), {"name": "第一领导小组", "leader": "", "parent": node.pk})
    client.post(reverse("matters:leader_place", args=[node.pk]), {"name": "李区长", "leader": held_by.pk})
    client.post(reverse("matters:leader_top", args=[node.pk]))
    matter = register_matter(category="房屋")
    register_matter(category="土地")
    address = reverse("matters:leader_assign_many", args=[node.pk])
    assert "1 open matter without a leader" in client.get(address, {"category": "房屋"}).content.decode()
    client.post(address, {"category": "房屋"})

    node.refresh_from_db()
    assert (refused.status_code, node.name, node.is_top, node.children.count()) == (422, "李区长", True, 1)
    assert list(node.matters.all()) == [matter]
    client.post(reverse("matters:leader_assign", args=[matter.ref]), {"node": "", "version": matter.version + 1})
    assert not node.matters.exists()
