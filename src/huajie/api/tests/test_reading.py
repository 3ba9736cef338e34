"""What machines read: the same as the pages, within the token's scope, masked, page by page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Permission
from huajie.api.tests.making import Machine, machine
from huajie.audit.services import SYSTEM
from huajie.matters.models import Matter, Step, Telling
from huajie.matters.services.merging import merge_matters
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import ID_NUMBER, OTHER_VILLAGE, PHONE, TOWN, VILLAGE, id_card, make_areas, make_staff, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_matters_are_those_of_the_scope() -> None:
    own, far = register_matter(register("陈伟"), text="楼上漏水"), register_matter(text="噪音扰民", area_code=OTHER_VILLAGE)
    town = machine(make_staff())
    items = town.read("matters")["items"]
    assert [(item["ref"], item["people"], item["area"]) for item in items] == [(own.ref, ["陈伟"], {"code": VILLAGE, "name": "东湖村"})]
    assert town.get(f"matters/{far.ref}").status_code == 404


def test_the_tokens_area_narrows_what_its_person_sees() -> None:
    register_matter(area_code=VILLAGE)
    far = register_matter(area_code=OTHER_VILLAGE)
    narrow = machine(area=TOWN)
    assert [item["area"]["code"] for item in narrow.read("matters")["items"]] == [VILLAGE]
    assert narrow.get(f"matters/{far.ref}").status_code == 404


def test_a_report_of_misconduct_goes_through_to_no_machine() -> None:
    told = register_matter()
    withhold(told, [], by=SYSTEM, because="报告干部")
    district = machine()
    assert district.read("matters")["items"] == []
    assert district.get(f"matters/{told.ref}").status_code == 404


def test_one_matter_says_what_its_page_says_masked() -> None:
    chen = register("陈伟", identifiers=(id_card(),), phones=(PHONE,))
    told = register_matter(chen, register("黎二妹"), text="楼上漏水")
    response = machine().get(f"matters/{told.ref}")
    shown = response.json()
    assert [party["name"] for party in shown["parties"]] == ["陈伟", "黎二妹"]
    assert shown["tellings"][0]["text"] == "楼上漏水"
    assert ID_NUMBER not in response.content.decode()
    assert PHONE not in response.content.decode()


def test_the_reference_of_a_merged_matter_leads_to_the_one_that_stands() -> None:
    kept, absorbed = register_matter(), register_matter()
    merge_matters(kept, absorbed, by=SYSTEM, because="同一件事")
    assert machine().read(f"matters/{absorbed.ref}")["ref"] == kept.ref


def test_people_are_those_of_the_scope_and_masked() -> None:
    chen = register("陈伟", identifiers=(id_card(),), phones=(PHONE,))
    far = register("黎二妹", OTHER_VILLAGE)
    town = machine(make_staff())
    assert [(item["ref"], item["phones"]) for item in town.read("people")["items"]] == [(chen.ref, ["154****0001"])]
    assert ID_NUMBER not in town.get(f"people/{chen.ref}").content.decode()
    assert town.get(f"people/{far.ref}").status_code == 404


def test_areas_and_units_are_those_of_the_scope() -> None:
    town = machine(make_staff())
    assert [item["code"] for item in town.read("areas")["items"]] == [TOWN, VILLAGE]
    assert [item["code"] for item in town.read("areas", level="village", within=TOWN)["items"]] == [VILLAGE]
    assert town.read(f"units/unit-{TOWN}")["area"]["code"] == TOWN


def test_pages_follow_one_another_to_the_end() -> None:
    told = [register_matter(told_on=timezone.localdate() - timedelta(days=day)) for day in range(5)]
    district, seen, cursor = machine(), [], ""
    while True:
        page = district.read("matters", size=2, cursor=cursor)
        seen += [item["ref"] for item in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(seen) == sorted(matter.ref for matter in told)


def test_filters_narrow_as_on_the_page() -> None:
    told = register_matter(text="楼上漏水", category="邻里纠纷")
    register_matter(text="噪音扰民", category="其他")
    district = machine()
    for asked in (
        {"category": "邻里纠纷"},
        {"words": "漏水"},
        {"kind": "dispute", "category": "邻里纠纷", "area": TOWN, "channel": "ledger"},
    ):
        assert [item["ref"] for item in district.read("matters", **asked)["items"]] == [told.ref]
    assert district.read("matters", kind="petition")["items"] == []


def test_a_copy_is_kept_by_asking_for_what_changed() -> None:
    old, retold, absorbing, absorbed, new = (register_matter() for _ in range(5))
    before = datetime(2021, 5, 1, tzinfo=UTC)
    Step.objects.exclude(matter=new).update(at=before)
    Telling.objects.exclude(matter=new).update(recorded_at=before)
    Telling.objects.filter(matter__in=[retold, absorbed]).update(recorded_at=timezone.now())
    merge_matters(absorbing, absorbed, by=SYSTEM, because="同一件事")
    items = machine().read("matters", changed_since="2021-06-01T00:00:00+08:00")["items"]
    assert {item["ref"] for item in items} == {retold.ref, absorbing.ref, new.ref}
    assert machine().get("matters", changed_since="2021-06-01T00:00:00").status_code == 422  # without an offset
    assert old.ref not in {item["ref"] for item in items}


@pytest.mark.parametrize(("path", "queries"), [("matters", 5), ("people", 6), ("areas", 3), ("units", 3)])
def test_a_list_takes_as_many_queries_as_ever(path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        register_matter(register(f"陈伟{number}", identifiers=(id_card(),)))
    hotline = machine(make_staff())
    hotline.read("me")
    with django_assert_num_queries(queries):
        hotline.read(path)


def test_one_matter_takes_as_many_queries_however_much_it_holds() -> None:
    few = register_matter(register("陈伟"), register("黎二妹"))
    many = register_matter(*(register(f"陈伟{number}", identifiers=(id_card(),), phones=(PHONE,)) for number in range(8)))
    hotline = machine(make_staff())
    hotline.read("me")
    asked = [_queries(hotline, matter) for matter in (few, many)]
    assert asked[0] == asked[1] <= 26  # its page's, and the moves that are possible


def _queries(hotline: Machine, matter: Matter) -> int:
    with CaptureQueriesContext(connection) as captured:
        hotline.read(f"matters/{matter.ref}")
    return len(captured)


def test_the_description_is_open_to_everyone() -> None:
    assert Client().get("/api/openapi.json").json()["openapi"] == "3.1.0"


def test_a_token_that_may_nothing_any_more_reads_nothing() -> None:
    hotline = machine(make_staff(), [Permission.SEE_MATTERS])
    make_staff().postings.update(until="2022-01-01")
    assert hotline.get("matters").status_code == 403
