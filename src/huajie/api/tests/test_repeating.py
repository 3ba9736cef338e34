"""An act under one key is done once, however often it is asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from huajie.api.models import KeptAnswer
from huajie.api.refusals import KeyUsedOtherwise
from huajie.api.services.repeating import answered, once
from huajie.api.tasks import take_up
from huajie.api.tests.making import Machine, machine
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM, record
from huajie.core.errors import Refused
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
    raise Refused("No.")


def ask(machine: Machine, key: str, request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """As the gate and an operation do it together."""
    return answered(machine.token, key, request) or once(machine.token, key, request, act)


def acts() -> int:
    return Entry.objects.filter(act=Act.GRID_SAVED.value).count()


def test_the_second_asking_gets_the_first_answer(hotline: Machine) -> None:
    first = once(hotline.token, "k", asked(), act)
    second = ask(hotline, "k", asked(), act)
    assert (second.status_code, second.content, second["ETag"]) == (201, first.content, '"1"')
    assert second["Idempotent-Replayed"] == "true"
    assert acts() == 1


def test_another_call_under_the_same_key_is_refused(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    with pytest.raises(KeyUsedOtherwise):
        ask(hotline, "k", asked("别的"), act)
    assert acts() == 1


def test_another_system_may_use_the_same_key(hotline: Machine) -> None:
    once(hotline.token, "k", asked(), act)
    once(machine().token, "k", asked(), act)
    assert acts() == 2


@pytest.mark.parametrize("slower", [act, refuse], ids=["done", "refused"])
def test_whoever_asks_while_the_same_is_at_work_is_undone_and_gets_its_answer(hotline: Machine, slower: Callable[[], HttpResponse]) -> None:
    first = once(hotline.token, "k", asked(), act)
    second = once(hotline.token, "k", asked(), slower)  # it looked for an answer before there was one
    assert (second.content, second["Idempotent-Replayed"]) == (first.content, "true")
    assert acts() == 1


def test_a_refusal_undoes_what_was_begun_and_the_key_may_try_again(hotline: Machine) -> None:
    with pytest.raises(Refused):
        once(hotline.token, "k", asked(), refuse)
    assert acts() == 0
    assert once(hotline.token, "k", asked(), act).status_code == 201


def test_a_fault_leaves_the_key_free(hotline: Machine) -> None:
    def broken() -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
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
    assert "Idempotent-Replayed" not in ask(hotline, "k", asked(), act)
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
