"""The page on clocks says what the data says."""

from pathlib import Path

import pytest

from huajie.rules.clocks.counting import Part
from huajie.rules.clocks.duties import Duty, duties
from huajie.rules.clocks.refusals import Why

PAGE = (Path(__file__).parents[4] / "docs" / "algorithms" / "clocks.md").read_text(encoding="utf-8")
VERSIONS = [version for versions in duties().values() for version in versions]


def row_of(duty: Duty) -> str:
    """The duty as the page's table tells it."""
    longer = "" if duty.extension is None else f"`{duty.extension.code}` +{duty.extension.limit or '…'}"
    paused = ", ".join(f"{ground.code}{'*' if ground.provisional else ''}" for ground in duty.suspends)
    status = " ".join(
        word for word, holds in (("provisional", duty.provisional), ("right", duty.is_right), ("no roll-over", not duty.rolls)) if holds
    )
    cells = (
        f"`{duty.code}`",
        duty.name.en,
        duty.starts.en,
        f"{duty.limit} {duty.unit.value}",
        duty.article.zh,
        str(duty.since),
        longer,
        paused,
        status,
    )
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("duty", VERSIONS, ids=lambda duty: f"{duty.code} {duty.since}")
def test_every_duty_stands_in_the_page_as_it_is(duty: Duty) -> None:
    assert row_of(duty) in PAGE


def test_every_part_of_a_count_and_every_refusal_stands_in_the_page() -> None:
    assert [word for word in (*Part, *Why) if f"`{word}`" not in PAGE] == []
