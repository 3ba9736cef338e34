"""Files that lie encrypted: one line for each piece, under the same rotating keys as the values in the database."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from huajie.core.crypto import cipher

PIECE_BYTES = 1024 * 1024


def seal(pieces: Iterable[bytes], sink: BinaryIO) -> None:
    """Write the pieces, each under the newest key."""
    for piece in pieces:
        sink.write(cipher().encrypt(piece) + b"\n")


def unseal(source: BinaryIO) -> Iterator[bytes]:
    """The pieces back, under whichever key each was written with."""
    for line in source:
        yield cipher().decrypt(line.rstrip())


def reseal(file: Path) -> None:
    """The same content under the newest key; whoever reads meanwhile has the old file to its end."""
    waiting = file.with_name(f"{file.name}.new")
    with file.open("rb") as source, waiting.open("wb") as sink:
        for line in source:
            sink.write(cipher().rotate(line.rstrip()) + b"\n")
    waiting.replace(file)
