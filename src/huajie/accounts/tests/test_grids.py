"""Grids below villages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.services.grids import add_grid, add_name, rename_grid, set_grid_active
from huajie.accounts.tests.conftest import DONGHU, HUADONG, HUASHAN, Posted
from huajie.areas.models import Area
from huajie.areas.names import resolve
from huajie.areas.services.loading import load
from huajie.areas.tests.conftest import published as published
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def village(published: Path) -> Area:
    load("440114", published, by=SYSTEM)
    return Area.objects.get(pk="440114001201")


def test_grids_are_numbered_after_their_village_and_no_number_is_given_twice(village: Area) -> None:
    first = add_grid(village, "第一网格", by=SYSTEM)
    set_grid_active(first, active=False, by=SYSTEM)
    second = add_grid(village, "第二网格", by=SYSTEM)
    assert (first.code, second.code) == ("440114001201001", "440114001201002")
    assert second.parent_code == village.code


def test_a_renamed_grid_is_found_by_both_names(village: Area) -> None:
    grid = add_grid(village, "第一网格", by=SYSTEM)
    rename_grid(grid, "河东网格", by=SYSTEM)
    assert resolve("第一网格", village.code).code == grid.code
    assert resolve("新街村河东网格", "440114").code == grid.code


def test_two_grids_of_a_village_have_two_names(village: Area) -> None:
    add_grid(village, "第一网格", by=SYSTEM)
    with pytest.raises(Refused):
        add_grid(village, "第一网格", by=SYSTEM)


def test_a_town_has_no_grids_and_a_village_is_not_renamed(village: Area) -> None:
    with pytest.raises(Refused):
        add_grid(Area.objects.get(pk="440114001"), "第一网格", by=SYSTEM)
    with pytest.raises(Refused):
        rename_grid(village, "旧街村", by=SYSTEM)


def test_loading_again_leaves_grids_alone(village: Area, published: Path) -> None:
    grid = add_grid(village, "第一网格", by=SYSTEM)
    load("440114", published, by=SYSTEM)
    grid.refresh_from_db()
    assert grid.active


def test_a_name_that_people_use_is_learnt_once(village: Area) -> None:
    add_name(village, "新街大队", by=SYSTEM)
    assert resolve("新街大队", "440114").code == village.code
    with pytest.raises(Refused):
        add_name(village, "新街大队", by=SYSTEM)


def test_each_act_on_a_grid_leaves_one_entry(village: Area) -> None:
    before = Entry.objects.count()
    grid = add_grid(village, "第一网格", by=SYSTEM)
    rename_grid(grid, "河东网格", by=SYSTEM)
    set_grid_active(grid, active=False, by=SYSTEM)
    add_name(grid, "河东", by=SYSTEM)
    assert Entry.objects.count() - before == 4


def test_whoever_may_not_edit_grids_there_is_refused(posted: Posted) -> None:
    village, elsewhere = Area.objects.get(pk=DONGHU), posted(Role.TOWN_COORDINATOR, HUADONG)
    grid = add_grid(village, "第一网格", by=posted(Role.TOWN_COORDINATOR, HUASHAN))
    acts: list[Callable[[Staff], object]] = [
        lambda by: add_grid(village, "第二网格", by=by),
        lambda by: rename_grid(grid, "河东网格", by=by),
        lambda by: set_grid_active(grid, active=False, by=by),
        lambda by: add_name(village, "东湖大队", by=by),
    ]
    for act in acts:
        for person in (elsewhere, Staff.objects.get_or_create(username="nobody")[0]):
            with pytest.raises(NotPermitted):
                act(person)
