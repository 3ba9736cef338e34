"""Where commands write: in the home folder, for its owner alone, and nothing at all when only help is asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from huajie.cli.tests.running import huajie
from huajie.intake.tests.making import WEI, write_ledger


@pytest.mark.parametrize("words", [("--help",), (), ("nonsense",), ("lists", "import", "--help"), ("serve", "--help")])
def test_asking_for_help_writes_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"HUAJIE_HOME", "HUAJIE_DATABASE_URL"}}
    subprocess.run([sys.executable, "-m", "huajie.cli", *words], env=environment, cwd=tmp_path, capture_output=True, check=False)  # noqa: S603 — our own words
    assert list(tmp_path.iterdir()) == []


def test_the_home_is_its_owners_alone(home: Path, tmp_path: Path) -> None:
    huajie(home, "lists", "import", write_ledger(tmp_path / "台账.xlsx", [WEI]))
    assert home.stat().st_mode & 0o777 == 0o700
    open_to_others = [path for path in home.rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_an_import_writes_nowhere_else(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = write_ledger(tmp_path / "台账.xlsx", [WEI])
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    huajie(home, "lists", "import", path)
    assert list(elsewhere.iterdir()) == []


def test_a_home_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = huajie(tmp_path / "file" / "home", "audit", "verify")
    assert (done.returncode, "cannot be written to" in done.stderr) == (1, True)


def test_a_demo_on_a_home_in_use_says_that_nothing_was_filled(home: Path) -> None:
    done = huajie(home, "init", "--area", "440190", "--demo")
    assert (done.returncode, "nothing was made up" in done.stderr) == (0, True)
