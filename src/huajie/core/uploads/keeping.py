"""Keeping what was examined: encrypted, under a key that says nothing of it."""

import tempfile
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import IO

from huajie.core import filing
from huajie.core.uploads.examining import Examined, pieces

ATTACHMENTS, TEMPLATES = "attachments", "templates"  # shelves: who keeps files on one sweeps it
_A_DAY = timedelta(days=1)  # no act takes longer between keeping a file and noting it


def keep(examined: Examined, file: IO[bytes], *, shelf: str = ATTACHMENTS) -> str:
    """The key under which the file lies from now on. It must be the file that was examined."""
    key = filing.fresh_path(shelf, examined.name)
    if filing.put(key, pieces(file)) != examined.sha256:
        filing.discard(key)
        raise ValueError("another file than the one that was examined")
    return key


def opened(key: str) -> IO[bytes]:
    """The file as it was handed in, at its beginning. It lies in the scratch folder and vanishes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever reads it closes it
    file.writelines(filing.pieces_of(key))
    file.seek(0)
    return file


def drop(key: str) -> None:
    """Delete the file, if it is there."""
    filing.discard(key)


def sweep(known: Callable[[], Collection[str]], *, shelf: str = ATTACHMENTS) -> int:
    """Delete what an act that failed has left: files older than a day of which nothing known holds the key. Gives how many went."""
    return filing.discard_unknown(shelf, known, older_than=_A_DAY)
