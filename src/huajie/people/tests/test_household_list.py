"""The list of households: found by words, sorted, page by page, and as a workbook."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.roles import Role
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.people.models import Household
from huajie.people.newcomers import NewHousehold, NewMember
from huajie.people.services.merging import merge_people
from huajie.people.services.registering import register_households
from huajie.people.tests.making import DISTRICT, OTHER_VILLAGE, PHONE, VILLAGE, make_areas, make_staff, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


@pytest.fixture
def client() -> Client:
    browser = Client()
    browser.force_login(make_staff(Role.DISTRICT_COORDINATOR, DISTRICT))
    return browser


def home(*names: str, address: str = "", area: str = VILLAGE) -> Household:
    members = tuple(NewMember(register(name, area).pk, "") for name in names)
    return register_households([NewHousehold(area_code=area, source="row:1", address=address, head_id=None, members=members)])[0]


def found(client: Client, **asked: str) -> list[str]:
    response = client.post(reverse("people:households"), asked, follow=True)
    return [line.household.ref for line in response.context["lines"]]


def test_households_are_found_by_member_address_and_reference(client: Client) -> None:
    lake, ridge = home("陈伟", "李珍", address="东湖村3社12号"), home("黄小兰", address="西岭村B座8号", area=OTHER_VILLAGE)

    for words in ("陈伟", "李珍", "chenwei", "3社12", lake.ref, lake.ref.lower()):
        assert found(client, words=words) == [lake.ref], words
    assert found(client, words="b座") == [ridge.ref]
    assert found(client, words="黄小兰", area=VILLAGE) == []
    assert found(client, words="没有") == []


def test_a_member_who_was_merged_is_found_under_the_name_that_stands(client: Client) -> None:
    lake = home("陈伟")
    merge_people(register("陈大伟"), lake.memberships.get().person, by=SYSTEM, because="same")

    assert found(client, words="陈大伟") == [lake.ref]


def test_the_newest_come_first_when_asked_and_pages_follow(client: Client) -> None:
    homes = [home(f"陈{number}") for number in range(51)]

    first = client.get(reverse("people:households"), {"sort": "newest"})
    second = client.get(reverse("people:households"), {"sort": "newest", "after": first.context["page"].next_cursor})

    refs = [line.household.ref for answer in (first, second) for line in answer.context["lines"]]
    assert refs == [each.ref for each in reversed(homes)]


def test_people_are_sorted_by_name_or_newest_first(client: Client) -> None:
    for name in ("陈伟", "安平"):
        register(name)

    for sort, names in (("name", ["安平", "陈伟"]), ("newest", ["安平", "陈伟"]), ("", ["安平", "陈伟"])):
        lines = client.get(reverse("people:index"), {"sort": sort}).context["lines"]
        assert [line.person.name for line in lines] == names


def test_a_number_never_stands_in_the_address(client: Client) -> None:
    response = client.post(reverse("people:households"), {"words": PHONE})

    assert response.status_code == 200
    assert PHONE not in response.content.decode()


def test_a_search_takes_the_same_queries_for_one_and_for_fifty(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(50):
        home(f"陈{number}", address="东湖村")

    with django_assert_max_num_queries(9):
        client.get(reverse("people:households"), {"words": "东湖村"})


def test_the_export_holds_what_the_list_shows_and_is_on_record(client: Client) -> None:
    home("陈伟", "李珍", address="=1+1"), home("黄小兰")

    response = client.post(reverse("people:export_households"), {"words": "陈伟"})

    sheet = load_workbook(BytesIO(response.getvalue())).worksheets[0]
    assert [cell.value for cell in sheet[2]][1:3] == ["陈伟、李珍", 2]
    assert (sheet.cell(2, 5).value, sheet.cell(2, 5).data_type, sheet.max_row) == ("=1+1", "s", 2)
    assert Entry.objects.get(act="people.households_exported").detail == {"rows": 1, "area": "", "by_words": True}
