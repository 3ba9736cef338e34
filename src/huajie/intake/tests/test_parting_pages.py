"""Parting a row on its page: what will happen is said first, and strangers part nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from huajie.accounts.models import Staff, Unit
from huajie.intake.models import Delivery
from huajie.intake.tests.making import RIDGE, WEI, hand_in, make_coordinator, row_of, write_ledger


@pytest.fixture
def client(liang: Staff) -> Client:
    """The district's coordinator at the screen."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(liang)
    return client


@pytest.fixture
def twice(unit: Unit, tmp_path: Path) -> list[Delivery]:
    """One matter of one man, told on two lists."""
    lists = [WEI, replace(WEI, date="2021-03-20")]
    return [hand_in(unit, write_ledger(tmp_path / f"{number}.xlsx", [line])) for number, line in enumerate(lists)]


@pytest.mark.parametrize("what", ["person/0", "matter"])
def test_a_row_is_parted_after_the_page_has_said_what_will_happen(client: Client, twice: list[Delivery], what: str) -> None:
    row = row_of(twice[1], 3)
    path = f"/lists/rows/{row.pk}/part/{what}/"
    assert path in client.get(f"/lists/rows/{row.pk}/").content.decode()
    assert "陈伟" in client.get(path).content.decode()
    assert client.post(path, {"because": ""}).status_code == 400
    assert client.post(path, {"because": "another flat"}).headers["Location"] == f"/lists/rows/{row.pk}/"
    kept, parted = (row_of(each, 3) for each in twice)
    assert (kept.person != parted.person) is (what != "matter")
    assert (kept.matter != parted.matter) is (what == "matter")


def test_a_row_that_cannot_be_parted_says_why(client: Client, unit: Unit, tmp_path: Path) -> None:
    row = row_of(hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI])), 3)
    answer = client.post(f"/lists/rows/{row.pk}/part/matter/", {"because": "another flat"})
    assert "Only this row tells of" in answer.content.decode()


def test_a_stranger_parts_nothing(unit: Unit, twice: list[Delivery]) -> None:
    stranger = Client()
    stranger.force_login(make_coordinator(unit, RIDGE))
    row = row_of(twice[1], 3)
    for what in ("person/0", "matter"):
        assert stranger.post(f"/lists/rows/{row.pk}/part/{what}/", {"because": "another flat"}).status_code == 404


def test_the_panel_says_where_a_row_is_parted(client: Client, twice: list[Delivery]) -> None:
    matter = row_of(twice[0], 3).matter
    assert matter is not None
    assert "parted on its own page" in client.get(f"/lists/told/matter/{matter.ref}/").content.decode()
