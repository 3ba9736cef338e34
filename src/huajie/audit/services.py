"""Writing the record. One entry per act, within the act's own transaction."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from huajie.audit.acts import Act
from huajie.audit.head import keep_head
from huajie.audit.models import Entry
from huajie.core.bulk import add
from huajie.core.written import Written

GENESIS = "0" * 64
_CHAIN_LOCK = 0x48554A  # an arbitrary number that only this chain uses


class Actor(Protocol):
    """Whoever answers for an act: a member of staff, or the system itself."""

    @property
    def audit_name(self) -> str: ...


class System:
    """The installation itself, for acts that an operator starts from the command line."""

    audit_name = "system"


SYSTEM = System()
_last = Written(lambda: Entry.objects.order_by("-number").values_list("number", "digest")[:1])
_through: ContextVar[str] = ContextVar("through", default="")


@contextmanager
def through(system: str) -> Iterator[None]:
    """Every act within says in its detail that it came through another system."""
    was = _through.set(system)
    try:
        yield
    finally:
        _through.reset(was)


@transaction.atomic(savepoint=False)
def record(act: Act, *, by: Actor, subject: str = "", purpose: str = "", detail: dict[str, Any] | None = None) -> Entry:
    """Add one entry at the end of the chain. `detail` holds references and counts, never personal values."""
    _hold_chain()
    last = _last.first() or (0, GENESIS)
    entry = Entry(
        number=last[0] + 1,
        at=timezone.now(),
        actor=by.audit_name,
        act=act.value,
        subject=subject,
        purpose=purpose,
        detail=_said(detail or {}),
        before=last[1],
    )
    entry.digest = digest_of(entry)
    add(entry)
    transaction.on_commit(
        partial(keep_head, entry.number, entry.digest, entry.before), robust=True
    )  # the act stands even if the file cannot be written
    return entry


def _said(detail: dict[str, Any]) -> dict[str, Any]:
    """The detail, with the system that the act came through."""
    system = _through.get()
    return {**detail, "through": system} if system else detail


def digest_of(entry: Entry) -> str:
    """SHA-256 over everything that the entry says and the digest before it."""
    at: datetime = entry.at
    said = [entry.number, at.astimezone(UTC).isoformat(), entry.actor, entry.act, entry.subject]
    said += [entry.purpose, json.dumps(entry.detail, sort_keys=True, ensure_ascii=False), entry.before]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _hold_chain() -> None:
    """One writer at a time until the transaction ends. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
