"""Plain text: readable in one of the encodings that offices here use, and no page in disguise."""

import codecs
from collections.abc import Iterator
from typing import IO

from huajie.core.sealing import PIECE_BYTES

_CONTROLS = frozenset(chr(number) for number in range(32)) - set("\t\n\r\f")


def is_text(file: IO[bytes]) -> bool:
    """True if and only if it reads as UTF-8, UTF-16 with its mark or GB18030, holds no control characters, and does not begin as markup."""
    file.seek(0)
    encodings = ("utf-16",) if file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else ("utf-8-sig", "gb18030")
    return any(_reads_as(file, encoding) for encoding in encodings)


def _reads_as(file: IO[bytes], encoding: str) -> bool:
    begins = ""
    try:
        for text in _decoded(file, encoding):
            if _CONTROLS & set(text):
                return False
            begins = begins or text.lstrip()[:1]
    except UnicodeDecodeError:
        return False
    return begins != "<"


def _decoded(file: IO[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)
