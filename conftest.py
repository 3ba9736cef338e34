"""What every test shares: no connection to elsewhere, a cache of its own, and a record that can be emptied between tests alone."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import Settings
from tests.migrated import migrated_database, migrated_home
from tests.scheduling import LONGEST, ByWhatTheyShare
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from huajie.audit.head import head_file
from huajie.config.options import option

LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return ByWhatTheyShare(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first, so that all processes end together."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, shared: Path) -> None:
    """On PostgreSQL the database of each process is made after the migrated one."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(shared, option("HUAJIE_DATABASE_URL"))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, shared: Path) -> Iterator[bool]:
    """On SQLite it is a copy of the migrated file, which is there already when the tests come to make one."""
    if connection.vendor != "sqlite":
        yield False
        return
    file = Path(connection.settings_dict["TEST"]["NAME"])
    file.parent.mkdir(parents=True, exist_ok=True)
    _forget(file)
    shutil.copyfile(migrated_home(shared) / "huajie.sqlite3", file)
    yield True
    _forget(file)


def _forget(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse connections that would leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(host).startswith(LOOPBACK):
            raise RuntimeError("a test tried to leave the machine")
        connect(self, address)  # type: ignore[arg-type]  # whatever the caller gave

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture(autouse=True)
def _cache_of_its_own(settings: Settings, shared: Path) -> None:
    """The house's cache lies in its home, for all processes; tests that run side by side each remember for themselves."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": uuid4().hex}}
    settings.CALLS_FOLDER = shared / f"calls-{uuid4().hex}"


@pytest.fixture(autouse=True)
def _scratch_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that a test runs puts temporary files under its home: the next test does not find itself there."""
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)
    monkeypatch.setenv("TMPDIR", os.environ.get("TMPDIR", tempfile.gettempdir()))


@pytest.fixture(autouse=True)
def _language_of_its_own() -> Iterator[None]:
    """A request activates its reader's language and leaves it active: the next test begins with none."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _passwords_are_cheap(settings: Settings) -> None:
    """A password is made slow to guess on purpose; a test only asks whether it is the right one."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def _record_is_emptied_after_a_test() -> Iterator[None]:
    """A test that commits is followed by emptying every table, which the triggers of the record rightly refuse: they step aside for it."""
    triggers = import_module("huajie.audit.migrations.0002_refuse_change")
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # not among the published types

    def stepped_aside(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            triggers.remove(apps, editor)
        empty(case)
        with connection.schema_editor() as editor:
            triggers.install(apps, editor)
        head_file().unlink(missing_ok=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", stepped_aside)
        yield
