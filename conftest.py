"""What every test shares: no connection to elsewhere, a cache of its own, and a record that can be emptied between tests alone."""

import socket
from collections.abc import Iterator
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django import Settings

from huajie.audit.head import head_file

LOOPBACK = ("127.", "::1", "localhost")


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
def _cache_of_its_own(settings: Settings) -> None:
    """The house's cache lies in its home, for all processes; tests that run side by side each remember for themselves."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": uuid4().hex}}


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
