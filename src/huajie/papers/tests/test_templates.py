"""An office's own template holds from its day on, once it has been tried out, until it is withdrawn."""

import io
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from huajie.accounts.roles import Role
from huajie.accounts.tests.conftest import Posted
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.documents import DocumentKind, render
from huajie.core.documents.samples import sample
from huajie.core.errors import NotPermitted, Refused
from huajie.core.models import OfficeTemplate
from huajie.papers.services import add_template, withdraw_template

pytestmark = pytest.mark.django_db
KIND = DocumentKind.TRANSFER
OWN = "本区自己的转送告知书"


def template(*lines: str) -> io.BytesIO:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    sink = io.BytesIO()
    document.save(sink)
    sink.seek(0)
    return sink


def title_on(day: date) -> str:
    made = render(KIND, sample(KIND), on=day)
    return docx.Document(io.BytesIO(made.docx)).paragraphs[0].text


def test_it_holds_from_its_day_on_and_the_built_in_one_before(posted: Posted) -> None:
    today = timezone.localdate()
    add_template(KIND, template(OWN, "{{ resident }}"), "转送.docx", today + timedelta(days=3), by=posted(Role.DISTRICT_COORDINATOR))
    assert title_on(today + timedelta(days=2)) == "转送告知书"
    assert title_on(today + timedelta(days=3)) == OWN
    assert Entry.objects.get(act="papers.template_added").subject == "document:transfer"


def test_of_two_since_one_day_the_later_counts_and_withdrawn_it_gives_way() -> None:
    today = timezone.localdate()
    add_template(KIND, template("第一版", "{{ resident }}"), "一.docx", today, by=SYSTEM)
    second = add_template(KIND, template("第二版", "{{ resident }}"), "二.docx", today, by=SYSTEM)
    assert title_on(today) == "第二版"
    withdraw_template(second, by=SYSTEM)
    assert title_on(today) == "第一版"
    with pytest.raises(Refused):
        withdraw_template(second, by=SYSTEM)


@pytest.mark.parametrize(
    ("name", "line", "days"),
    [("转送.docx", "{{ risk_level }}", 1), ("转送.docx", "{{ resident }}", -1), ("转送.txt", "{{ resident }}", 1)],
)
def test_one_that_cannot_be_used_is_refused_and_nothing_of_it_is_kept(name: str, line: str, days: int, storage_folder: Path) -> None:
    with pytest.raises(Refused):
        add_template(KIND, template(line), name, timezone.localdate() + timedelta(days=days), by=SYSTEM)
    assert not OfficeTemplate.objects.exists()
    assert [path for path in storage_folder.rglob("*") if path.is_file()] == []


def test_a_town_coordinator_puts_no_template_in_place(posted: Posted) -> None:
    with pytest.raises(NotPermitted):
        add_template(KIND, template("{{ resident }}"), "转送.docx", timezone.localdate(), by=posted(Role.TOWN_COORDINATOR))


def test_the_pages_lead_from_the_list_to_a_template_of_the_offices_own(as_person: Callable[..., Client]) -> None:
    browser = as_person(Role.DISTRICT_COORDINATOR)
    assert "处理意见书" in browser.get(reverse("papers:index")).content.decode()
    address = reverse("papers:template_add", args=[KIND])
    since = timezone.localdate().isoformat()
    refused = browser.post(address, {"file": SimpleUploadedFile("转送.docx", template("{{ x }}").read()), "since": since})
    assert refused.status_code == 422
    done = browser.post(address, {"file": SimpleUploadedFile("转送.docx", template(OWN).read()), "since": since}, follow=True)
    own = OfficeTemplate.objects.get()
    page = done.content.decode()
    assert "转送.docx" in page
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert browser.get(reverse("papers:preview_own", args=[own.pk, form])).content.startswith(begins)
        assert browser.get(reverse("papers:preview_built_in", args=[KIND, form])).content.startswith(begins)
    for address in (reverse("papers:own", args=[own.pk]), reverse("papers:built_in", args=[KIND])):
        assert browser.get(address)["Content-Disposition"].startswith("attachment")
    browser.post(reverse("papers:template_withdraw", args=[own.pk]))
    assert title_on(timezone.localdate()) == "转送告知书"


@pytest.mark.parametrize("address", ["/templates/nothing/", "/templates/own/1/", "/templates/transfer/preview/exe/"])
def test_what_there_is_not_is_not_found(as_person: Callable[..., Client], address: str) -> None:
    assert as_person(Role.DISTRICT_COORDINATOR).get(address).status_code == 404


def test_others_may_not_open_the_pages(as_person: Callable[..., Client]) -> None:
    assert as_person(Role.TOWN_COORDINATOR).get(reverse("papers:index")).status_code == 403


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_what_is_too_large_is_refused_and_nothing_of_it_is_left(
    as_person: Callable[..., Client], settings: Settings, scratch: Path
) -> None:
    browser = as_person(Role.DISTRICT_COORDINATOR)
    settings.ATTACHMENT_MAX_BYTES = 3 * 1024 * 1024
    large = SimpleUploadedFile("转送.docx", bytes(4 * 1024 * 1024))  # beyond what Django holds in memory
    refused = browser.post(reverse("papers:template_add", args=[KIND]), {"file": large, "since": timezone.localdate().isoformat()})
    assert "3 MiB" in refused.content.decode()
    refused.close()
    assert list(scratch.iterdir()) == []
