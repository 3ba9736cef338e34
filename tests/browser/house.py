"""A house of its own for the browser tests: a home, a demo district in it, and `huajie serve` as a real process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.migrated import copied_home, fresh_database, migrated_database
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class House:
    """Where the served house answers, and how its commands are run."""

    url: str
    env: Mapping[str, str]

    def run(self, *words: str) -> int:
        """A command on the same register; its exit code."""
        return subprocess.run(
            [sys.executable, "-m", "huajie.cli", *words], env=dict(self.env), cwd=ROOT, stdout=subprocess.DEVNULL
        ).returncode

    def page(self, path: str) -> str:
        return self.url + path


@contextmanager
def served_demo(home: Path, shared: Path | None = None) -> Iterator[House]:
    """A served demo district; everything it wrote goes with the home. It begins with what is migrated already, if a folder holds that."""
    env = {**os.environ, "HUAJIE_HOME": str(home)}
    database = os.environ.get("HUAJIE_DATABASE_URL", "")
    if database:
        env["HUAJIE_DATABASE_URL"] = _own_database(database, shared)
    elif shared:
        copied_home(shared, home)
    command = [sys.executable, "-m", "huajie.cli"]
    subprocess.run([*command, "init", "--demo"], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    log = home / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen([*command, "serve", "--port", str(port)], env=env, cwd=ROOT, stdout=output, stderr=output)
        try:
            house = House(f"http://127.0.0.1:{port}", env)
            _wait_for(house, server, log)
            yield house
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(house: House, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(house.page("/sign-in/")):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"huajie serve did not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.3)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


def _own_database(address: str, shared: Path | None) -> str:
    """A database beside the one that the tests use; one for each process that tests."""
    name = f"{urlsplit(address).path.lstrip('/')}_browser_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    return fresh_database(address, name, migrated_database(shared, address) if shared else "template1")
