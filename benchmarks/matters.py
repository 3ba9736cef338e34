"""How the register answers at 100,000 and 1,000,000 matters: lists with filters, text search, a matter's page, opening one, moving one.

For each size and database: a fresh register, filled; `huajie serve` before it; clients in a process of their own, 1, 8 and 32 at once, as
somebody of a village, a town coordinator, and a district coordinator.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from measuring import ROOT, run, tree_resident_bytes, write_result
from registers import Register, fresh_register

MADE_ONE_BY_ONE = 20_000
KINDS = ("list", "search", "detail", "api_list", "api_detail", "create", "move")
START_SECONDS = 60
MIB = 2**20
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Answered:
    """One kind of request by one reader from so many clients."""

    reader: str
    kind: str
    clients: int
    requests: int
    requests_per_second: float
    p50_ms: float
    p95_ms: float
    refused: int


def measure(matters: int, clients: list[int], seconds: float) -> dict[str, Any]:
    """One database at one size."""
    with fresh_register() as register:
        filled = fill(register, matters)
        with served(register) as (server, port):
            warm = tree_resident_bytes(server.pid)
            answered = list(_asked(register, port, clients, seconds))
            resident = tree_resident_bytes(server.pid)
        return {
            "matters": matters,
            "database": "postgresql" if register.database_url else "sqlite",
            "fill_seconds": round(filled, 1),
            "database_mib": round(size_of(register) / MIB),
            "server_mib_before": round(warm / MIB),
            "server_mib_after": round(resident / MIB),
            "statements": json.loads(_said(register, "readers.py", "--count")),
            "answered": [asdict(one) for one in answered],
        }


def fill(register: Register, matters: int) -> float:
    """Fills it, in so many seconds: some matters one by one, then copies of them."""
    made = min(matters, MADE_ONE_BY_ONE)
    command: list[str | Path] = [sys.executable, HERE / "fill_matters.py", "--matters", str(made), "--times", str(max(1, matters // made))]
    return run(command, register.env).seconds


def size_of(register: Register) -> int:
    """Bytes of the database."""
    if not register.database_url:
        return (register.home / "huajie.sqlite3").stat().st_size
    with psycopg.connect(register.database_url) as server:
        return int(server.execute("SELECT pg_database_size(current_database())").fetchone()[0])  # type: ignore[index]  # one row


@contextmanager
def served(register: Register) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """`huajie serve` before the register."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = register.env | {"HUAJIE_API_CALLS_PER_MINUTE": "1000000"}
    with (register.home / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "huajie.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/sign-in/")
            yield server, port
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise SystemExit(f"{address} does not answer")


def _asked(register: Register, port: int, clients: list[int], seconds: float) -> Iterator[Answered]:
    for reader in json.loads(_said(register, "readers.py")):
        for kind in KINDS:
            number = 0
            if (kind == "move" and not reader["movable"]) or (kind in {"detail", "api_detail"} and not reader["refs"]):
                continue
            for at_once in clients:
                task = {"kind": kind, "clients": at_once, "seconds": seconds, "host": "127.0.0.1", "port": port, "first": number}
                told = _clients(task | {"reader": reader})
                number = told["next"]
                yield _answered(reader["name"], kind, at_once, told)
                print(_answered(reader["name"], kind, at_once, told), *told["refused"][:1], flush=True)


def _clients(task: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "clients.py")]
    told = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=True, env=dict(os.environ))
    return dict(json.loads(told.stdout))


def _answered(reader: str, kind: str, clients: int, told: dict[str, Any]) -> Answered:
    taken = told["taken"]
    half, most = (round(1000 * taken[int(len(taken) * part)], 1) if taken else 0.0 for part in (0.5, 0.95))
    return Answered(reader, kind, clients, len(taken), round(len(taken) / told["seconds"], 1), half, most, len(told["refused"]))


def _said(register: Register, script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, str(HERE / script), *arguments], env=register.env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], help="matters; multiples of 20,000 beyond it")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=15.0, help="for each kind of request, reader and number of clients")
    parser.add_argument("--name", default="matters", help="name of the result")
    asked = parser.parse_args()
    measured = []
    for url in dict.fromkeys(("", os.environ.get("HUAJIE_DATABASE_URL", ""))):
        os.environ["HUAJIE_DATABASE_URL"] = url
        for size in asked.sizes:
            measured.append(measure(size, asked.clients, asked.seconds))
            print(write_result(asked.name, {"measured": measured}), flush=True)  # what was measured stays if the next one fails


if __name__ == "__main__":
    main()
