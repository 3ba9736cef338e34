"""The table of categories: a change ends the row before, and open matters without a unit get theirs."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries as Queries

from huajie.accounts.models import Unit
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.category_table import table_for
from huajie.matters.models import CategoryRoute, Kind, Matter
from huajie.matters.services.category_routes import apply_routes, set_route
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.making import register_matter
from huajie.matters.tests.routing import bureau, centre, coordinator, district_coordinator
from huajie.people.tests.making import TOWN, make_areas, make_staff

SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
    centre()


def test_a_change_ends_the_row_before_and_begins_a_new_one() -> None:
    set_route(Kind.DISPUTE, "劳动争议", bureau("rsj"), since=SPRING, by=district_coordinator(), source="区府办〔2026〕3号")
    set_route(Kind.DISPUTE, "劳动争议", bureau("zjj"), since=AUTUMN, by=district_coordinator())

    rows = [(route.unit.code, route.since, route.until) for route in CategoryRoute.objects.order_by("since")]
    assert rows == [("rsj", SPRING, AUTUMN), ("zjj", AUTUMN, None)]
    assert Entry.objects.filter(act=Act.CATEGORY_ROUTED.value).count() == 2


def test_new_matters_get_the_unit_of_their_category_otherwise_that_of_their_kind() -> None:
    set_route(Kind.DISPUTE, "劳动争议", bureau("rsj"), since=SPRING, by=SYSTEM)
    set_route(Kind.DISPUTE, "", bureau("zjj"), since=SPRING, by=SYSTEM)

    assert register_matter(category="劳动争议").sector_unit == bureau("rsj")
    assert register_matter(category="邻里纠纷").sector_unit == bureau("zjj")


@pytest.mark.parametrize("wrong", ["closed", "before", "same", "kind"])
def test_what_makes_no_sense_is_refused_and_writes_nothing(wrong: str) -> None:
    set_route(Kind.DISPUTE, "", bureau("rsj"), since=AUTUMN, by=SYSTEM)
    Unit.objects.filter(code=bureau("mzj").code).update(active=False)
    asked = {
        "closed": (Kind.DISPUTE, bureau("mzj"), AUTUMN),
        "before": (Kind.DISPUTE, bureau("zjj"), SPRING),
        "same": (Kind.DISPUTE, bureau("rsj"), AUTUMN),
        "kind": ("nothing", bureau("zjj"), AUTUMN),
    }
    kind, unit, since = asked[wrong]

    with pytest.raises(Refused):
        set_route(kind, "", unit, since=since, by=SYSTEM)

    assert CategoryRoute.objects.get().until is None


def test_only_those_who_may_edit_it_edit_it() -> None:
    with pytest.raises(NotPermitted):
        set_route(Kind.DISPUTE, "", bureau(), since=SPRING, by=coordinator())
    client = Client()
    client.force_login(make_staff(Role.TOWN_COORDINATOR, TOWN))
    assert client.get(reverse("matters:category_routes")).status_code == 403


def test_open_matters_without_a_unit_get_theirs_in_steps_and_the_page_says_how_many_are_left() -> None:
    labour = [register_matter(category="劳动争议", text=f"第{number}件欠薪") for number in range(3)]
    other, closed = register_matter(category="邻里纠纷"), register_matter(category="劳动争议", text="办结的欠薪")
    Matter.objects.filter(pk=closed.pk).update(state="archived", is_open=False)
    set_route(Kind.DISPUTE, "劳动争议", bureau("rsj"), since=SPRING, by=SYSTEM)

    first = apply_routes(by=district_coordinator(), most=2)
    second = apply_routes(by=district_coordinator(), most=2)

    assert [(one.done, one.left) for one in (first, second)] == [(2, 1), (1, 0)]
    assert set(Matter.objects.filter(sector_unit=bureau("rsj"))) == set(labour)
    other.refresh_from_db()
    assert other.sector_unit is None


def test_a_row_that_begins_tomorrow_gives_nothing_today() -> None:
    register_matter(category="劳动争议")
    set_route(Kind.DISPUTE, "劳动争议", bureau("rsj"), since=timezone.localdate() + timedelta(days=1), by=SYSTEM)
    assert apply_routes(by=SYSTEM).done == 0


def test_the_page_counts_what_waits_and_what_no_row_knows(django_assert_num_queries: Queries) -> None:
    register_matter(category="劳动争议")
    register_matter(category="邻里纠纷")
    withhold(register_matter(category="村务管理纠纷"), [centre()], by=SYSTEM, because="检举")
    set_route(Kind.DISPUTE, "劳动争议", bureau("rsj"), since=SPRING, by=SYSTEM)
    scope = scope_of(district_coordinator())

    with django_assert_num_queries(2):
        table = table_for(scope)

    assert [(row.route.category, row.waiting) for row in table.rows] == [("劳动争议", 1)]
    assert [(one.category, one.count) for one in table.unknown] == [("邻里纠纷", 1)]


def test_the_page_takes_a_new_row_and_applies_the_table() -> None:
    register_matter(category="劳动争议")
    unit, client = bureau("rsj"), Client()
    client.force_login(district_coordinator())
    address = reverse("matters:category_routes")

    client.post(address, {"kind": "dispute", "category": "劳动争议", "unit": unit.pk, "since": "2026-04-01", "source": "三定方案"})
    assert "三定方案" in client.get(address).content.decode()
    client.post(reverse("matters:apply_routes"))

    assert Matter.objects.get().sector_unit == unit
    assert client.post(address, {"kind": "dispute", "unit": unit.pk, "since": ""}).status_code == 422
