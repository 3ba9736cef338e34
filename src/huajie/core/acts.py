"""One act, one transaction, also where an act is made of several services."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction

FILE_NAME = "writers.lock"
P = ParamSpec("P")
T = TypeVar("T")
_within: ContextVar[bool] = ContextVar("within", default=False)


@contextmanager
def undone_as_a_whole() -> Iterator[None]:
    """A transaction around services of which none is caught when it refuses: no `part` within needs a savepoint.

    On SQLite whoever comes here waits in a queue. Its own way of waiting is to sleep and to try again: a tenth of the acts of eight clients
    waited half a second and longer.
    """
    token = _within.set(True)
    try:
        with _turn(), transaction.atomic():
            yield
    finally:
        _within.reset(token)


def part(service: Callable[P, T]) -> Callable[P, T]:
    """A service in a transaction, as `transaction.atomic` makes it, that may be part of a larger act."""

    @wraps(service)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic(savepoint=not _within.get()):
            return service(*args, **kwargs)

    return done


@contextmanager
def _turn() -> Iterator[None]:
    """The only one of this home who writes, among those who wait for their turn."""
    if connection.vendor != "sqlite":
        yield
        return
    file = os.open(Path(settings.HOME) / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
