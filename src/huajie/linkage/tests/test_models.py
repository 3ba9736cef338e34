"""The models as tables: what Splink and the screens rely on."""

import pytest

from huajie.linkage import matters_model, people_model
from huajie.linkage.engine import Comparison
from huajie.linkage.reasons import Reason

COMPARISONS = [*people_model.MODEL.comparisons, *matters_model.MODEL.comparisons]


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda each: each.name)
def test_a_weight_names_its_level(comparison: Comparison) -> None:
    weights = [round(level.weight, 6) for level in comparison.levels]
    assert len(set(weights)) == len(weights)
    assert 0 not in weights


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda each: each.name)
def test_only_the_last_level_catches_everything_else(comparison: Comparison) -> None:
    assert [bool(level.sql) for level in comparison.levels] == [True] * (len(comparison.levels) - 1) + [False]


def test_every_reason_is_given_by_something() -> None:
    given = {level.reason for comparison in COMPARISONS for level in comparison.levels}
    by_rule = {Reason.MEMBERS_SHARED, Reason.HEAD_SHARED, Reason.RULED_SAME}
    assert set(Reason) == given | by_rule
