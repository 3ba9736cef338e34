"""The server's own drawings."""

from hypothesis import given
from hypothesis import strategies as st

from huajie.ui.charts import FOOT, HEIGHT, columns
from huajie.ui.shares import segments

counts = st.integers(min_value=0, max_value=1_000_000)


@given(counts, counts, counts)
def test_a_bar_never_runs_past_its_end_and_shows_whatever_there_is(done: int, review: int, correct: int) -> None:
    parts = [("done", done), ("review", review), ("correct", correct)]
    laid = segments(parts, done + review + correct)

    assert [segment.name for segment in laid] == [name for name, count in parts if count]
    assert all(segment.width > 0.5 for segment in laid)
    assert not laid or abs(laid[-1].start + laid[-1].width - 100) < 0.1


def test_the_highest_column_fills_the_drawing_and_an_empty_one_has_no_height() -> None:
    high, empty = columns([("1", {"dispute": 8, "hardship": 2}), ("2", {"dispute": 0})])

    assert sum(block.height for block in high.blocks) > 0.7 * HEIGHT
    assert high.blocks[0].y + high.blocks[0].height == HEIGHT - FOOT
    assert empty.blocks[0].height == 0
