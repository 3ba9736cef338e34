"""A made-up district, and a storage of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from huajie.accounts.models import Staff, Unit
from huajie.intake.tests.making import make_coordinator, make_district


@pytest.fixture(autouse=True)
def storage_folder(tmp_path: Path) -> Iterator[Path]:
    """Files that are handed in lie here."""
    folder = tmp_path / "storage"
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield folder


@pytest.fixture
def unit(db: None) -> Unit:
    """The district's unit."""
    return make_district()


@pytest.fixture
def liang(unit: Unit) -> Staff:
    """The district's coordinator."""
    return make_coordinator(unit)
