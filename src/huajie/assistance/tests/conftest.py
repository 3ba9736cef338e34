"""Every test of this room stands in the two made-up villages, and reads refusals in English."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):
        yield
