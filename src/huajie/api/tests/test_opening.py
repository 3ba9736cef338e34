"""Opening a matter from another system: the form of the window, its rules and its record."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Posting, Unit
from huajie.accounts.roles import Permission, Role
from huajie.api.models import KeptAnswer
from huajie.api.offered import OFFERED, READING
from huajie.api.services.tokens import make_token
from huajie.api.tests.making import Machine, machine
from huajie.areas.models import Area
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import Refused
from huajie.matters.models import Matter
from huajie.matters.tests.making import register_matter
from huajie.people.models import Person
from huajie.people.tests.making import ID_NUMBER, OTHER_VILLAGE, TOWN, VILLAGE, id_card, make_areas, make_staff, register

WORDS = "楼上卫生间漏水,多次交涉没有修好"


@pytest.fixture
def hotline(db: None) -> Machine:
    make_areas()
    return machine(make_staff(Role.HOTLINE_OPERATOR, TOWN), OFFERED, TOWN)


def sent(**changes: Any) -> dict[str, Any]:
    said = {"kind": "dispute", "text": WORDS, "channel": "hotline", "told_on": timezone.localdate().isoformat()}
    return said | {"area": VILLAGE, "name": "陈伟", "phone": "15400000001"} | changes


def test_a_matter_is_opened_and_the_receipt_given(hotline: Machine) -> None:
    response = hotline.post("matters", sent())
    taken = response.json()
    assert (response.status_code, response["Location"], taken["told_again"]) == (201, f"/api/matters/{taken['matter']}", False)
    shown = hotline.read(f"matters/{taken['matter']}")
    assert (shown["summary"], shown["people"], shown["parties"][0]["phones"]) == (WORDS, ["陈伟"], ["154****0001"])


def test_the_record_names_the_person_and_the_system(hotline: Machine) -> None:
    hotline.post("matters", sent())
    entry = Entry.objects.get(act=Act.MATTER_OPENED.value)
    assert (entry.actor, entry.detail["through"]) == (f"staff:hotline_operator-{TOWN}", "热线平台")


def test_the_same_act_asked_for_again_opens_nothing_more(hotline: Machine) -> None:
    first, second = hotline.post("matters", sent()), hotline.post("matters", sent())
    assert (second.status_code, second.json(), second["Location"]) == (201, first.json(), first["Location"])
    assert Matter.objects.count() == 1
    changed = hotline.post("matters", sent(text="别的事"))
    assert (changed.status_code, changed.json()["code"]) == (422, "key_used_otherwise")


@pytest.mark.parametrize("key", ["", "两", "x" * 101, "with space"])
def test_an_act_without_a_good_key_is_refused(hotline: Machine, key: str) -> None:
    response = hotline.post("matters", sent(), key=key.encode().decode("latin-1"))
    assert (response.status_code, response.json()["code"]) == (422, "invalid")
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"id_number": "440190199112098001"}, "body.id_number"),
        ({"kind": "petition"}, "body.petition_class"),
        ({"told_on": "2999-01-01"}, "body.told_on"),
        ({"area": OTHER_VILLAGE}, "body.area"),
        ({"text": "a\x00b"}, "body.text"),
        ({"person": "R99999999"}, "body.person"),
    ],
)
def test_what_the_form_refuses_is_told_at_its_place(hotline: Machine, wrong: dict[str, str], at: str) -> None:
    response = hotline.post("matters", sent(**wrong))
    assert response.status_code == 422
    assert [fault["at"] for fault in response.json()["errors"]] == [at]
    assert not Matter.objects.exists()
    assert not KeptAnswer.objects.exists()


def test_somebody_known_for_certain_is_the_same_person(hotline: Machine) -> None:
    chen = register("陈伟", identifiers=(id_card(),))
    taken = hotline.post("matters", sent(id_number=ID_NUMBER)).json()
    assert hotline.read(f"matters/{taken['matter']}")["parties"][0]["ref"] == chen.ref
    assert Person.objects.count() == 1


def test_a_known_matter_is_told_again(hotline: Machine) -> None:
    known = register_matter()
    taken = hotline.post("matters", sent(known=known.ref)).json()
    assert (taken["matter"], taken["told_again"]) == (known.ref, True)


def test_a_token_made_for_reading_opens_nothing(hotline: Machine) -> None:
    reading = machine(hotline.token.staff, READING)
    assert reading.post("matters", sent()).json()["code"] == "not_permitted"


def test_no_token_of_a_unit_is_made_for_acts(hotline: Machine) -> None:
    unit = Unit.objects.get(code=f"unit-{TOWN}")
    with pytest.raises(Refused):
        make_token("x", unit, [Permission.OPEN_MATTERS], Area.objects.get(pk=TOWN), timezone.localdate(), by=SYSTEM)


def test_a_body_that_is_no_json_is_named_as_such(hotline: Machine) -> None:
    response = hotline.client.post("/api/matters", b"{", content_type="application/json", headers={"Idempotency-Key": "k"})
    assert (response.status_code, response.json()["code"]) == (400, "body_unreadable")


def test_repeating_an_answer_costs_no_second_act(hotline: Machine, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    hotline.post("matters", sent())
    with django_assert_num_queries(3):  # the token, the postings, the answer
        hotline.post("matters", sent())


def test_a_call_takes_as_many_statements_as_ever(hotline: Machine, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    hotline.post("matters", sent(), key="first")
    with django_assert_max_num_queries(37):
        hotline.post("matters", sent(name="黎二妹", phone="15400000002"), key="second")


def test_whoever_loses_their_posting_opens_nothing_more(hotline: Machine) -> None:
    hotline.post("matters", sent(), key="first")
    Posting.objects.update(until=timezone.localdate(), since=timezone.localdate() - timedelta(days=1))
    refused = hotline.post("matters", sent(), key="second")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
