"""What was answered is on a page of its own, with the way back, for ever."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff, Unit
from huajie.intake.models import Answer, Delivery, Question
from huajie.intake.services.questions import answer
from huajie.intake.tests.making import LAN, RIDGE, WEI, hand_in, make_coordinator, row_of, write_ledger
from huajie.people.models import Merge
from huajie.people.services.merging import undo

UNSURE = replace(WEI, id_number="", phone="", text="外嫁女分红资格长期未落实,要求村里答复", other="")


@pytest.fixture
def client(liang: Staff) -> Client:
    """The district's coordinator at the screen."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(liang)
    return client


@pytest.fixture
def doubtful(unit: Unit, tmp_path: Path) -> Delivery:
    """A list with a row that may be about somebody whom the register knows."""
    hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN]))
    return hand_in(unit, write_ledger(tmp_path / "走访.xlsx", [UNSURE]))


def shown(client: Client, **asked: str) -> str:
    return client.get("/lists/questions/answered/", asked).content.decode()


def test_an_answer_stands_with_who_gave_it_and_can_be_taken_back(client: Client, doubtful: Delivery, liang: Staff) -> None:
    question = answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    page = shown(client)
    assert "梁协调" in page and "Different" in page
    assert f"/lists/questions/{question.pk}/take-back/" in page
    client.post(f"/lists/questions/{question.pk}/take-back/")
    assert f"/lists/questions/{question.pk}/" not in shown(client)
    assert Question.objects.get().answer == Answer.OPEN


def test_answers_are_narrowed_to_one_kind(client: Client, doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.UNKNOWN, by=liang)
    assert "陈伟" in shown(client, answer="unknown")
    assert "Nothing of this kind has been answered" in shown(client, answer="same")
    assert "陈伟" in shown(client, answer="open")  # no answer that can be asked for: every answer is shown


def test_an_answer_that_was_undone_on_the_record_says_so(client: Client, doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.SAME, by=liang)
    assert "parted since" not in shown(client)
    undo(Merge.objects.get(kept_person__isnull=False), by=liang)
    assert "parted since" in shown(client)


def test_a_row_for_which_somebody_was_not_sure_says_so_and_leads_to_the_question(client: Client, doubtful: Delivery, liang: Staff) -> None:
    question = answer(Question.objects.get(), Answer.UNKNOWN, by=liang)
    row = row_of(doubtful, 3)
    for path in (f"/lists/rows/{row.pk}/", f"/lists/{doubtful.pk}/rows/"):
        page = client.get(path).content.decode()
        assert "Somebody looked at it and was not sure" in page
        assert f"/lists/questions/{question.pk}/" in page
    client.post(f"/lists/questions/{question.pk}/answer/", {"answer": "different"})
    assert "was not sure" not in client.get(f"/lists/rows/{row.pk}/").content.decode()


def test_a_settled_question_offers_only_the_way_back(client: Client, doubtful: Delivery, liang: Staff) -> None:
    question = answer(Question.objects.get(), Answer.DIFFERENT, by=liang)
    page = client.get(f"/lists/questions/{question.pk}/").content.decode()
    assert f"/lists/questions/{question.pk}/take-back/" in page
    assert f"/lists/questions/{question.pk}/answer/" not in page


def test_a_stranger_sees_none_of_the_answers(unit: Unit, doubtful: Delivery, liang: Staff) -> None:
    question = answer(Question.objects.get(), Answer.UNKNOWN, by=liang)
    stranger = Client()
    stranger.force_login(make_coordinator(unit, RIDGE))
    assert "陈伟" not in shown(stranger)
    assert stranger.get(f"/lists/questions/{question.pk}/").status_code == 404


def test_a_page_of_answers_takes_one_query_for_all_of_them(
    client: Client, doubtful: Delivery, liang: Staff, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    answer(Question.objects.get(), Answer.UNKNOWN, by=liang)
    with django_assert_max_num_queries(10):
        shown(client)


def test_the_reason_of_a_merge_is_shown_in_the_language_of_the_reader(client: Client, doubtful: Delivery, liang: Staff) -> None:
    answer(Question.objects.get(), Answer.SAME, by=liang)
    merge = Merge.objects.get(kept_person__isnull=False)
    assert merge.because == "Answer to a question of the import" and merge.kept_person is not None
    liang.language = "zh-hans"
    liang.save(update_fields=["language"])
    assert "名单核对中的回答" in client.get(f"/people/{merge.kept_person.ref}/").content.decode()
