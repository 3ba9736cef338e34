"""Withholding a report of misconduct by hand, and showing it again."""

from collections.abc import Callable
from typing import Any  # what pytest-django gives

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from huajie.accounts.models import Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.models import Kind, Matter, Party, PartyRole, Telling, Withholding
from huajie.matters.newcomers import Reported
from huajie.matters.queries import matters_list
from huajie.matters.routing import loads_of
from huajie.matters.services.withholding import lift_withholding, withhold, withhold_named
from huajie.matters.tests.making import register_matter
from huajie.matters.withheld import demand_not_reported
from huajie.matters.worklists import Worklist, counts_of
from huajie.people.tests.making import DISTRICT, TOWN, VILLAGE, make_areas, make_staff, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(role: Role, area: str) -> Client:
    client = Client()
    client.force_login(make_staff(role, area))
    return client


def committee() -> Unit:
    return Unit.objects.create(code="lake", name="东湖村委会", kind=UnitKind.VILLAGE_COMMITTEE, area_id=VILLAGE)


def seen(role: Role, area: str) -> list[str]:
    return [matter.ref for matter in matters_list(scope_of(make_staff(role, area)))]


def test_whoever_may_see_it_sees_everywhere_that_it_is_kept_from_those_reported() -> None:
    matter, other = register_matter(text="会计做假账", title="会计做假账"), register_matter(text="漏水", title="漏水")
    withhold(matter, [committee()], by=make_staff(Role.TOWN_COORDINATOR, TOWN), because="reports the accountant")
    client = signed_in(Role.TOWN_COORDINATOR, TOWN)

    def marks(address: str) -> int:
        return client.get(address).content.decode().count("Kept from those reported")

    assert marks(reverse("matters:index")) == marks(reverse("matters:search") + "?q=做假账") == 1
    assert (marks(reverse("matters:matter", args=[matter.ref])), marks(reverse("matters:matter", args=[other.ref]))) == (1, 0)
    assert "东湖村委会 · They find it in no list" in client.get(reverse("matters:matter", args=[matter.ref])).content.decode()


def test_on_the_page_a_coordinator_chooses_the_units_says_why_and_it_is_gone_for_others() -> None:
    matter, unit = register_matter(), committee()
    client, address = signed_in(Role.TOWN_COORDINATOR, TOWN), reverse("matters:withhold", args=[matter.ref])

    assert unit.name in client.get(address).content.decode()
    response = client.post(address, {"units": [unit.pk], "because": "reports the committee's accountant"})

    assert response.headers["Location"] == reverse("matters:matter", args=[matter.ref])
    assert seen(Role.TOWN_COORDINATOR, TOWN) == [matter.ref]
    assert seen(Role.GRID_WORKER, VILLAGE) == []
    entry = Entry.objects.get(act=Act.MATTER_WITHHELD.value)
    assert (entry.subject, entry.purpose, entry.detail) == (matter.ref, "reports the committee's accountant", {"units": ["lake"]})


def test_whoever_withholds_it_from_their_own_unit_is_led_away_from_it() -> None:
    matter = register_matter()
    client = signed_in(Role.TOWN_COORDINATOR, TOWN)

    response = client.post(
        reverse("matters:withhold", args=[matter.ref]), {"units": [Unit.objects.get(area_id=TOWN).pk], "because": "reports us"}
    )

    assert response.headers["Location"] == reverse("matters:index")
    assert client.get(reverse("matters:matter", args=[matter.ref])).status_code == 404
    assert seen(Role.DISTRICT_COORDINATOR, DISTRICT) == [matter.ref]


def test_without_a_reason_nothing_happens() -> None:
    matter = register_matter()

    assert signed_in(Role.TOWN_COORDINATOR, TOWN).post(reverse("matters:withhold", args=[matter.ref]), {"because": ""}).status_code == 422
    with pytest.raises(Refused):
        withhold(matter, [], by=SYSTEM, because=" ")
    assert not Withholding.objects.exists()


def test_it_is_shown_again_with_a_reason_and_on_record() -> None:
    matter = register_matter()
    withhold(matter, [committee()], by=SYSTEM, because="reports the committee")

    signed_in(Role.TOWN_COORDINATOR, TOWN).post(reverse("matters:lift_withholding", args=[matter.ref]), {"because": "a mistake"})

    assert seen(Role.GRID_WORKER, VILLAGE) == [matter.ref]
    assert Entry.objects.get(act=Act.WITHHOLDING_LIFTED.value).purpose == "a mistake"
    with pytest.raises(Refused):
        lift_withholding(matter, by=SYSTEM, because="again")


def test_nobody_lifts_what_is_withheld_from_them() -> None:
    matter, staff = register_matter(), make_staff(Role.TOWN_COORDINATOR, TOWN)
    withhold(matter, [Unit.objects.get(area_id=TOWN)], by=SYSTEM, because="reports the town office")

    with pytest.raises(NotPermitted):
        lift_withholding(matter, by=staff, because="it is nothing")


def test_only_those_who_may_see_reports_withhold_and_only_in_their_area() -> None:
    matter = register_matter()
    address = reverse("matters:withhold", args=[matter.ref])

    assert signed_in(Role.GRID_WORKER, VILLAGE).get(address).status_code == 403
    with pytest.raises(NotPermitted):
        withhold(matter, [], by=make_staff(Role.GRID_WORKER, VILLAGE), because="reports somebody")


def test_a_list_withholds_from_every_unit_of_ours_that_it_names() -> None:
    office = Unit.objects.create(code="office", name="东镇人民政府", kind=UnitKind.TOWN_OFFICE, area_id=TOWN)
    committee()

    register_matter(reported=Reported("检举控告", ("东镇人民政府",)))

    held = Withholding.objects.get(matter=Matter.objects.get())
    assert {unit.code for unit in held.units.all()} == {office.code, "lake"}


@pytest.mark.parametrize(
    ("name", "said"), [("新华街道办事处", "新华街道办"), ("花都区民政局", "民政局"), ("民政局", "花都区民政局"), ("民政局", "民政局")]
)
def test_a_unit_is_found_by_a_shorter_or_a_longer_name(name: str, said: str) -> None:
    unit = Unit.objects.create(code="named", name=name, kind=UnitKind.BUREAU, area_id=DISTRICT)

    register_matter(reported=Reported("检举控告", (said,)))

    assert list(Withholding.objects.get().units.all()) == [unit]


def test_two_characters_are_no_name_of_a_unit() -> None:
    Unit.objects.create(code="named", name="花都区民政局", kind=UnitKind.BUREAU, area_id=DISTRICT)

    register_matter(reported=Reported("检举控告", ("民政",)))

    assert not Withholding.objects.get().units.exists()


def test_a_petition_accepted_as_a_report_is_withheld_from_those_whom_it_names() -> None:
    village, matter = committee(), register_matter(kind=Kind.PETITION)
    office = Unit.objects.create(code="office", name="东镇人民政府", kind=UnitKind.TOWN_OFFICE, area_id=TOWN)
    colleague = make_staff(Role.GRID_WORKER, VILLAGE)
    Party.objects.create(matter=matter, person=register(colleague.display_name), role=PartyRole.OTHER_PARTY, source="row:1")
    Telling.objects.update(noted={"other_organisation": "东镇人民政府"})

    withhold_named(matter, by=None)

    held = Withholding.objects.get()
    assert (set(held.units.all()), set(held.people.all())) == ({village, office}, {colleague})


def test_a_member_of_staff_who_is_reported_does_not_see_it_wherever_they_are_posted_and_the_record_names_nobody() -> None:
    matter, reported = register_matter(), make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)
    client, address = signed_in(Role.TOWN_COORDINATOR, TOWN), reverse("matters:withhold", args=[matter.ref])
    assert f'value="{reported.pk}"' in client.get(address).content.decode()

    client.post(address, {"people": [reported.pk], "because": "reports a coordinator"})

    assert seen(Role.DISTRICT_COORDINATOR, DISTRICT) == []
    assert seen(Role.TOWN_COORDINATOR, TOWN) == [matter.ref]
    assert Entry.objects.get(act=Act.MATTER_WITHHELD.value).detail == {"units": [], "people": 1}
    with pytest.raises(Refused):
        demand_not_reported(matter, people=[reported])


def test_changing_it_begins_with_what_was_chosen() -> None:
    matter, unit = register_matter(), committee()
    withhold(matter, [unit], by=SYSTEM, because="reports the committee")

    page = signed_in(Role.TOWN_COORDINATOR, TOWN).get(reverse("matters:withhold", args=[matter.ref])).content.decode()

    assert f'value="{unit.pk}" checked' in page


def test_nothing_remembered_for_a_reader_outlives_a_withholding(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    matter, scope = register_matter(), scope_of(make_staff(Role.GRID_WORKER, VILLAGE))
    assert counts_of(scope)[Worklist.OPEN] == 1

    with django_capture_on_commit_callbacks(execute=True):
        withhold(matter, [committee()], by=SYSTEM, because="reports the committee")

    assert counts_of(scope)[Worklist.OPEN] == 0


def test_a_report_is_no_part_of_what_somebody_has_to_do_where_people_and_units_are_chosen() -> None:
    matter, unit = register_matter(), committee()
    Matter.objects.filter(pk=matter.pk).update(lead_unit=unit)
    assert loads_of([unit.pk])[unit.pk].leads == 1

    withhold(matter, [], by=SYSTEM, because="reports somebody")

    assert loads_of([unit.pk]) == {}


def test_a_list_asks_of_its_own_matters_alone_whether_they_are_withheld() -> None:
    scope = scope_of(make_staff(Role.TOWN_COORDINATOR, TOWN))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table as small as a test's is scanned whatever its indexes

    plan = matters_list(scope).order_by("-found_on", "-pk")[:50].explain()

    assert "SCAN matters_withholding" not in plan
    assert "Seq Scan on matters_withholding" not in plan
