"""How a machine is refused: one form, a status, and a code that stays the same."""

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from huajie.accounts.roles import Permission, Role
from huajie.api.gate import MOST_BYTES
from huajie.api.problems import code_of, status_of
from huajie.api.refusals import TokenExpired
from huajie.api.tests.making import machine
from huajie.core.errors import NotPermitted, Refused
from huajie.people.tests.making import DISTRICT, TOWN, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def test_a_call_without_a_token_is_refused_and_a_cookie_is_none() -> None:
    browser = Client()
    browser.force_login(make_staff(Role.DISTRICT_COORDINATOR, DISTRICT))
    for client in (Client(), browser):
        response = client.get("/api/matters")
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"
        assert response["WWW-Authenticate"] == "Bearer"
        assert response.json()["code"] == "token_missing"


@pytest.mark.parametrize("said", ["Bearer wrong", "Bearer ", "bearer \u00e9", "Basic Zm9vOmJhcg=="])
def test_what_is_no_token_of_ours_lets_nobody_in(said: str) -> None:
    response = Client(headers={"Authorization": said}).get("/api/me")
    assert response.status_code == 401
    assert response.json()["code"] in {"token_unknown", "token_missing"}


def test_a_problem_says_what_is_wrong_in_the_readers_language() -> None:
    told = machine(permissions=[Permission.SEE_AREAS]).client.get("/api/matters", headers={"Accept-Language": "en"}).json()
    assert told == {
        "type": "urn:huajie:problem:not_permitted",
        "title": "Forbidden",
        "status": 403,
        "code": "not_permitted",
        "detail": "Your posting does not include this. If it belongs to your work, ask the district coordinator.",
    }


def test_what_lies_out_of_scope_and_what_does_not_exist_answer_alike() -> None:
    town = machine(area=TOWN)
    answers = [town.get(path) for path in ("areas/440190102", "areas/99", "matters/HD-2021-000001", "people/R1", "units/x", "nowhere", "")]
    assert {(answer.status_code, answer.json()["code"], answer["Content-Type"]) for answer in answers} == {
        (404, "not_found", "application/problem+json")
    }


def test_a_method_that_is_not_offered_is_named_as_such() -> None:
    response = machine().client.delete("/api/me")
    assert (response.status_code, response.json()["code"], response["Allow"]) == (405, "method_not_offered", "GET")


def test_a_question_that_makes_no_sense_is_told_where_but_never_the_value() -> None:
    response = machine().get("matters", kind="陈伟", size="0")
    assert response.status_code == 422
    assert [fault["at"] for fault in response.json()["errors"]] == ["query.size", "query.kind"]
    assert "陈伟" not in response.content.decode()


def test_a_misspelt_filter_is_refused_and_not_passed_over() -> None:
    faults = machine().get("matters", chnaged_since="2026-01-01T00:00:00Z").json()["errors"]
    assert [(fault["at"], fault["code"]) for fault in faults] == [("query.chnaged_since", "unknown")]


def test_more_than_any_call_needs_is_refused_unread() -> None:
    response = machine().client.post("/api/me", b"x" * (MOST_BYTES + 1), content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_a_token_that_calls_too_often_waits_until_the_next_minute(settings: Settings) -> None:
    settings.API_CALLS_PER_MINUTE = 2
    hotline, other = machine(), machine()
    answers = [hotline.get("me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert other.get("me").status_code == 200


def test_what_was_counted_in_minutes_before_is_forgotten(settings: Settings) -> None:
    hotline = machine()
    for minute in range(3):
        with time_machine.travel(f"2026-03-01T12:0{minute}:00+08:00", tick=False):
            hotline.get("me")
            hotline.get("me")
    assert [file.stat().st_size for file in settings.CALLS_FOLDER.iterdir()] == [2]


def test_a_cursor_that_no_page_gave_is_refused() -> None:
    assert machine().get("areas", cursor="abc").json()["code"] == "cursor_damaged"


def test_a_number_never_stands_in_an_address() -> None:
    assert [machine().get(path, words="15400000001").json()["code"] for path in ("people", "matters")] == ["number_in_address"] * 2


def test_a_fault_of_ours_is_told_without_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_asked: object) -> None:
        raise RuntimeError("陈伟")

    monkeypatch.setattr("huajie.api.gate.count_call", broken)
    response = machine().get("me")
    assert (response.status_code, response.json()["code"]) == (500, "fault")
    assert "陈伟" not in response.content.decode()


def kinds(of: type[Refused] = Refused) -> list[type[Refused]]:
    return [of, *(deeper for kind in of.__subclasses__() for deeper in kinds(kind))]


def test_every_refusal_of_the_house_has_a_code_of_its_own() -> None:
    ours = [kind for kind in kinds() if kind.__module__.startswith("huajie.")]
    assert len({code_of(kind) for kind in ours}) == len(ours)
    assert (code_of(TokenExpired), status_of(TokenExpired), status_of(NotPermitted), status_of(Refused)) == ("token_expired", 401, 403, 409)
