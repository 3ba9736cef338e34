"""A question alone is recorded without a name or a matter, and can become a matter in one act."""

import pytest
from django.test import Client
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import Refused
from huajie.matters.models import Matter
from huajie.people.models import Person
from huajie.people.tests.making import OTHER_TOWN, OTHER_VILLAGE, VILLAGE
from huajie.reception.models import Consultation
from huajie.reception.services.consulting import record_consultation
from huajie.reception.services.tickets import call_next, take_ticket
from huajie.reception.tests.making import asked, filled_in, recorded, window_clerk
from huajie.reception.tests.test_tickets import a_desk

ASKED = "租房押金不退怎么办"


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def a_question() -> Consultation:
    return record_consultation(ASKED, "先协商,再起诉", by=window_clerk(), on=timezone.localdate(), area_code=VILLAGE)


def typed(**more: object) -> dict[str, object]:
    return {"question": ASKED, "answer": "先协商,再起诉", "on": timezone.localdate().isoformat(), "area": VILLAGE} | more


def test_a_question_at_the_window_needs_a_ticket_and_an_answer_and_no_name() -> None:
    clerk, desk = window_clerk(), a_desk()
    take_ticket(desk, by=clerk)
    ticket = call_next(desk, by=clerk)

    sent = signed_in(clerk).post("/reception/legal/question/", typed(ticket=ticket.pk))

    assert sent.headers["Location"] == f"/reception/desks/{desk.pk}/"
    question = Consultation.objects.get()
    assert (question.ticket, question.matter, question.person, question.area_id) == (ticket, None, None, VILLAGE)
    assert not Matter.objects.exists()
    assert not Person.objects.exists()
    assert ASKED in signed_in(clerk).get("/reception/legal/").content.decode()


def test_it_becomes_a_matter_with_whoever_asks() -> None:
    question, client = a_question(), signed_in(window_clerk())

    page = client.get(f"/reception/new/?question={question.pk}").content.decode()
    assert ASKED in page
    assert f'name="question" value="{question.pk}"' in page
    client.post("/reception/new/", filled_in(text=ASKED, question=str(question.pk)))

    question.refresh_from_db()
    matter = Matter.objects.get()
    assert (question.matter, question.person) == (matter, matter.parties.get().person)
    assert Entry.objects.filter(act=Act.CONSULTED.value, subject=matter.ref).count() == 1


def test_it_becomes_a_matter_once_and_nothing_is_written_half() -> None:
    question = a_question()
    recorded(question=question)

    with pytest.raises(Refused):
        recorded(asked(text="另一件"), question=question)

    assert Matter.objects.count() == 1


def test_a_question_is_no_business_of_another_town() -> None:
    question, stranger = a_question(), signed_in(window_clerk(OTHER_TOWN))

    assert ASKED not in stranger.get(f"/reception/new/?question={question.pk}").content.decode()
    assert stranger.post("/reception/new/", filled_in(area=OTHER_VILLAGE, question=str(question.pk))).status_code == 422
    assert stranger.post("/reception/legal/question/", typed()).status_code == 422
