"""Files of the house on disk: each lies encrypted on a shelf, a folder of the storage for one purpose, under a name that says nothing."""

import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from huajie.core.scratch import held, held_if_free
from huajie.core.sealing import seal, unseal


def absolute(path: str) -> Path:
    """Where a path of the storage lies on disk."""
    storage = default_storage
    assert isinstance(storage, FileSystemStorage)  # noqa: S101 — settings.STORAGES has no other
    return Path(storage.path(path))


def shelf_folder(shelf: str) -> Path:
    """The folder of a shelf, which is there from now on."""
    folder = absolute(shelf)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fresh_path(shelf: str, name: str) -> str:
    """A path, relative to the storage, that keeps the file's ending and nothing else of its name."""
    return f"{shelf}/{secrets.token_hex(16)}{Path(name).suffix.lower()[:8]}"


def put(path: str, pieces: Iterable[bytes]) -> str:
    """Write the pieces to a fresh path; gives their SHA-256. Whatever breaks it off leaves nothing behind."""
    target = shelf_folder(str(Path(path).parent)) / Path(path).name
    digest = hashlib.sha256()
    try:
        with target.open("xb") as sink:
            seal(_digested(pieces, digest), sink)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def _digested(pieces: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


def pieces_of(path: str) -> Iterator[bytes]:
    """The file as it was put, piece by piece."""
    with absolute(path).open("rb") as source:
        yield from unseal(source)


def discard(path: str) -> None:
    """Delete a file of the storage, if it is there."""
    if path:
        absolute(path).unlink(missing_ok=True)


@contextmanager
def filling(shelf: str) -> Iterator[None]:
    """What is put on the shelf meanwhile is not swept, though no row knows it yet."""
    with held(shelf_folder(shelf), shared=True):
        yield


def discard_unknown(shelf: str, known: Callable[[], Collection[str]], *, older_than: timedelta = timedelta()) -> int:
    """Delete what lies on the shelf, is old enough and not among the known paths, unless somebody fills it; gives how many files went."""
    folder = shelf_folder(shelf)
    newest = time.time() - older_than.total_seconds()
    with held_if_free(folder) as is_free:
        if not is_free:
            return 0
        left = {f"{shelf}/{file.name}" for file in folder.iterdir() if file.stat().st_mtime <= newest}
        unknown = left - set(known())
        for path in unknown:
            discard(path)
    return len(unknown)
