"""A district with its coordinator, and a storage of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from huajie.accounts.tests.conftest import as_person as as_person
from huajie.accounts.tests.conftest import district as district
from huajie.accounts.tests.conftest import posted as posted


@pytest.fixture(autouse=True)
def storage_folder(tmp_path: Path) -> Iterator[Path]:
    """Files that are handed in lie here."""
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "storage"}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}):
        yield tmp_path / "storage"
