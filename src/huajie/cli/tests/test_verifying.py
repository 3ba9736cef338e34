"""`huajie audit verify` on a home that was put back elsewhere."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from huajie.cli.tests.running import huajie


@pytest.fixture
def elsewhere(home: Path, tmp_path: Path) -> Path:
    """The home, put back under another path."""
    return Path(shutil.copytree(home, tmp_path / "elsewhere"))


def test_a_home_that_was_moved_verifies(elsewhere: Path) -> None:
    assert huajie(elsewhere, "audit", "verify").returncode == 0


def test_an_end_that_was_cut_off_is_found_after_a_move(elsewhere: Path) -> None:
    with sqlite3.connect(elsewhere / "huajie.sqlite3") as database:
        database.execute("DROP TRIGGER audit_no_delete")
        database.execute("DELETE FROM audit_entry WHERE number > 1")
    done = huajie(elsewhere, "audit", "verify")
    assert (done.returncode, "its end is missing" in done.stdout) == (1, True)


def test_without_the_head_verify_says_that_the_end_is_not_known(elsewhere: Path) -> None:
    (elsewhere / "audit-head.json").unlink()
    done = huajie(elsewhere, "audit", "verify")
    assert (done.returncode, "audit-head.json" in done.stderr) == (3, True)
