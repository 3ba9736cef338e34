"""Drawing references."""

import pytest
from pytest_django import Settings

from huajie.core.references import draw, household_references, matter_references, person_references

pytestmark = pytest.mark.django_db


def test_numbers_drawn_in_blocks_follow_each_other() -> None:
    assert [*draw("a", 2), *draw("a"), *draw("b"), *draw("a", 0)] == [1, 2, 3, 1]


def test_references_can_be_read_out(settings: Settings) -> None:
    settings.REFERENCE_PREFIX = "HD"

    assert person_references(2) == ["R00000001", "R00000002"]
    assert household_references(1) == ["H0000001"]
    assert [*matter_references(2021, 1), *matter_references(2020, 1), *matter_references(2021, 1)] == [
        "HD-2021-000001",
        "HD-2020-000001",
        "HD-2021-000002",
    ]
