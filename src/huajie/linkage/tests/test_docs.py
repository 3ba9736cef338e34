"""The page on linkage says what the code does."""

from pathlib import Path

import pytest

from huajie.linkage import matters_model, people_model
from huajie.linkage.engine import Level
from huajie.linkage.reasons import Reason

PAGE = (Path(__file__).parents[4] / "docs" / "algorithms" / "linkage.md").read_text(encoding="utf-8")
LEVELS = [
    (comparison.name, level)
    for model in (people_model.MODEL, matters_model.MODEL)
    for comparison in model.comparisons
    for level in comparison.levels
]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_stands_in_the_page(reason: Reason) -> None:
    assert f"`{reason}`" in PAGE


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_every_weight_stands_in_the_page(name: str, level: Level) -> None:
    assert f"| {name} | `{level.reason}` | {level.m:g} | {level.u:g} | {level.weight:+.1f} |" in PAGE
