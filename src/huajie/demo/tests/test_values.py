"""Values are hurt in the ways and as often as Mess says."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from huajie.demo.mess import HARD, MODERATE, Mess
from huajie.demo.values import DATE_SHAPES, ODD_DATE_SHAPES, Cell, id_cell, shaped_date

IDNO = "440190198705107209"
DRAWS = 20_000
SHAPES: dict[str, Callable[[Cell], bool]] = {
    "id_missing": lambda cell: cell in (None, "不详", "未提供", "无", "/"),
    "id_as_float": lambda cell: cell == 440190198705107000.0,
    "id_masked": lambda cell: isinstance(cell, str) and "****" in cell,
    "id_fullwidth": lambda cell: isinstance(cell, str) and cell.startswith("\uff14"),
    "id_old_15": lambda cell: cell == "440190870510720",
}


@pytest.mark.parametrize("mess", [MODERATE, HARD], ids=["moderate", "hard"])
@pytest.mark.parametrize("share", SHAPES)
def test_each_shape_of_an_id_number_has_its_share(share: str, mess: Mess) -> None:
    rng = Random(1)
    seen = sum(SHAPES[share](id_cell(rng, IDNO, mess)) for _ in range(DRAWS)) / DRAWS
    assert seen == pytest.approx(getattr(mess, share), abs=0.006)


def test_digits_change_places_but_are_not_lost() -> None:
    rng = Random(2)
    swapped = id_cell(rng, IDNO, Mess(id_missing=0, id_as_float=0, id_masked=0, id_fullwidth=0, id_transposed=1))
    assert swapped != IDNO
    assert sorted(str(swapped)) == sorted(IDNO)


@pytest.mark.parametrize(
    ("shape", "typed"),
    [
        ("real", date(2026, 4, 5)),
        ("serial", 46117),
        ("20260405", 20260405),
        ("2026/4/5", "2026/4/5"),
        ("2026-4-5", "2026-4-5"),
        ("2026.4.5", "2026.4.5"),
        ("26.4.5", "26.4.5"),
        ("2026年4月5日", "2026年4月5日"),
        ("2026年04月05日", "2026年04月05日"),
        ("2026-04-05", "2026-04-05"),
        ("2026/04/05", "2026/04/05"),
        ("2026.04.05", "2026.04.05"),
        ("2026-04-05 00:00:00", "2026-04-05 00:00:00"),
        ("2026年4月", "2026年4月"),
        ("二〇二六年四月五日", "二〇二六年四月五日"),
    ],
)
def test_a_day_is_written_like_the_example_that_names_its_shape(shape: str, typed: Cell) -> None:
    assert shaped_date(date(2026, 4, 5), shape) == typed


def test_every_shape_of_a_day_has_an_example_above() -> None:
    assert {str(shaped_date(date(2026, 4, 6), shape)) for shape in (*DATE_SHAPES, *ODD_DATE_SHAPES)} >= {"46118", "20260406", "26.4.6"}
