"""An act under one key is done once, however often it is asked for."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from huajie.api.models import KeptAnswer
from huajie.api.problems import problem
from huajie.api.refusals import KeyAtWork, KeyUsedOtherwise
from huajie.api.services.repeating import once
from huajie.api.tasks import take_up
from huajie.api.tests.making import Machine, machine
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM, record
from huajie.people.tests.making import make_areas

WORDS = "陈伟家楼上漏水"


@pytest.fixture
def hotline(db: None) -> Machine:
    make_areas()
    return machine()


def asked(words: str = WORDS) -> HttpRequest:
    return RequestFactory().post("/api/matters", words, content_type="text/plain")


def act() -> HttpResponse:
    """Something that leaves an entry."""
    entry = record(Act.GRID_SAVED, by=SYSTEM)
    return HttpResponse(f"{WORDS} {entry.number}", status=201, headers={"ETag": '"1"'})


def refuse() -> HttpResponse:
    record(Act.GRID_SAVED, by=SYSTEM)
    return problem(HTTPStatus.CONFLICT, "move_refused", "")


def acts() -> int:
    return Entry.objects.filter(act=Act.GRID_SAVED.value).count()


def test_the_second_asking_gets_the_first_answer(hotline: Machine) -> None:
    first = once(hotline.token, "k", asked(), act)
    second = once(hotline.token, "k", asked(), act)
    assert (second.status_code, second.content, second["ETag"]) == (201, first.content, '"1"')
    assert second["Idempotent-Replayed"] == "true"
    assert acts() == 1


def test_another_call_under_the_same_key_is_refused(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    with pytest.raises(KeyUsedOtherwise):
        once(hotline.token, "k", asked("别的"), act)
    assert acts() == 1


def test_another_system_may_use_the_same_key(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    once(machine().token, "k", asked(), act)
    assert acts() == 2


def test_an_act_at_work_is_not_begun_again(hotline: Machine) -> None:
    def meanwhile() -> HttpResponse:
        with pytest.raises(KeyAtWork):
            once(hotline.token, "k", asked(), act)
        return act()

    once(hotline.token, "k", asked(), meanwhile)
    assert acts() == 1


def test_what_died_at_work_is_done_after_all(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    KeptAnswer.objects.update(status=None, body="", at=timezone.now() - timedelta(minutes=6))
    once(hotline.token, "k", asked(), act)
    assert acts() == 2
    assert KeptAnswer.objects.get().status == 201


def test_a_refusal_undoes_what_was_begun_and_the_key_may_try_again(hotline: Machine) -> None:
    assert once(hotline.token, "k", asked(), refuse).status_code == 409
    assert acts() == 0
    assert once(hotline.token, "k", asked(), act).status_code == 201


def test_a_fault_leaves_the_key_free(hotline: Machine) -> None:
    def broken() -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        once(hotline.token, "k", asked(), broken)
    assert not KeptAnswer.objects.exists()


def test_answers_are_forgotten_after_a_day(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    KeptAnswer.objects.update(at=timezone.now() - timedelta(hours=25))
    cache.clear()  # an hour later, and more
    once(hotline.token, "other", asked(), act)
    assert KeptAnswer.objects.count() == 1


def test_a_key_of_yesterday_is_a_new_one(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    KeptAnswer.objects.update(at=timezone.now() - timedelta(hours=25))
    assert "Idempotent-Replayed" not in once(hotline.token, "k", asked(), act)
    assert KeptAnswer.objects.count() == 1


def test_the_worker_forgets_them_too(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    KeptAnswer.objects.update(at=timezone.now() - timedelta(hours=25))
    take_up()
    assert KeptAnswer.objects.count() == 0


def test_what_is_kept_lies_encrypted(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, asked FROM api_keptanswer")
        assert WORDS not in str(cursor.fetchall())
