"""A fault at one file is that file's own end: the others go on, now and when they are handed in again."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.config.options import HOME
from huajie.core import filing
from huajie.core.errors import Refused
from huajie.intake.models import Delivery, DeliveryState, FileState, ListRow, Outcome
from huajie.intake.services import storage
from huajie.intake.services.children import events_of
from huajie.intake.services.deliveries import deliver, try_again
from huajie.intake.services.holding import GIVEN_UP_AFTER_DEATHS
from huajie.intake.services.parsing import Event, Finished, Job, Unread
from huajie.intake.services.running import WorkStopped, work_on
from huajie.intake.tests.making import GUI, LAN, WEI, hand_in, write_ledger
from huajie.matters.models import Telling

_FAR = b'<row r="1048576"><c r="IV1048576"><v>1</v></c></row></sheetData>'


def write_far_cell(path: Path) -> Path:
    """A workbook of 6 KB whose one stray cell makes the native reader ask for more memory than there is: the process is aborted."""
    plain = write_ledger(path.with_suffix(".tmp.xlsx"), [WEI])
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as sink:
        for entry in source.infolist():
            sink.writestr(entry, source.read(entry).replace(b"</sheetData>", _FAR))
    plain.unlink()
    return path


@pytest.fixture
def shared_storage() -> Iterator[None]:
    """The storage that other processes of the tests see too."""
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}}
    with override_settings(STORAGES={**settings.STORAGES, "default": default}, READING_MEMORY_BYTES=3 * 1024**3):
        yield


def job_of(path: Path) -> Job:
    with path.open("rb") as stream:
        stored = storage.keep(stream, path.name)
    return Job(stored.path, path.name, dt.date(2021, 6, 1), {}, (), frozenset(), go_on_unsure=True)


def last_events(jobs: list[Job]) -> list[Event]:
    return [list(events)[-1] for _job, events in events_of(jobs, apart=True)]


@pytest.mark.usefixtures("shared_storage")
def test_a_file_that_ends_its_process_ends_alone(tmp_path: Path) -> None:
    good = [write_ledger(tmp_path / f"{number}.xlsx", [line]) for number, line in enumerate((WEI, LAN, GUI))]
    jobs = [job_of(path) for path in (good[0], good[1], write_far_cell(tmp_path / "远.xlsx"), good[2], good[0])]

    first, second, far, *rest = last_events(jobs)

    assert isinstance(far, Unread)
    assert (far.code, far.facts["where"]) == ("file_fault", "exit code -6")
    assert all(isinstance(event, Finished) for event in (first, second, *rest))


def test_a_fault_after_some_rows_leaves_nothing_of_the_file(unit: Unit, tmp_path: Path) -> None:
    """The kept copy cannot be written: a folder stands in its place."""
    delivery = deliver([write_ledger(tmp_path / "坏.xlsx", [WEI]), write_ledger(tmp_path / "好.xlsx", [LAN])], unit=unit, by=None)
    bad = delivery.files.get(name="坏.xlsx")
    (filing.absolute("kept") / Path(bad.path).name / "x").mkdir(parents=True)

    work_on(delivery.pk)

    delivery.refresh_from_db()
    bad.refresh_from_db()
    assert (delivery.state, bad.state, bad.message["code"]) == (DeliveryState.DONE, FileState.UNREADABLE, "file_fault")
    assert "坏" not in bad.message["facts"]["where"]
    assert list(ListRow.objects.values_list("file__name", "outcome")) == [("好.xlsx", Outcome.REGISTERED)]


@pytest.fixture
def stopped(unit: Unit, tmp_path: Path) -> Delivery:
    """Two files, one read and one not, in a delivery at which process after process died."""
    files = [write_ledger(tmp_path / "甲.xlsx", [WEI]), write_ledger(tmp_path / "乙.xlsx", [LAN])]
    delivery = deliver(files, unit=unit, by=None, confirm_unsure=False)
    Delivery.objects.filter(pk=delivery.pk).update(deaths=GIVEN_UP_AFTER_DEATHS)
    with pytest.raises(WorkStopped):
        work_on(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED
    return delivery


def test_a_process_that_dies_is_counted(unit: Unit, tmp_path: Path) -> None:
    delivery = deliver([write_ledger(tmp_path / "甲.xlsx", [WEI])], unit=unit, by=None, confirm_unsure=False)
    Delivery.objects.filter(pk=delivery.pk).update(worker="elsewhere:1:1", beat_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC), deaths=1)

    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.REGISTERING)
    work_on(delivery.pk)

    delivery.refresh_from_db()
    assert delivery.deaths == 2


def test_files_of_a_stopped_delivery_go_on_in_the_next(stopped: Delivery, unit: Unit, tmp_path: Path) -> None:
    again = hand_in(unit, tmp_path / "甲.xlsx")

    assert (again.state, again.files.get().state) == (DeliveryState.DONE, FileState.REGISTERED)
    assert ListRow.objects.get().outcome == Outcome.REGISTERED
    left = {file.name: file for file in stopped.files.all()}
    assert (left["甲.xlsx"].state, left["甲.xlsx"].same_as) == (FileState.SEEN_BEFORE, again.files.get())
    assert left["乙.xlsx"].state == FileState.WAITING


def test_a_file_that_was_half_entered_when_its_delivery_stopped_is_entered_once(unit: Unit, tmp_path: Path) -> None:
    file = write_ledger(tmp_path / "甲.xlsx", [WEI, LAN])
    first = hand_in(unit, file)
    row = ListRow.objects.order_by("pk").last()
    assert row is not None
    Telling.objects.filter(source=f"row:{row.pk}").delete()
    ListRow.objects.filter(pk=row.pk).update(outcome=Outcome.WAITING)
    first.files.update(state=FileState.READ)
    Delivery.objects.filter(pk=first.pk).update(state=DeliveryState.FAILED)

    again = hand_in(unit, file)

    assert again.state == DeliveryState.DONE
    assert list(ListRow.objects.values_list("outcome", flat=True)) == [Outcome.REGISTERED] * 2
    assert Telling.objects.count() == 2


def test_a_stopped_delivery_is_tried_again(stopped: Delivery, liang: Staff) -> None:
    try_again(stopped, by=liang)
    work_on(stopped.pk)

    stopped.refresh_from_db()
    assert (stopped.state, stopped.deaths) == (DeliveryState.DONE, 0)
    assert Entry.objects.filter(act=Act.LISTS_TRIED_AGAIN.value).count() == 1
    with pytest.raises(Refused):
        try_again(stopped, by=liang)
