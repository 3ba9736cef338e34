"""Every test of this room stands in the two made-up villages."""

import pytest

from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
