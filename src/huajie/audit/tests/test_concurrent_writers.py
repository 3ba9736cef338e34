"""Many writers at once leave one chain; an act that fails leaves nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from huajie.audit.acts import Act
from huajie.audit.head import read_head
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM, record
from huajie.audit.verification import Verified, verify

WRITERS, EACH = 8, 12

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def test_concurrent_writers_leave_one_whole_chain() -> None:
    def write(writer: int) -> None:
        try:
            for number in range(EACH):
                with transaction.atomic():
                    record(Act.FACT_RECORDED, by=SYSTEM, subject=f"person:{writer}-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(write, range(WRITERS)))
    found = verify()
    assert isinstance(found, Verified)
    assert found.count == WRITERS * EACH
    head = read_head()
    assert head is not None
    assert (head.number, head.digest) == (found.count, found.digest)


def test_an_act_that_fails_leaves_no_entry_and_no_gap() -> None:
    record(Act.FACT_RECORDED, by=SYSTEM)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Act.FACT_RECORDED, by=SYSTEM)
        raise ZeroDivisionError
    record(Act.FACT_RECORDED, by=SYSTEM)
    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert isinstance(verify(), Verified)
