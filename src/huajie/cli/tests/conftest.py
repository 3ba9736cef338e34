"""A home with a small district, made once by `huajie init`."""

import csv
from pathlib import Path

import pytest

from huajie.cli.tests.running import huajie

TABLES: dict[str, list[tuple[str, ...]]] = {
    "provinces.csv": [("code", "name"), ("44", "试省")],
    "cities.csv": [("code", "name", "provinceCode"), ("4401", "试市", "44")],
    "areas.csv": [("code", "name", "cityCode", "provinceCode"), ("440190", "试区", "4401", "44")],
    "streets.csv": [("code", "name", "areaCode", "provinceCode", "cityCode"), ("440190101", "东山镇", "440190", "44", "4401")],
    "villages.csv": [
        ("code", "name", "streetCode", "provinceCode", "cityCode", "areaCode"),
        ("440190101201", "东湖村委会", "440190101", "44", "4401", "440190"),
    ],
}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder before, and a district ready for work afterwards."""
    folder = tmp_path_factory.mktemp("china")
    for name, rows in TABLES.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, quoting=csv.QUOTE_ALL).writerows(rows)
    home = tmp_path_factory.mktemp("home")
    done = huajie(home, "init", "--area", "440190", "--folder", folder)
    if done.returncode or "operator" not in done.stdout:
        pytest.fail(done.stdout + done.stderr)
    return home
