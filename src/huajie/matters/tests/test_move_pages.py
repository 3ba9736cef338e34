"""The pages of moves: what is offered, what is asked, what is refused, and what stands there afterwards."""

import pytest
from django.test import Client
from django.urls import reverse

from huajie.accounts.roles import Role
from huajie.matters.models import Kind, Matter
from huajie.matters.services.moving import move
from huajie.matters.states import State
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def signed_in(role: Role = Role.WINDOW_CLERK, area: str = TOWN) -> Client:
    client = Client()
    client.force_login(make_staff(role, area))
    return client


def address(matter: Matter, name: str) -> str:
    return reverse("matters:move", args=[matter.ref, name])


def test_the_page_of_a_matter_offers_what_is_possible_now() -> None:
    matter = register_matter()

    page = signed_in().get(reverse("matters:matter", args=[matter.ref])).content.decode()

    assert address(matter, "accept") in page
    assert address(matter, "archive") not in page


def test_a_petition_is_accepted_with_its_class_on_one_page() -> None:
    matter = register_matter(kind=Kind.PETITION)
    client = signed_in()

    client.post(address(matter, "accept"), {"version": matter.version, "petition_class": "appeal", "petition_route": "petition"})

    matter.refresh_from_db()
    assert (matter.state, matter.petition_class) == (State.ACCEPTED, "appeal")


def test_what_was_typed_stays_when_somebody_was_faster() -> None:
    matter = register_matter()
    seen = matter.version
    move(matter, "accept", by=make_staff(Role.TOWN_COORDINATOR, TOWN))
    move(matter, "withdraw", by=make_staff(Role.TOWN_COORDINATOR, TOWN), facts={"words": "不用了", "way": "in_person"})
    move(matter, "reopen", by=make_staff(Role.TOWN_COORDINATOR, TOWN), because="还是要办")

    typed = {"version": seen, "words": "群众来电撤回", "way": "by_phone"}
    answer = signed_in().post(address(matter, "withdraw"), typed)

    assert answer.status_code == 422
    assert "群众来电撤回" in answer.content.decode()
    assert "梁协调" in answer.content.decode()


def test_a_move_that_is_not_possible_says_where_the_matter_stands() -> None:
    answer = signed_in().get(address(register_matter(), "archive"))

    assert answer.status_code == 409
    assert "Registered" in answer.content.decode()


def test_a_strangers_address_of_a_move_is_not_found() -> None:
    matter = register_matter()

    assert signed_in(area=OTHER_TOWN).get(address(matter, "accept")).status_code == 404
    assert signed_in(area=OTHER_TOWN).post(address(matter, "accept"), {"version": 1}).status_code == 404


def test_an_unknown_move_is_not_found() -> None:
    assert signed_in().get(address(register_matter(), "conquer")).status_code == 404
