"""Killed in the middle, or handed in by two people at once: everything is entered once, and nothing half."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from huajie.accounts.models import Unit
from huajie.config.options import HOME
from huajie.intake.models import Delivery, DeliveryState, FileState, ListFile, ListRow, Outcome, RowPerson
from huajie.intake.services.deliveries import deliver
from huajie.intake.services.preparing import ROWS_AT_ONCE
from huajie.intake.services.running import resume_stale, work_on
from huajie.intake.tests.making import LAN, WEI, Line, id_number, make_district, write_ledger
from huajie.matters.models import Telling
from huajie.people.models import Identifier, Person

pytestmark = pytest.mark.django_db(transaction=True)
MANY = ROWS_AT_ONCE * 2 + 300
WORK = "import django; django.setup(); from huajie.intake.services.running import work_on; work_on({delivery})"
DELIVER = (
    "import django; django.setup(); from pathlib import Path; from huajie.accounts.models import Unit;"
    "from huajie.intake.services.deliveries import deliver; from huajie.intake.services.running import work_on;"
    "print(work_on(deliver([Path({path!r})], unit=Unit.objects.get(), by=None, confirm_unsure=False).pk))"
)


@pytest.fixture(autouse=True)
def storage_folder() -> Path:
    """The storage of the home: after a death the files are read by processes that know no other."""
    return HOME / "files"


def start(program: str, storage: Path) -> "subprocess.Popen[bytes]":
    """Another process on the test's own database and storage."""
    database = connection.settings_dict
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        given = urlsplit(os.environ["HUAJIE_DATABASE_URL"])
        url = urlunsplit(given._replace(path=f"/{database['NAME']}"))
    prelude = (
        "from django.conf import settings; import huajie.config.settings as own;"
        f"own.STORAGES['default']['OPTIONS']['location'] = {str(storage)!r};"
    )
    environment = {**os.environ, "HUAJIE_DATABASE_URL": url, "HUAJIE_HOME": str(HOME), "DJANGO_SETTINGS_MODULE": "huajie.config.settings"}
    return subprocess.Popen([sys.executable, "-c", prelude + program], env=environment, stdout=subprocess.PIPE)  # noqa: S603 — our own words


def many_lines() -> Sequence[Line]:
    """People with a matter each."""
    return [
        Line(f"陈{chr(0x4E00 + number % 900)}{chr(0x5200 + number // 900)}", id_number("19700101", number % 1000) if number < 1000 else "",
             f"154{number:08d}", f"{number}号地块边界不清,双方各执一词", address=f"东湖村{number % 30}社{number}号")
        for number in range(MANY)
    ]  # fmt: skip


def test_a_killed_import_is_finished_by_the_next_and_enters_every_row_once(tmp_path: Path, storage_folder: Path) -> None:
    delivery = deliver([write_ledger(tmp_path / "台账.xlsx", many_lines())], unit=make_district(), by=None, confirm_unsure=False)
    worker = start(WORK.format(delivery=delivery.pk), storage_folder)
    try:
        wait_until(lambda: ListRow.objects.filter(outcome=Outcome.REGISTERED).exists(), worker)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.REGISTERING
    assert ListRow.objects.filter(outcome=Outcome.WAITING).exists()
    assert resume_stale() == [delivery.pk]
    assert_everything_once(delivery, MANY)


def test_an_import_killed_while_reading_is_read_anew(tmp_path: Path, storage_folder: Path) -> None:
    delivery = deliver([write_ledger(tmp_path / "台账.xlsx", many_lines())], unit=make_district(), by=None, confirm_unsure=False)
    worker = start(WORK.format(delivery=delivery.pk), storage_folder)
    try:
        wait_until(lambda: ListRow.objects.exists(), worker)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert work_on(delivery.pk)
    assert_everything_once(delivery, MANY)


def test_one_file_handed_in_by_two_at_once_is_entered_once(tmp_path: Path, storage_folder: Path) -> None:
    make_district()
    path = write_ledger(tmp_path / "台账.xlsx", [WEI, LAN])
    both = [start(DELIVER.format(path=str(path)), storage_folder) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].decode().strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said == ["True", "True"]
    assert sorted(ListFile.objects.values_list("state", flat=True)) == [FileState.REGISTERED, FileState.SEEN_BEFORE]
    assert_everything_once(Delivery.objects.get(files__state=FileState.REGISTERED), 2)


def test_two_workers_on_one_delivery_enter_it_once(tmp_path: Path, storage_folder: Path) -> None:
    delivery = deliver([write_ledger(tmp_path / "台账.xlsx", [WEI, LAN])], unit=make_district(), by=None, confirm_unsure=False)
    both = [start(WORK.format(delivery=delivery.pk), storage_folder) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert_everything_once(delivery, 2)


def assert_everything_once(delivery: Delivery, rows: int) -> None:
    """Every row has one end, one telling and its own people."""
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DONE
    assert ListRow.objects.filter(outcome__in=[Outcome.REGISTERED, Outcome.REVIEW]).count() == ListRow.objects.count() == rows
    assert Telling.objects.count() == Telling.objects.values("source").distinct().count() == rows
    subjects = RowPerson.objects.filter(role="subject")
    assert subjects.count() == subjects.values("row").distinct().count() == rows
    assert Person.objects.filter(rows__isnull=True, row_people__isnull=True).count() == 0
    assert Identifier.objects.count() == Identifier.objects.values("person", "value_index").distinct().count()
    assert Unit.objects.count() == 1


def wait_until(happened: Callable[[], bool], worker: "subprocess.Popen[bytes]", seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert worker.poll() is None, "the worker ended too early"
        assert time.monotonic() < until
        time.sleep(0.05)
