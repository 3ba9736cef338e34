"""What the boundaries forbid leaves nothing behind, neither in the database nor in the storage."""

import zipfile
from pathlib import Path

from django.db import connection

from huajie.accounts.models import Unit
from huajie.intake.models import ListSheet
from huajie.intake.services.storage import opened
from huajie.intake.tests.making import LAN, WEI, hand_in, write_ledger

EXTRA = {"风险等级": ["高风险甲乙", "低风险丙丁"], "稳控措施": ["专人看护戊己", "每日上门庚辛"]}
SECRET = ("高风险甲乙", "低风险丙丁", "专人看护戊己", "每日上门庚辛")


def test_nothing_of_a_forbidden_column_is_kept(unit: Unit, tmp_path: Path, storage_folder: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN], EXTRA))
    assert not [value for value in SECRET if value in everything_stored()]
    kept = [path for path in storage_folder.rglob("*") if path.is_file()]
    assert [path.relative_to(storage_folder).as_posix() for path in kept] == [delivery.files.get().path]
    with opened(delivery.files.get().path) as copy:
        said = text_of(copy)
    assert not [value for value in SECRET if value in said]
    assert WEI.text in said


def test_the_uploader_is_told_which_columns_and_why(unit: Unit, tmp_path: Path) -> None:
    delivery = hand_in(unit, write_ledger(tmp_path / "台账.xlsx", [WEI, LAN], EXTRA))
    columns = ListSheet.objects.get(file__delivery=delivery).columns
    dropped = {column["header"]: column["because"]["code"] for column in columns if column["certainty"] == "dropped"}
    assert dropped == {"风险等级": "drop_risk_level", "稳控措施": "drop_stability"}


def everything_stored() -> str:
    """Every text of every table, encrypted columns as they are read."""
    found: list[str] = []
    for model in [model for model in connection.introspection.installed_models(connection.introspection.table_names()) if model]:
        found += [str(value) for row in model._default_manager.values_list() for value in row]
    return "\n".join(found)


def text_of(workbook: Path) -> str:
    """Everything that a workbook says."""
    with zipfile.ZipFile(workbook) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
