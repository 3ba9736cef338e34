"""A delivery that has not entered the register can be withdrawn, and the same files can be handed in again."""

from pathlib import Path

import pytest
from django.test import Client

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted
from huajie.intake.models import Delivery, DeliveryState, FileState, ListFile, ListRow, ListSheet
from huajie.intake.services.deliveries import deliver
from huajie.intake.services.holding import take_hold
from huajie.intake.services.running import work_on
from huajie.intake.services.withdrawing import CannotBeWithdrawn, can_be_withdrawn, withdraw
from huajie.intake.tests.making import LAN, RIDGE, WEI, hand_in, make_coordinator, write_ledger
from huajie.people.models import Person

UNSURE = {"意见": ["愿意协商", "愿意协商"], "风险等级": ["高", "低"]}

# Files are deleted once the withdrawal stands.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(liang: Staff) -> Client:
    """The district's coordinator at the screen."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(liang)
    return client


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with a column that a person must confirm, and one that is never kept."""
    return write_ledger(tmp_path / "台账.xlsx", [WEI, LAN], UNSURE)


@pytest.fixture
def waiting(unit: Unit, ledger: Path) -> Delivery:
    """It waits for its columns."""
    delivery = hand_in(unit, ledger, confirm_unsure=True)
    assert delivery.state == DeliveryState.MAPPING
    return delivery


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def stopped(delivery: Delivery) -> Delivery:
    """As after a fault of the program."""
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.FAILED, fault="somewhere")
    delivery.refresh_from_db()
    return delivery


def test_a_waiting_delivery_is_withdrawn_on_its_page(client: Client, waiting: Delivery, storage_folder: Path) -> None:
    path = f"/lists/{waiting.pk}/withdraw/"
    page = client.get(f"/lists/{waiting.pk}/").content.decode()
    assert path in page and "still with the columns that are never kept" in page and "cannot be undone" in page

    assert client.post(path).headers["Location"] == f"/lists/{waiting.pk}/"

    page = client.get(f"/lists/{waiting.pk}/").content.decode()
    assert "Nothing of it entered the register" in page and path not in page
    assert "Withdrawn" in client.get("/lists/").content.decode()
    assert stored(storage_folder) == []
    assert not ListRow.objects.exists() and not ListSheet.objects.exists() and not Person.objects.exists()


def test_withdrawing_leaves_one_entry_with_counts(waiting: Delivery, liang: Staff) -> None:
    withdraw(waiting, by=liang)
    entry = Entry.objects.latest("number")
    assert (entry.act, entry.subject) == (Act.LISTS_WITHDRAWN.value, f"delivery:{waiting.pk}")
    assert entry.detail["files"] == 1


def test_the_same_file_can_be_handed_in_again(waiting: Delivery, unit: Unit, liang: Staff, ledger: Path) -> None:
    withdraw(waiting, by=liang)
    again = hand_in(unit, ledger)
    assert again.state == DeliveryState.DONE
    assert again.files.get().state == FileState.REGISTERED
    assert again.files.get().rows.count() == 2


def test_a_file_that_repeated_it_elsewhere_says_so_and_can_be_sent_again(
    client: Client, waiting: Delivery, unit: Unit, liang: Staff, ledger: Path
) -> None:
    repeat = hand_in(unit, ledger)
    assert repeat.files.get().state == FileState.SEEN_BEFORE
    withdraw(waiting, by=liang)
    assert repeat.files.get().state == FileState.WITHDRAWN
    assert "Deliver it again if it is to be entered" in client.get(f"/lists/{repeat.pk}/").content.decode()
    assert hand_in(unit, ledger).files.get().state == FileState.REGISTERED
    assert ListFile.objects.filter(state=FileState.SEEN_BEFORE).count() == 0


def test_what_a_fault_stopped_before_the_register_can_be_withdrawn(
    client: Client, unit: Unit, liang: Staff, ledger: Path, storage_folder: Path
) -> None:
    delivery = stopped(deliver([ledger], unit=unit, by=liang))
    assert can_be_withdrawn(delivery)
    assert "until it goes on or is withdrawn" in client.get(f"/lists/{delivery.pk}/").content.decode()
    withdraw(delivery, by=liang)
    assert stored(storage_folder) == []


def test_what_has_entered_the_register_cannot_be_withdrawn(client: Client, unit: Unit, liang: Staff, ledger: Path) -> None:
    done = hand_in(unit, ledger)
    for delivery in (done, stopped(hand_in(unit, write_ledger(ledger.parent / "二.xlsx", [WEI])))):
        assert f"/lists/{delivery.pk}/withdraw/" not in client.get(f"/lists/{delivery.pk}/").content.decode()
        with pytest.raises(CannotBeWithdrawn):
            withdraw(delivery, by=liang)


def test_what_is_being_read_is_not_withdrawn_under_the_readers_hands(unit: Unit, liang: Staff, ledger: Path) -> None:
    delivery = deliver([ledger], unit=unit, by=liang)
    take_hold(delivery.pk)
    delivery.refresh_from_db()
    assert not can_be_withdrawn(delivery)
    with pytest.raises(CannotBeWithdrawn):
        withdraw(delivery, by=liang)
    assert ListFile.objects.get().state == FileState.WAITING


def test_a_worker_that_comes_afterwards_finds_nothing_to_do(unit: Unit, liang: Staff, ledger: Path) -> None:
    delivery = deliver([ledger], unit=unit, by=liang)
    withdraw(delivery, by=liang)
    assert work_on(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.WITHDRAWN


def test_a_stranger_withdraws_nothing(unit: Unit, waiting: Delivery) -> None:
    worker = make_coordinator(unit, RIDGE)
    stranger = Client()
    stranger.force_login(worker)
    assert stranger.post(f"/lists/{waiting.pk}/withdraw/").status_code == 404
    with pytest.raises(NotPermitted):
        withdraw(waiting, by=worker)
