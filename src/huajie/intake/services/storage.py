"""Where handed-in files lie, encrypted: as they came until they are read, and afterwards without the forbidden columns."""

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage

from huajie.core.errors import Refused
from huajie.core.scratch import held, held_if_free
from huajie.core.sealing import PIECE_BYTES, seal, unseal
from huajie.intake.reading.messages import Message
from huajie.intake.reading.returned import kept_suffix, strip_forbidden
from huajie.intake.reading.stripped import Dropped

_MIB = 1024 * 1024
_INCOMING, _KEPT = "incoming", "kept"


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
    return f"{_INCOMING}/{secrets.token_hex(16)}{Path(name).suffix.lower()[:8]}"


def absolute(path: str) -> Path:
    """Where a path of the storage lies on disk."""
    storage = default_storage
    assert isinstance(storage, FileSystemStorage)  # noqa: S101 — settings.STORAGES has no other
    return Path(storage.path(path))


@contextmanager
def handing_in() -> Iterator[None]:
    """What is stored meanwhile is not swept, though no delivery knows it yet."""
    with held(_folder(_INCOMING), shared=True):
        yield


def keep(stream: BinaryIO, name: str) -> Stored:
    """Write a stream to the storage, taking its digest on the way. Refuses a file beyond the limit."""
    path = place_for(name)
    target = _folder(_INCOMING) / Path(path).name
    digest = hashlib.sha256()
    try:
        with target.open("xb") as sink:
            seal(_digested(_pieces(stream), digest), sink)
    except TooLarge:
        target.unlink()
        raise
    return Stored(path, digest.hexdigest())


def _digested(read: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in read:
        digest.update(piece)
        yield piece


@contextmanager
def opened(path: str) -> Iterator[Path]:
    """The file as it came, readable meanwhile, in the temporary folder of this process."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / Path(path).name
        with absolute(path).open("rb") as source, plain.open("xb") as sink:
            sink.writelines(unseal(source))
        yield plain


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The stream, piece by piece. Raises TooLarge as soon as it goes beyond the limit."""
    size = 0
    while piece := stream.read(PIECE_BYTES):
        size += len(piece)
        if size > settings.UPLOAD_MAX_BYTES:
            raise TooLarge(size)
        yield piece


def keep_without(path: str, plain: Path, dropped: Dropped, name: str) -> str:
    """The path of a copy that holds the tables of the file opened at `plain`, without the dropped columns. What was handed in stays.

    The same path gives the same copy, so that a second attempt leaves no third file behind.
    """
    suffix = kept_suffix(plain)
    target = _folder(_KEPT) / f"{Path(path).stem}{suffix}"
    with TemporaryDirectory() as folder:
        stripped = Path(folder) / f"kept{suffix}"
        strip_forbidden(plain, stripped, dropped, name)
        with stripped.open("rb") as source, target.open("wb") as sink:
            seal(iter(lambda: source.read(PIECE_BYTES), b""), sink)
    return f"{_KEPT}/{target.name}"


def discard(path: str) -> None:
    """Delete a file of the storage, if it is there."""
    if path:
        absolute(path).unlink(missing_ok=True)


def discard_original(kept: str) -> None:
    """Delete what was handed in and became this kept copy, should a kill have left it."""
    for left in absolute(_INCOMING).glob(f"{Path(kept).stem}.*"):
        left.unlink(missing_ok=True)


def discard_with_copy(path: str) -> None:
    """Delete a file of the storage, and whatever became of it or was left of it."""
    for folder in (_INCOMING, _KEPT):
        for left in absolute(folder).glob(f"{Path(path).stem}*"):
            left.unlink(missing_ok=True)


def discard_unknown(known: Callable[[], Collection[str]]) -> int:
    """Delete what was handed in and is not among the known paths, unless somebody is handing in; returns how many files went."""
    folder = _folder(_INCOMING)
    with held_if_free(folder) as is_free:
        if not is_free:
            return 0
        left = [f"{_INCOMING}/{file.name}" for file in folder.iterdir()]
        unknown = set(left) - set(known())
        for path in unknown:
            discard(path)
    return len(unknown)


def _folder(name: str) -> Path:
    folder = absolute(name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
