"""The letter with which a unit is asked to lead or to assist: what it says, who sees it, and that it is kept as it went out."""

import io
from datetime import date, timedelta

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.documents import render
from huajie.core.errors import NotPermitted, Refused
from huajie.core.uploads import opened
from huajie.matters.models import Handover, Matter
from huajie.matters.papers import joint_letter
from huajie.matters.readiness import held
from huajie.matters.services.assisting import Part, ask_to_assist, release
from huajie.matters.services.letters import send_letter
from huajie.matters.services.withholding import withhold
from huajie.matters.tests.routing import assigned, bureau, coordinator, posted, sent_to
from huajie.people.tests.making import make_areas


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


def soon() -> date:
    return timezone.localdate() + timedelta(days=9)


def handled_jointly() -> Matter:
    """人社局 leads, 住建局 assists."""
    matter = assigned()
    ask_to_assist(matter, [Part(bureau("zjj"), "查验防水工程", soon())], by=coordinator())
    return matter


def words(handover: Handover) -> str:
    paper = joint_letter(handover, handover.matter)
    return read(render(paper.kind, paper.data, on=timezone.localdate()).docx)


def read(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_each_unit_is_told_its_part_and_that_of_the_others() -> None:
    matter = handled_jointly()

    lead, assist = words(sent_to(matter)), words(sent_to(matter, "zjj"))

    day = f"{soon().year}年{soon().month}月{soon().day}日"
    assert "人社局：\n" in lead and "牵头办理" in lead and "属其职责" in lead
    assert f"协助办理，请于{day}前" in assist and "人社局：牵头办理" in assist
    assert f"住建局：查验防水工程，{day}前完成" in lead


def test_a_unit_that_handles_it_alone_reads_of_no_others() -> None:
    assert "各单位分工" not in words(sent_to(assigned()))


def test_what_went_out_is_kept_as_it_was_once_and_is_no_evidence() -> None:
    matter = handled_jointly()

    sent = send_letter(sent_to(matter, "zjj"), by=coordinator())

    assert sent.letter is not None
    assert (sent.letter.purpose, held(matter, ["evidence"])) == ("letter", frozenset())
    assert "查验防水工程" in read(opened(sent.letter.key).read())
    assert Entry.objects.get(act=Act.LETTER_SENT.value).subject == matter.ref
    with pytest.raises(Refused):
        send_letter(sent, by=coordinator())


def test_no_letter_goes_to_a_unit_that_is_asked_no_longer_or_that_it_reports() -> None:
    matter = handled_jointly()
    withhold(matter, [bureau()], by=SYSTEM, because="反映该局")
    with pytest.raises(Refused):
        send_letter(sent_to(matter), by=coordinator())
    handover = sent_to(matter, "zjj")
    release(handover, by=coordinator())

    with pytest.raises(Refused):
        send_letter(handover, by=coordinator())
    assert not matter.attachments.exists()


def test_a_stranger_neither_reads_nor_sends_it() -> None:
    matter = handled_jointly()
    stranger = posted(bureau("mzj"))

    assert client_of(stranger).get(reverse("matters:letter", args=[matter.ref, sent_to(matter).pk])).status_code == 404
    with pytest.raises(NotPermitted):
        send_letter(sent_to(matter), by=stranger)


def test_on_its_page_the_letter_is_looked_at_as_both_and_sent() -> None:
    matter = handled_jointly()
    client, handover = client_of(coordinator()), sent_to(matter, "zjj")
    address = reverse("matters:letter", args=[matter.ref, handover.pk])
    assert address in client.get(reverse("matters:units", args=[matter.ref])).content.decode()
    page = client.get(address).content.decode()
    assert "Telephone for questions" in page and "Enter as sent" in page
    files = [reverse("matters:letter_file", args=[matter.ref, handover.pk, ending]) for ending in ("pdf", "docx")]
    assert [client.get(file).content[:2] for file in files] == [b"%P", b"PK"]

    client.post(reverse("matters:send_letter", args=[matter.ref, handover.pk]))

    handover.refresh_from_db()
    assert handover.letter is not None
    assert reverse("matters:attachment", args=[matter.ref, handover.letter.pk]) in client.get(address).content.decode()
    assert client.get(files[0]).status_code == 404
