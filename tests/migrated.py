"""One register with every migration applied, made once for a run of the tests: whatever needs an empty register begins with a copy."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]


def migrated_home(shared: Path) -> Path:
    """A home on SQLite, in a folder that all processes of the run share."""
    home = shared / "migrated"
    _once(shared / "migrated.lock", home / "huajie.sqlite3", lambda: _migrate(home, ""))
    return home


def copied_home(shared: Path, home: Path) -> Path:
    """A home of one's own."""
    shutil.copytree(migrated_home(shared), home, dirs_exist_ok=True)
    return home


def migrated_database(shared: Path, address: str) -> str:
    """The name of a database on PostgreSQL that others are made after."""
    name = urlsplit(address).path.lstrip("/") + "_migrated"
    done = shared / "migrated.database"

    def make() -> None:
        _migrate(shared / "migrated-beside", fresh_database(address, name))
        done.touch()

    _once(shared / "migrated.lock", done, make)
    return name


def fresh_database(address: str, name: str, template: str = "template1") -> str:
    """The address of a new database beside the one given."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


def _once(lock: Path, made: Path, make: Callable[[], None]) -> None:
    """Make it, unless another process of the run has; whoever comes meanwhile waits."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not made.exists():
            make()


def _migrate(home: Path, database: str) -> None:
    given = {name: value for name, value in os.environ.items() if name != "HUAJIE_DATABASE_URL"}
    env = given | {"HUAJIE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "huajie.config.settings"}
    if database:
        env["HUAJIE_DATABASE_URL"] = database
    subprocess.run([sys.executable, "-m", "tests.migrate"], env=env, cwd=ROOT, check=True)
