"""What another number of the rules would mean."""

import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.assistance.services.answering import answer
from huajie.assistance.tests.making import family
from huajie.assistance.whatif import what_if
from huajie.cli.main import main
from huajie.core.errors import Refused
from huajie.people.models import Household
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_staff
from huajie.rules.eligibility.system import SHIPPED, shipped
from huajie.rules.eligibility.whatif import NoSuchNumber, changed

EVERYTHING = {"savings": 0.0, "vehicles": 0.0, "homes": 1.0, "illness_costs": 0.0, "work_costs": 0.0, "household_income": 2700.0}


@pytest.fixture
def clerk() -> Staff:
    return make_staff(Role.CIVIL_AFFAIRS_CLERK, TOWN)


@pytest.fixture
def home(clerk: Staff) -> Household:
    """Two people with 1,350 yuan each: above the standard of 1,309, below one of 1,400."""
    household = family()
    assert household.head
    answer(household, household.head, {"registered": 1.0}, by=clerk)
    answer(household, None, EVERYTHING, by=clerk)
    return household


def this_month() -> date:
    return timezone.localdate().replace(day=1)


def test_a_higher_standard_counts_the_family_and_what_it_lacks(home: Household) -> None:
    found = what_if(Household.objects.all(), {"low_income.standard": 1400.0}, this_month())
    numbers = found.by_programme["low_income"]
    assert (numbers.families, numbers.families_then) == (0, 1)
    assert (numbers.fen, numbers.fen_then) == (0, 10_000)
    assert (found.by_programme["low_income_margin"].families, found.by_programme["low_income_margin"].families_then) == (1, 0)
    assert {town: (one.families, one.families_then) for town, one in found.by_town.items()} == {"东镇": (0, 1)}


def test_the_rules_in_force_stay_as_they_are(home: Household) -> None:
    before = shipped().get_parameters_at_instant("2026-11").low_income.standard
    what_if(Household.objects.all(), {"low_income.standard": 9000.0}, this_month())
    assert shipped().get_parameters_at_instant("2026-11").low_income.standard == before


def test_a_number_that_is_not_there_or_of_another_kind_is_refused(home: Household) -> None:
    for name, value in (("low_income.standrd", 1.0), ("nothing", 1.0), ("low_income.standard", True), ("low_income.standard", -1.0)):
        with pytest.raises(NoSuchNumber):
            changed(SHIPPED, {name: value}, this_month())
        with pytest.raises(Refused):
            what_if(Household.objects.all(), {name: value}, this_month())


def test_the_command_tells_people_and_machines(home: Household, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programmes", "whatif", "--set", "low_income.standard=1400", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["programmes"]["low_income"]["families_then"] == 1
    assert main(["programmes", "whatif", "--set", "low_income.standard=1400"]) == 0
    assert "█" in capsys.readouterr().out
    assert main(["programmes", "whatif", "--set", "low_income.standard"]) == 1
    assert main(["programmes", "whatif", "--set", "low_income.standard=1400", "--from", "soon"]) == 1


def test_the_page_counts_the_readers_area_and_no_other(home: Household, clerk: Staff, client: Client) -> None:
    asked = {"name": "low_income.standard", "value": "1400", "month": f"{this_month():%Y-%m}"}
    client.force_login(clerk)
    assert "东镇" in client.get("/aid/what-if/", asked).content.decode()
    assert "must be a number" in client.get("/aid/what-if/", {**asked, "value": "much"}).content.decode()
    client.force_login(make_staff(Role.CIVIL_AFFAIRS_CLERK, OTHER_TOWN))
    assert "东镇</td>" not in client.get("/aid/what-if/", asked).content.decode()
