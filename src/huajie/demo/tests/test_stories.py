"""The stories cover what districts meet, and every wording can be told."""

from random import Random

import pytest

from huajie.demo.dispute_stories import DISPUTE_STORIES
from huajie.demo.hardship_stories import HARDSHIP_STORIES
from huajie.demo.petition_stories import PETITION_STORIES
from huajie.demo.stories import DETAILS, Story

STORIES = (*DISPUTE_STORIES, *HARDSHIP_STORIES, *PETITION_STORIES)


def test_there_are_many_stories_in_every_field() -> None:
    assert len(STORIES) >= 100
    assert len({story.category for story in DISPUTE_STORIES}) >= 16
    assert len({story.category for story in HARDSHIP_STORIES}) >= 11
    assert len({story.category for story in PETITION_STORIES}) >= 13


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.wordings[0][:12])
def test_every_wording_finds_its_details(story: Story) -> None:
    details = {name: draw(Random(1)) for name, draw in DETAILS.items()}
    told = {wording.format_map(details) for wording in story.wordings}
    assert len(told) >= 2
    assert not any("{" in text for text in told)
