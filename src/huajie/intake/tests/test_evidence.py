"""Evidence in words."""

import pytest

from huajie.intake.views.evidence import WORDS, grounds_of
from huajie.linkage.reasons import Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_linkage_has_words(reason: Reason) -> None:
    assert str(WORDS[reason])


def test_the_weightiest_ground_comes_first_and_says_which_way_it_speaks() -> None:
    grounds = grounds_of([{"reason": "same_village", "weight": 2.2}, {"reason": "sex_different", "weight": -7.0}])

    assert [(ground.weight, ground.tone) for ground in grounds] == [("−7.0", "against"), ("+2.2", "for")]
