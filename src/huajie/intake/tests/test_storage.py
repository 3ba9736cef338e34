"""What is handed in lies encrypted, and nothing of it outlives its purpose."""

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from cryptography.fernet import Fernet
from pytest_django import Settings

from huajie.accounts.models import Staff, Unit
from huajie.core.renewing import renew_files
from huajie.intake.models import Delivery, DeliveryState, FileState
from huajie.intake.services.deliveries import Upload, deliver, deliver_uploads
from huajie.intake.services.returned import return_workbook
from huajie.intake.services.storage import handing_in, opened
from huajie.intake.services.sweeping import sweep_files
from huajie.intake.tests.making import FUTURE, WEI, hand_in, write_ledger

MANY_PIECES = 3 * 1024 * 1024 + 17
HOLDS = (
    "import sys, time, fcntl, os; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_SH); print('held', flush=True); time.sleep(600)"
)


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def csv_of(path: Path) -> Path:
    path.write_text(f"姓名,身份证号码,联系电话,住址\n{WEI.name},{WEI.id_number},{WEI.phone},{WEI.address}\n", encoding="utf-8")
    return path


def test_a_list_lies_encrypted_while_it_waits_and_after(unit: Unit, tmp_path: Path, storage_folder: Path) -> None:
    path = csv_of(tmp_path / "名单.csv")
    delivery = deliver([path], unit=unit, by=None)
    assert WEI.id_number.encode() not in stored(storage_folder)[0].read_bytes()
    with opened(delivery.files.get().path) as plain:
        assert plain.read_bytes() == path.read_bytes()
    done = hand_in(unit, csv_of(tmp_path / "名单.csv"), write_ledger(tmp_path / "台账.xlsx", [WEI]))
    assert done.state == DeliveryState.DONE
    for file in stored(storage_folder):
        assert file.read_bytes().startswith(b"gAAAA")


def test_a_large_file_comes_back_byte_for_byte(unit: Unit, tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_bytes(os.urandom(MANY_PIECES))
    delivery = deliver([path], unit=unit, by=None)
    with opened(delivery.files.get().path) as plain:
        assert plain.read_bytes() == path.read_bytes()


def test_after_the_keys_were_renewed_the_old_key_is_not_needed(unit: Unit, liang: Staff, tmp_path: Path, settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = (old,)
    file = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE])).files.get()
    settings.FIELD_KEYS = (new, old)
    assert len(list(renew_files())) == 1
    settings.FIELD_KEYS = (new,)
    with opened(file.path) as plain:
        assert plain.read_bytes().startswith(b"PK")


def test_the_returned_workbook_is_made_from_the_encrypted_copy(unit: Unit, liang: Staff, tmp_path: Path) -> None:
    file = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, FUTURE], {"风险等级": ["高", "低"]})).files.get()
    assert return_workbook(file, by=liang).startswith(b"PK")


def test_what_no_delivery_knows_is_swept_and_what_waits_is_kept(unit: Unit, tmp_path: Path, storage_folder: Path) -> None:
    waiting = deliver([write_ledger(tmp_path / "台账.xlsx", [WEI])], unit=unit, by=None)
    (storage_folder / "incoming" / "left.csv").write_bytes(b"left by a kill")
    assert sweep_files() == 1
    assert stored(storage_folder) == [storage_folder / waiting.files.get().path]


def test_nothing_is_swept_while_somebody_hands_in(unit: Unit, storage_folder: Path) -> None:
    with handing_in():
        left = storage_folder / "incoming" / "left.csv"
        left.write_bytes(b"being handed in")
    holder = subprocess.Popen([sys.executable, "-c", HOLDS, str(left.parent)], stdout=subprocess.PIPE)  # noqa: S603 — our own words
    assert holder.stdout is not None
    holder.stdout.readline()
    assert sweep_files() == 0
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert sweep_files() == 1


def test_only_the_file_that_is_too_large_is_set_aside(unit: Unit, liang: Staff, tmp_path: Path, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 2000
    small, large = csv_of(tmp_path / "名单.csv").read_bytes(), b"x" * 2001
    delivery: Delivery = deliver_uploads([Upload("名单.csv", BytesIO(small)), Upload("大.csv", BytesIO(large))], unit=unit, by=liang)
    states = dict(delivery.files.values_list("name", "state"))
    assert states == {"名单.csv": FileState.WAITING, "大.csv": FileState.UNREADABLE}
    assert delivery.files.get(name="大.csv").message["code"] == "file_too_large"
