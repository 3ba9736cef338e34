"""Every test of this room stands in the two made-up villages, reads refusals in English, and keeps files in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _storage(tmp_path: Path) -> Iterator[None]:
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield
