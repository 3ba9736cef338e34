"""Tokens: who makes them, what they give at the moment of a call, and how they end."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Posting, Unit, UnitKind
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.api.caller import scope_of_token
from huajie.api.models import ApiToken
from huajie.api.offered import READING
from huajie.api.services.tokens import make_token, revoke_token
from huajie.api.tests.making import machine
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.models import Matter
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, TOWN, VILLAGE, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(role: Role, area: str = DISTRICT) -> Client:
    client = Client()
    client.force_login(make_staff(role, area))
    return client


def form(**changes: object) -> dict[str, object]:
    coordinator = make_staff(Role.TOWN_COORDINATOR, TOWN)
    last = timezone.localdate() + timedelta(days=30)
    said = {"name": "热线平台", "staff": coordinator.pk, "permissions": ["see_matters"], "area": TOWN, "expires_on": last.isoformat()}
    return said | changes


@pytest.mark.parametrize("role", Role)
def test_the_pages_open_for_operators_and_district_coordinators_alone(role: Role) -> None:
    expected = 200 if Permission.EDIT_TOKENS in PERMISSIONS[role] else 403
    browser = signed_in(role)
    assert [browser.get(reverse(f"systems:{page}")).status_code for page in ("index", "add")] == [expected] * 2


def test_the_secret_is_shown_once_and_kept_nowhere() -> None:
    browser = signed_in(Role.OPERATOR)
    made = browser.post(reverse("systems:add"), form())
    secret = made.content.decode().partition('value="huajie_')[2].partition('"')[0]
    token = ApiToken.objects.get()

    assert len(secret) == 43
    assert made["Cache-Control"] == "no-store"
    assert secret not in browser.get(reverse("systems:token", args=[token.pk])).content.decode()
    assert secret not in str(list(ApiToken.objects.values())) + str(list(Entry.objects.values()))
    assert Client(headers={"Authorization": f"Bearer huajie_{secret}"}).get("/api/me").json()["name"] == "热线平台"


@pytest.mark.parametrize(
    "wrong",
    [
        {"staff": ""},
        {"unit": "one"},
        {"permissions": []},
        {"permissions": ["edit_staff"]},
        {"expires_on": "2020-01-01"},
        {"area": "440192"},
    ],
)
def test_a_form_that_does_not_make_sense_makes_no_token(wrong: dict[str, object]) -> None:
    said = form(**wrong)
    if wrong.get("unit"):
        said["unit"] = Unit.objects.get(code=f"unit-{TOWN}").pk
    response = signed_in(Role.OPERATOR).post(reverse("systems:add"), said)
    assert response.status_code == 422
    assert not ApiToken.objects.exists()


def test_a_token_ends_within_a_year() -> None:
    last = timezone.localdate() + timedelta(days=400)
    with pytest.raises(Refused):
        make_token("x", make_staff(), READING, Area.objects.get(pk=TOWN), last, by=SYSTEM)


def test_nobody_lets_a_system_in_elsewhere() -> None:
    operator = make_staff(Role.OPERATOR, TOWN)
    with pytest.raises(NotPermitted):
        make_token("x", make_staff(), READING, Area.objects.get(pk=OTHER_TOWN), timezone.localdate(), by=operator)
    elsewhere = machine(area=OTHER_TOWN).token
    assert signed_in(Role.OPERATOR, TOWN).get(reverse("systems:token", args=[elsewhere.pk])).status_code == 404
    assert signed_in(Role.OPERATOR, TOWN).post(reverse("systems:revoke", args=[elsewhere.pk])).status_code == 404


def test_a_token_gives_what_was_asked_for_as_far_as_the_person_may_it_now() -> None:
    coordinator = make_staff(Role.TOWN_COORDINATOR, TOWN)
    token = machine(coordinator, [Permission.SEE_MATTERS, Permission.SEE_AREAS], VILLAGE).token
    assert scope_of_token(token).prefixes == {Permission.SEE_MATTERS: (VILLAGE,), Permission.SEE_AREAS: (VILLAGE,)}
    Posting.objects.filter(staff=coordinator).update(role=Role.AUDITOR)
    assert scope_of_token(token).prefixes == {Permission.SEE_AREAS: (VILLAGE,)}
    Posting.objects.filter(staff=coordinator).update(until=date(2022, 1, 1))
    assert scope_of_token(token).prefixes == {}


def test_a_token_made_for_more_than_the_persons_area_reaches_no_further_than_it() -> None:
    assert machine(make_staff(), [Permission.SEE_MATTERS]).read("me")["permissions"] == {"see_matters": [TOWN]}


def test_a_unit_reads_within_its_own_area() -> None:
    unit = Unit.objects.get(code=make_staff().postings.get().unit.code)
    assert machine(unit, [Permission.SEE_MATTERS]).read("me")["permissions"] == {"see_matters": [TOWN]}


def test_a_bureaus_token_reads_what_the_bureau_is_involved_in() -> None:
    bureau = Unit.objects.create(code="housing", name="住建局", kind=UnitKind.BUREAU, area_id=DISTRICT)
    register_matter()
    led = register_matter()
    Matter.objects.filter(pk=led.pk).update(lead_unit=bureau)
    assert [item["ref"] for item in machine(bureau).read("matters")["items"]] == [led.ref]


def test_a_revoked_token_is_refused_from_the_next_call_on() -> None:
    hotline = machine()
    assert hotline.get("me").status_code == 200
    revoke_token(hotline.token, by=make_staff(Role.OPERATOR, DISTRICT))
    assert (hotline.get("me").status_code, hotline.get("me").json()["code"]) == (401, "token_revoked")


def test_a_token_counts_to_the_end_of_its_last_day() -> None:
    with time_machine.travel("2026-03-01T12:00:00+08:00", tick=False):
        hotline = machine(days=1)
    with time_machine.travel("2026-03-02T23:59:00+08:00", tick=False):
        assert hotline.get("me").status_code == 200
    with time_machine.travel("2026-03-03T00:01:00+08:00", tick=False):
        assert hotline.get("me").json()["code"] == "token_expired"


def test_a_closed_account_and_a_closed_unit_let_nobody_in() -> None:
    person, unit = make_staff(), make_staff(Role.MEDIATOR, OTHER_TOWN).postings.get().unit
    machines = [machine(person), machine(unit)]
    person.is_active = unit.active = False
    person.save()
    unit.save()
    assert [one.get("me").json()["code"] for one in machines] == ["bearer_closed"] * 2


def test_making_and_revoking_are_on_record_and_so_is_the_first_use_of_each_day() -> None:
    hotline = machine(name="热线平台")
    for _ in range(3):
        hotline.read("me")
    revoke_token(hotline.token, by=make_staff(Role.OPERATOR, DISTRICT))
    entries = Entry.objects.filter(subject=f"token:{hotline.token.pk}").order_by("number")
    assert [entry.act for entry in entries] == [Act.SYSTEM_LET_IN.value, Act.SYSTEM_CALLED.value, Act.SYSTEM_SHUT_OUT.value]
    assert entries[1].detail["name"] == "热线平台"
    assert entries[1].actor == hotline.token.staff.audit_name if hotline.token.staff else False


def test_the_way_in_takes_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    hotline = machine()
    hotline.read("me")
    with django_assert_num_queries(2):  # the token, the postings
        hotline.read("me")
