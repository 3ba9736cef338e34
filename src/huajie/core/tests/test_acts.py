"""An act of several services is one transaction, and whoever comes to write waits for their turn."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from huajie.core.acts import part, undone_as_a_whole
from huajie.core.errors import Refused
from huajie.core.models import Sequence
from huajie.core.references import draw

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@part
def count() -> int:
    return draw("a")[0]


@part
def count_and_refuse() -> None:
    draw("a")
    raise Refused("No.")


def test_a_part_that_is_refused_undoes_the_whole_act() -> None:
    count()
    with pytest.raises(Refused), undone_as_a_whole():
        count()
        count_and_refuse()
    assert Sequence.objects.get(name="a").last == 1


def test_a_part_of_an_act_needs_no_savepoint() -> None:
    count()
    with CaptureQueriesContext(connection) as captured, undone_as_a_whole():
        count()
        count()
    assert not [one for one in captured.captured_queries if "SAVEPOINT" in one["sql"]]


def test_a_service_alone_is_an_act() -> None:
    with pytest.raises(Refused):
        count_and_refuse()
    assert not Sequence.objects.exists()


def test_acts_at_once_are_all_done() -> None:
    count()

    def act(_number: int) -> None:
        try:
            with undone_as_a_whole():
                count()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as clients:
        list(clients.map(act, range(40)))
    assert Sequence.objects.get(name="a").last == 41
