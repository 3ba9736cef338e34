"""The page that sends a matter to units, their inbox, and who sees what."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries as Queries

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.matters.handovers import inbox_of
from huajie.matters.models import CategoryRoute, HandoverState, Kind, Matter
from huajie.matters.queries import matters_list
from huajie.matters.routing import choices_for
from huajie.matters.services.answering import sign
from huajie.matters.services.moving import move
from huajie.matters.services.withholding import withhold
from huajie.matters.states import State
from huajie.matters.tests.routing import accepted, assigned, bureau, centre, coordinator, district_coordinator, posted, sent_to
from huajie.people.tests.making import TOWN, VILLAGE, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    centre()
    with override("zh-hans"):
        yield


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def by_the_table(code: str = "rsj", category: str = "") -> CategoryRoute:
    return CategoryRoute.objects.create(kind=Kind.DISPUTE, category=category, unit=bureau(code), since=date(2021, 4, 1))


def waiting(staff: Staff) -> list[str]:
    return [one.matter.ref for one in inbox_of(scope_of(staff), staff)]


def test_units_named_by_area_and_table_come_first_with_the_reason_and_their_load(django_assert_num_queries: Queries) -> None:
    by_the_table()
    assigned("zjj")
    matter, office = accepted(), Unit.objects.get(code=f"unit-{TOWN}")
    bureau("mzj")

    with django_assert_num_queries(6):
        choices = choices_for(matter)

    named = {choice.unit: choice.reasons for choice in choices if choice.reasons}
    assert set(named) == {bureau(), office}
    assert "2021-04-01" in named[bureau()][0]
    assert {choice.unit.code: (choice.load.leads, choice.load.to_sign) for choice in choices}["zjj"] == (1, 1)
    assert [bool(choice.reasons) for choice in choices[:2]] == [True, True]


def test_a_unit_that_the_matter_reports_and_a_closed_one_are_not_offered() -> None:
    matter = accepted()
    withhold(matter, [bureau("zjj")], by=district_coordinator(), because="检举")
    bureau("mzj")
    Unit.objects.filter(code="mzj").update(active=False)

    assert {"zjj", "mzj"} & {choice.unit.code for choice in choices_for(matter)} == set()


def test_the_page_sends_it_to_one_that_leads_and_others_that_assist() -> None:
    by_the_table()
    bureau("zjj")
    matter, client = accepted(), signed_in(coordinator())
    address = reverse("matters:assign", args=[matter.ref])
    assert "2021-04-01" in client.get(address).content.decode()
    assert client.get(reverse("matters:move", args=[matter.ref, "assign"])).headers["Location"] == address
    day = (timezone.localdate() + timedelta(days=10)).isoformat()
    asked = {"version": matter.version, "unit": "rsj", "task": "牵头调处", "because": "劳资"}

    client.post(address, asked | {"assist0_unit": "zjj", "assist0_task": "核查工地", "assist0_due_on": day})

    matter.refresh_from_db()
    assert (matter.state, matter.lead_unit) == (State.ASSIGNED, bureau())
    assert [(one.unit.code, one.duty, one.task) for one in matter.handovers.all()] == [
        ("rsj", "lead", "牵头调处"),
        ("zjj", "assist", "核查工地"),
    ]


def test_a_unit_is_found_by_its_name_in_a_list_that_stands_on_the_page_once() -> None:
    housing = bureau("zjj")
    Unit.objects.filter(pk=housing.pk).update(name="住房和城乡建设局")
    matter, client = accepted(), signed_in(coordinator())
    address, asked = reverse("matters:assign", args=[matter.ref]), {"version": matter.version}

    assert client.get(address).content.decode().count("住房和城乡建设局") == 1
    assert "Choose the unit that leads" in client.post(address, asked).content.decode()
    assert "No unit has this name" in client.post(address, asked | {"other": "住建"}).content.decode()
    client.post(address, asked | {"unit": bureau().code, "other": "住房和城乡建设局"})

    matter.refresh_from_db()
    assert matter.lead_unit == housing


def test_of_two_who_send_it_at_once_the_second_writes_nothing() -> None:
    bureau("zjj")
    matter = accepted()
    seen = matter.version
    move(matter, "assign", by=coordinator(), facts={"unit": bureau().code})

    response = signed_in(coordinator()).post(
        reverse("matters:assign", args=[matter.ref]), {"version": seen, "unit": "zjj", "because": "更合适", "assist0_unit": "rsj"}
    )

    assert response.status_code == 422
    assert matter.handovers.get().unit == bureau()


def test_the_inbox_holds_what_waits_and_takes_the_signature() -> None:
    matter, staff = assigned(), posted(bureau())
    client = signed_in(staff)
    assert matter.ref in client.get(reverse("matters:inbox")).content.decode()

    client.post(reverse("matters:sign", args=[matter.ref, sent_to(matter).pk]), {"from": "inbox"})

    assert matter.handovers.get().state == HandoverState.RECEIVED
    assert waiting(staff) == []
    assert waiting(posted(bureau("zjj"))) == []


def test_the_inbox_asks_as_often_for_fifty_as_for_one(django_assert_max_num_queries: Queries) -> None:
    for _each in range(4):
        assigned()
    client = signed_in(posted(bureau()))
    client.get(reverse("matters:inbox"))

    with django_assert_max_num_queries(12):
        client.get(reverse("matters:inbox"))


def test_a_withheld_matter_waits_only_for_the_head_of_the_unit_that_leads() -> None:
    matter, clerk = assigned(), posted(bureau(), Role.CIVIL_AFFAIRS_CLERK)
    withhold(matter, [], by=district_coordinator(), because="检举")

    assert waiting(clerk) == []
    assert waiting(posted(bureau())) == [matter.ref]


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.MEDIATOR, Role.CIVIL_AFFAIRS_CLERK])
def test_in_a_sector_unit_one_sees_what_it_has_to_do_with_and_nothing_else(role: Role) -> None:
    kind = UnitKind.MEDIATION_COMMITTEE if role == Role.MEDIATOR else UnitKind.BUREAU
    Unit.objects.filter(pk=bureau().pk).update(kind=kind)
    mine, _other = assigned(), assigned("zjj")
    staff = posted(bureau(), role)

    assert list(matters_list(scope_of(staff))) == [mine]

    move(mine, "return", by=posted(bureau()), because="不属本单位")
    assert list(matters_list(scope_of(staff))) == []


def test_a_coordinator_of_the_centre_sees_its_whole_area() -> None:
    both = {assigned(), assigned("zjj")}
    assert set(matters_list(scope_of(district_coordinator()))) == both


def test_the_panel_says_who_is_late_and_what_each_unit_answered() -> None:
    matter = assigned()
    sign(sent_to(matter), by=posted(bureau()))
    matter.handovers.update(due_on=date(2026, 1, 5))

    page = signed_in(make_staff(Role.GRID_WORKER, VILLAGE)).get(reverse("matters:units", args=[matter.ref])).content.decode()

    assert "overdue" in page
    assert "Signed for" in page
    assert "Release" not in page


def test_a_stranger_finds_neither_panel_nor_page_nor_hand_over() -> None:
    matter, client = assigned(), signed_in(posted(bureau("zjj")))

    for address in (
        reverse("matters:units", args=[matter.ref]),
        reverse("matters:assign", args=[matter.ref]),
        reverse("matters:deadlines", args=[matter.ref]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("matters:sign", args=[matter.ref, sent_to(matter).pk])).status_code == 404


def test_a_closed_matter_leaves_the_inbox() -> None:
    matter = assigned()
    Matter.objects.filter(pk=matter.pk).update(state=State.ARCHIVED, is_open=False)
    assert waiting(posted(bureau())) == []
