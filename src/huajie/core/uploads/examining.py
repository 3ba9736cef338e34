"""Looking at a file before it is taken: its size, its kind by its bytes, its digest, and whether a scanner finds something in it."""

import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from huajie.core.sealing import PIECE_BYTES
from huajie.core.uploads.clamd import scan
from huajie.core.uploads.kinds import BY_ENDING, Kind
from huajie.core.uploads.refusals import UploadRefused, Why
from huajie.core.uploads.signatures import head_of

_MIB = 1024 * 1024
_LONGEST_NAME = 120
_PAGES = {"svg", "svgz", "html", "htm", "xhtml", "mht", "mhtml", "xml"}
_TOLD = (
    "exe",
    "html",
    "svg",
    "zip",
    "rar",
    "7z",
    "pdf",
    "jpg",
    "png",
    "gif",
    "webp",
    "heic",
    "docx",
    "xlsx",
    "pptx",
    "doc",
    "mp4",
    "mp3",
    "wav",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept."""

    content_type: str
    size: int
    sha256: str
    name: str


def examine(file: IO[bytes], name: str) -> Examined:
    """What a file is. Raises UploadRefused with the reason; the file is read piece by piece, and no further than the limit."""
    name = shown_name(name)
    kind = _kind_named(name)
    _refuse_too_large(getattr(file, "size", 0))
    digest, size = hashlib.sha256(), 0
    for piece in pieces(file):
        digest.update(piece)
        size += len(piece)
        _refuse_too_large(size)
    if not size:
        raise UploadRefused(Why.EMPTY, _("This file is empty. Look whether it was saved, and choose it again."))
    _refuse_other_kind(file, kind, name)
    _refuse_hidden(file, kind)
    if settings.CLAMAV:
        scan(pieces(file), settings.CLAMAV)
    return Examined(kind.content_type, size, digest.hexdigest(), name)


def shown_name(name: str) -> str:
    """The file's own name, without folders, control characters and marks that turn the direction of writing; its ending stays.

    >>> shown_name("C:\\\\x\\\\借条\u202egpj.pdf")
    '借条gpj.pdf'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C").strip()
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else clean[:_LONGEST_NAME]


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning, piece by piece."""
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        yield piece


def _refuse_too_large(size: int) -> None:
    if size > settings.ATTACHMENT_MAX_BYTES:
        said = _("This file is larger than %(limit)s MiB. Make it smaller, or hand it in as several files.")
        raise UploadRefused(Why.TOO_LARGE, said % {"limit": settings.ATTACHMENT_MAX_BYTES // _MIB})


def _kind_named(name: str) -> Kind:
    """The kind that the ending of the name says."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    if ending in _PAGES:
        said = _("Files of this kind (.%(ending)s) can run programs when they are opened. Hand it in as PDF or as a picture.")
        raise UploadRefused(Why.KIND_NOT_TAKEN, said % {"ending": ending})
    if ending not in BY_ENDING:
        said = _("Files of this kind are not taken. Hand in one of these: %(kinds)s.")
        raise UploadRefused(Why.KIND_NOT_TAKEN, said % {"kinds": ", ".join(BY_ENDING)})
    return BY_ENDING[ending]


def _refuse_other_kind(file: IO[bytes], kind: Kind, name: str) -> None:
    """Both must agree with the name: the check of the kind, and a catalogue of signatures."""
    seen = _endings_seen(file)
    if kind.is_of_it(file) and (not kind.seen_as or set(kind.seen_as) & set(seen)):
        return
    other = next((ending for ending in _TOLD if ending in seen and ending not in kind.seen_as), "")
    facts = {"kind": kind.label, "other": other}
    if other:
        said = _("Its name says %(kind)s, but what it holds is of the kind .%(other)s. Hand in the file under its own name.")
    else:
        said = _("Its name says %(kind)s, but it cannot be read as one. It may be damaged, renamed or locked with a password.")
    raise UploadRefused(Why.NOT_WHAT_ITS_NAME_SAYS, said % facts)


def _endings_seen(file: IO[bytes]) -> list[str]:
    """The endings of files that look like this one."""
    file.seek(0)
    try:
        return [guess.extension.lower().removeprefix(".") for guess in puremagic.magic_stream(file)]
    except (puremagic.PureError, ValueError):
        return []


def _refuse_hidden(file: IO[bytes], kind: Kind) -> None:
    """A picture or recording that is a zip or a PDF at the same time opens as something else elsewhere."""
    is_package = "openxmlformats" in kind.content_type
    is_pdf_too = kind.content_type != "application/pdf" and re.search(rb"%PDF-\d", head_of(file))
    file.seek(0)
    if is_pdf_too or (not is_package and zipfile.is_zipfile(file)):
        said = _("Another file is hidden in this one. Open it, save or photograph it anew, and hand that in.")
        raise UploadRefused(Why.HIDES_ANOTHER, said)
