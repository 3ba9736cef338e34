"""Where handed-in files lie: as they came until they are read, and afterwards without the forbidden columns."""

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage

from huajie.core.errors import Refused
from huajie.intake.reading.messages import Message
from huajie.intake.reading.returned import kept_suffix, strip_forbidden
from huajie.intake.reading.stripped import Dropped

_MIB = 1024 * 1024


class TooLarge(Refused):
    """A file beyond the limit for uploads."""

    def __init__(self, size_bytes: int) -> None:
        self.said = Message("file_too_large", megabytes=-(-size_bytes // _MIB), limit=settings.UPLOAD_MAX_BYTES // _MIB)
        super().__init__(self.said)


class Stored(NamedTuple):
    """A file as it lies in the storage."""

    path: str
    sha256: str


def place_for(name: str) -> str:
    """A fresh path, relative to the storage, that keeps the file's ending and nothing else of its name."""
    return f"incoming/{secrets.token_hex(16)}{Path(name).suffix.lower()[:8]}"


def absolute(path: str) -> Path:
    """Where a path of the storage lies on disk."""
    storage = default_storage
    assert isinstance(storage, FileSystemStorage)  # noqa: S101 — settings.STORAGES has no other
    return Path(storage.path(path))


def keep(stream: BinaryIO, name: str) -> Stored:
    """Write a stream to the storage, taking its digest on the way. Refuses a file beyond the limit."""
    path = place_for(name)
    target = absolute(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with target.open("xb") as sink:
            for piece in pieces(stream):
                digest.update(piece)
                sink.write(piece)
    except TooLarge:
        target.unlink()
        raise
    return Stored(path, digest.hexdigest())


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The stream, a MiB at a time. Raises TooLarge as soon as it goes beyond the limit."""
    size = 0
    while piece := stream.read(_MIB):
        size += len(piece)
        if size > settings.UPLOAD_MAX_BYTES:
            raise TooLarge(size)
        yield piece


def keep_without(path: str, dropped: Dropped, name: str) -> str:
    """The path of a copy that holds the tables without the dropped columns; what was handed in stays until it is discarded.

    The same path gives the same copy, so that a second attempt leaves no third file behind.
    """
    given = absolute(path)
    kept = f"kept/{given.stem}{kept_suffix(given)}"
    target = absolute(kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    strip_forbidden(given, target, dropped, name)
    return kept


def discard(path: str) -> None:
    """Delete a file of the storage, if it is there."""
    if path:
        absolute(path).unlink(missing_ok=True)


def discard_original(kept: str) -> None:
    """Delete what was handed in and became this kept copy, should a kill have left it."""
    for left in absolute("incoming").glob(f"{Path(kept).stem}.*"):
        left.unlink(missing_ok=True)
