"""Adopting a city's numbers: in force whole and at once, or not at all."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from huajie.assistance.in_force import POINTER, adopted_folder, rules, stamp
from huajie.assistance.services.adopting import adopt
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import Refused
from huajie.rules.eligibility.loading import RulesRefused
from huajie.rules.eligibility.system import CITY, PARAMETERS, shipped

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A city whose homes must be smaller, before a home in which nothing was adopted."""
    settings.HOME = tmp_path / "home"
    shutil.copytree(PARAMETERS / CITY, tmp_path / "city")
    set_floor_area(tmp_path / "city", "12")
    return tmp_path / "city"


def set_floor_area(folder: Path, square_metres: str) -> None:
    file = folder / "housing_aid.yaml"
    shutil.copyfile(PARAMETERS / CITY / file.name, file)
    file.write_text(file.read_text(encoding="utf-8").replace("value: 15", f"value: {square_metres}"), encoding="utf-8")


def floor_area() -> float:
    return float(rules().get_parameters_at_instant("2026-11").housing_aid.floor_area)


def test_before_anything_is_adopted_the_example_holds(folder: Path) -> None:
    assert rules() is shipped()
    assert floor_area() == 15


def test_what_is_adopted_holds_at_once_with_the_national_numbers(folder: Path) -> None:
    before = stamp()
    adopt(folder, TODAY, by=SYSTEM)
    assert floor_area() == 12
    assert rules().get_parameters_at_instant("2026-11").low_income.margin_multiple == 1.5
    assert stamp() != before


def test_adopting_is_recorded(folder: Path) -> None:
    adopted = adopt(folder, TODAY, by=SYSTEM)
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.subject, entry.detail) == (Act.RULES_ADOPTED.value, f"rules:{adopted.digest}", {"numbers": adopted.numbers})


def test_a_mistake_leaves_the_old_rules_in_force(folder: Path) -> None:
    adopt(folder, TODAY, by=SYSTEM)
    held = stamp()
    set_floor_area(folder, "-12")
    with pytest.raises(RulesRefused):
        adopt(folder, TODAY, by=SYSTEM)
    assert (stamp(), floor_area(), Entry.objects.filter(act=Act.RULES_ADOPTED.value).count()) == (held, 12, 1)


def test_changing_the_folder_afterwards_changes_nothing(folder: Path) -> None:
    adopt(folder, TODAY, by=SYSTEM)
    set_floor_area(folder, "99")
    assert floor_area() == 12


def test_numbers_that_held_before_can_be_adopted_again(folder: Path) -> None:
    first = adopt(folder, TODAY, by=SYSTEM)
    set_floor_area(folder, "14")
    adopt(folder, TODAY, by=SYSTEM)
    set_floor_area(folder, "12")
    assert adopt(folder, TODAY, by=SYSTEM) == first
    assert floor_area() == 12


def test_rules_that_were_lost_are_not_silently_replaced_by_another_citys(folder: Path) -> None:
    shutil.rmtree(adopted_folder() / adopt(folder, TODAY, by=SYSTEM).digest)
    with pytest.raises(Refused, match=POINTER):
        rules()
