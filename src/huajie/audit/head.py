"""How far the record goes, kept outside the database: entries cut off its end leave a chain that looks whole.

After each act the number and digest of the last entry are written to a file in the home folder, and `verify` compares. The file names no
database, so it counts wherever the home is put back. A head that the record does not hold is never replaced: it is the evidence.
Whoever can change both the database and that file can still shorten the record unseen: note what `huajie audit verify` prints,
away from the server.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from huajie.audit.models import Entry

FILE_NAME = "audit-head.json"
_LENGTH = 1024  # bytes, padded: a longer head replaces a shorter one and the other way round in one write


@dataclass(frozen=True)
class Head:
    """The last entry of the record, as the file knows it."""

    number: int
    digest: str


def head_file() -> Path:
    """Where the head is kept."""
    return Path(settings.HOME) / FILE_NAME


def read_head() -> Head | None:
    """The head that the home folder keeps; None where there is none that can be read."""
    if not head_file().exists():
        return None
    with _locked() as file:
        return _read(file)


def keep_head(number: int, digest: str, before: str = "") -> None:
    """Note that the record goes on to an entry. Of acts that end together the furthest counts.

    If the head has the digest `before`, which the entry names, the record need not be asked whether it holds it.
    """
    with _locked() as file:
        known = _read(file)
        if known is None or (known.number < number and (known.digest == before or _holds(known))):
            os.pwrite(file, json.dumps(asdict(Head(number, digest))).encode().ljust(_LENGTH), 0)


@contextmanager
def _locked() -> Iterator[int]:
    """The file, for one process at a time."""
    file = os.open(head_file(), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def _read(file: int) -> Head | None:
    try:
        said = json.loads(os.pread(file, _LENGTH, 0))
        return Head(int(said["number"]), str(said["digest"]))
    except (ValueError, KeyError, TypeError):
        return None


def _holds(head: Head) -> bool:
    """True if and only if the record has the entry that the head tells of."""
    return Entry.objects.filter(number=head.number, digest=head.digest).exists()
