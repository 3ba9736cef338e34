"""Where handed-in files lie, encrypted: as they came until they are read, and afterwards without the forbidden columns."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from django.conf import settings

from huajie.core import filing
from huajie.core.errors import Refused
from huajie.core.filing import absolute, fresh_path, pieces_of, shelf_folder
from huajie.core.sealing import PIECE_BYTES, seal
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


def handing_in() -> AbstractContextManager[None]:
    """What is stored meanwhile is not swept, though no delivery knows it yet."""
    return filing.filling(_INCOMING)


def keep(stream: BinaryIO, name: str) -> Stored:
    """Write a stream to the storage, taking its digest on the way. Refuses a file beyond the limit."""
    path = fresh_path(_INCOMING, name)
    return Stored(path, filing.put(path, _pieces(stream)))


@contextmanager
def opened(path: str) -> Iterator[Path]:
    """The file as it came, readable meanwhile, in the temporary folder of this process."""
    with TemporaryDirectory() as folder:
        plain = Path(folder) / Path(path).name
        with plain.open("xb") as sink:
            sink.writelines(pieces_of(path))
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
    target = shelf_folder(_KEPT) / f"{Path(path).stem}{suffix}"
    with TemporaryDirectory() as folder:
        stripped = Path(folder) / f"kept{suffix}"
        strip_forbidden(plain, stripped, dropped, name)
        with stripped.open("rb") as source, target.open("wb") as sink:
            seal(iter(lambda: source.read(PIECE_BYTES), b""), sink)
    return f"{_KEPT}/{target.name}"


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
    return filing.discard_unknown(_INCOMING, known)
