"""The receipt and the page to which it leads: who holds the code sees how far the matter is, and nothing of who or what."""

import pytest
from django.test import Client

from huajie.matters.models import Kind, PetitionClass
from huajie.reception.codes import LENGTH, in_fours, new_code
from huajie.reception.tests.making import asked, recorded, window_clerk


def test_the_code_leads_to_state_and_unit_without_personal_data() -> None:
    request = recorded()

    response = Client().get(f"/r/{request.code}/")

    page = response.content.decode()
    assert request.matter.ref in page
    assert request.unit.name in page
    assert "陈伟" not in page
    assert "漏水" not in page
    assert 'content="noindex' in page
    assert "no-store" in response.headers["Cache-Control"]


def test_the_page_of_a_report_of_misconduct_names_no_unit() -> None:
    request = recorded(asked(kind=Kind.PETITION, petition_class=PetitionClass.REPORT))

    page = Client().get(f"/r/{request.code}/").content.decode()

    assert request.matter.ref in page
    assert request.unit.name not in page


def test_a_code_may_be_typed_as_it_is_printed() -> None:
    request = recorded()

    page = Client().post("/r/", {"code": in_fours(request.code).lower()}, follow=True)

    assert page.status_code == 200
    assert request.matter.ref in page.content.decode()


@pytest.mark.parametrize("code", ["X", "A" * LENGTH, "-"])
def test_a_wrong_code_is_not_found(code: str) -> None:
    recorded()
    assert Client().get(f"/r/{code}/").status_code == 404


def test_whoever_guesses_is_stopped() -> None:
    request, client = recorded(), Client()

    answers = [client.get(f"/r/{new_code()}/").status_code for _ in range(31)]

    assert answers == [404] * 30 + [429]
    assert client.get(f"/r/{request.code}/").status_code == 429


def test_the_paper_is_a_pdf_and_a_withheld_matter_is_not_named_on_it() -> None:
    client = Client()
    client.force_login(window_clerk())
    request = recorded(asked(kind=Kind.PETITION, petition_class=PetitionClass.REPORT))

    page = client.get(f"/reception/requests/{request.number}/").content.decode()
    paper = client.get(f"/reception/requests/{request.number}/paper/")

    assert "/matters/" + request.matter.ref not in page
    assert in_fours(request.code) in page
    assert "data:image/svg+xml" in page
    assert paper.content.startswith(b"%PDF")
