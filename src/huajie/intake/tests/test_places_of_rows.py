"""Where a row lies: by its grid and village, and by the names of its sheet, its file and the folders around it."""

from pathlib import Path

import pytest

from huajie.accounts.models import Unit
from huajie.accounts.services.grids import add_grid
from huajie.areas.models import Area
from huajie.audit.services import SYSTEM
from huajie.intake.models import ListRow
from huajie.intake.tests.making import DISTRICT, EAST, LAKE, WEST, hand_in

LEDGER = """排查日期,村(社区),所属网格,当事人姓名,联系电话,纠纷简要情况
2021-03-05,{village},{grid},陈伟,15400000011,楼上卫生间漏水致楼下天花发霉赔偿谈不拢
"""


def lying(unit: Unit, file: Path, root: Path, *, village: str = "东湖村", grid: str = "") -> ListRow:
    """The one row of a ledger that lies somewhere below a folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(LEDGER.format(village=village, grid=grid), encoding="utf-8")
    return ListRow.objects.select_related("matter", "person").get(file__delivery=hand_in(unit, root))


def codes_of(row: ListRow) -> list[str]:
    return [reason["code"] for reason in row.reasons]


@pytest.mark.parametrize("written", ["第一网格", "第1网格", "1号网格", "东湖村第一网格"])
def test_a_row_lies_in_the_grid_that_it_names_however_the_number_is_written(unit: Unit, tmp_path: Path, written: str) -> None:
    grid = add_grid(Area.objects.get(pk=LAKE), "第一网格", by=SYSTEM)
    row = lying(unit, tmp_path / "台账.csv", tmp_path, grid=written)

    assert row.matter is not None and row.person is not None
    assert (row.matter.area_id, row.person.area_id, codes_of(row)) == (grid.code, grid.code, [])


def test_a_grid_that_the_village_does_not_have_is_said_and_not_guessed(unit: Unit, tmp_path: Path) -> None:
    add_grid(Area.objects.get(pk=LAKE), "第一网格", by=SYSTEM)
    row = lying(unit, tmp_path / "台账.csv", tmp_path, grid="第七网格")

    assert row.matter is not None
    assert (row.matter.area_id, codes_of(row)) == (LAKE, ["grid_unknown"])


def test_where_no_grids_are_drawn_nothing_is_said_of_them(unit: Unit, tmp_path: Path) -> None:
    row = lying(unit, tmp_path / "台账.csv", tmp_path, grid="第七网格")

    assert codes_of(row) == []


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("西山镇/纠纷台账.csv", WEST),
        ("4月/西山镇报送/排查/台账.csv", WEST),
        ("西山镇/东山镇纠纷台账.csv", EAST),
        ("4月/纠纷台账.csv", DISTRICT),
    ],
)
def test_the_nearest_name_that_is_a_town_says_where_the_rows_lie(unit: Unit, tmp_path: Path, path: str, area: str) -> None:
    row = lying(unit, tmp_path / path, tmp_path, village="无此村")

    assert row.matter is not None
    assert (row.matter.area_id, codes_of(row)) == (area, ["village_unknown"])
