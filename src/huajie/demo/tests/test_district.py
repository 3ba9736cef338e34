"""The demo's plan can be carried out as it stands."""

from pathlib import Path

import pytest

from huajie.accounts.models import UnitKind
from huajie.accounts.roles import Role
from huajie.demo.district import demo_plan
from huajie.demo.tests.district import PLACES

PLAN = demo_plan(PLACES, seed=1)


def test_there_is_one_person_for_every_role() -> None:
    assert sorted(person.role for person in PLAN.staff) == sorted(role.value for role in Role)
    assert len({person.username for person in PLAN.staff}) == len(PLAN.staff)


def test_everybody_works_in_a_unit_of_the_plan_within_its_area() -> None:
    units = {unit.code: unit for unit in PLAN.units}
    assert len(units) == len(PLAN.units)
    assert all(person.area.startswith(units[person.unit].area) for person in PLAN.staff)


def test_every_kind_of_unit_is_there_and_every_town_has_an_office() -> None:
    assert {unit.kind for unit in PLAN.units} == {kind.value for kind in UnitKind}
    offices = {unit.area: unit.name for unit in PLAN.units if unit.kind == "town_office"}
    assert offices == {"440114103": "梯面镇人民政府", "440114104": "花山镇人民政府"}


def test_its_lists_need_nothing_that_only_developers_have(tmp_path: Path) -> None:
    truths = PLAN.write_lists(tmp_path)
    assert len(truths) == 1500
    assert {path.suffix for path in tmp_path.iterdir()} == {".xlsx", ".csv"}


def test_a_demo_without_places_is_refused_aloud() -> None:
    with pytest.raises(LookupError):
        demo_plan((), seed=1)
