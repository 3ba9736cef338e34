"""What a process needs for a while lies in the home folder, and does not outlive it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

OWN = "import sys, tempfile, time; from pathlib import Path; from huajie.core.scratch import own_scratch; own_scratch(Path(sys.argv[1]));"
WAITS = f"{OWN} tempfile.mkstemp(); print(tempfile.mkdtemp(), flush=True); time.sleep(600)"


def started(home: Path) -> "tuple[subprocess.Popen[str], Path]":
    """A process with something temporary, and where that is."""
    process = subprocess.Popen([sys.executable, "-c", WAITS, str(home)], stdout=subprocess.PIPE, text=True)  # noqa: S603 — our own words
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def run(home: Path) -> str:
    """A process that begins and ends; returns its folder."""
    command = [sys.executable, "-c", f"{OWN} print(tempfile.gettempdir())", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 — our own words
    return done.stdout.strip()


def test_temporary_files_lie_in_the_home_folder_and_go_with_their_process(tmp_path: Path) -> None:
    folder = Path(run(tmp_path))
    assert folder.parent == tmp_path / "tmp"
    assert list(folder.parent.iterdir()) == []
    assert folder.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_process_left_is_swept_by_the_next(tmp_path: Path, by: signal.Signals) -> None:
    process, folder = started(tmp_path)
    os.kill(process.pid, by)
    process.communicate()
    assert folder.exists()
    run(tmp_path)
    assert not folder.exists()


def test_what_a_living_process_holds_is_left_alone(tmp_path: Path) -> None:
    process, folder = started(tmp_path)
    run(tmp_path)
    assert folder.exists()
    process.kill()
    process.communicate()
