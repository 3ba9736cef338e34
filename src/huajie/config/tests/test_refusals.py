"""What Django itself does not take is explained in the reader's language."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from huajie.intake.models import Delivery
from huajie.intake.tests.making import make_coordinator, make_district


@pytest.fixture
def coordinator(db: None) -> Client:
    """A district coordinator's browser, which shows the CSRF token of its pages."""
    browser = Client()
    browser.force_login(make_coordinator(make_district()))
    return browser


def test_too_many_files_at_once_are_refused_with_what_to_do(coordinator: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{number}.csv", b"x") for number in range(3)]

    page = coordinator.post(reverse("intake:deliver"), {"lists": files})

    assert page.status_code == 400
    assert "More than 2 files at once" in page.content.decode()
    assert "data-reason" in page.content.decode()
    assert not Delivery.objects.exists()
