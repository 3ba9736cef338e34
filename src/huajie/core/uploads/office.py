"""Office files: a zip or a compound file with the parts of its kind, without macros, and no larger unpacked than is sensible."""

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from huajie.core.sealing import PIECE_BYTES
from huajie.core.uploads.refusals import UploadRefused, Why
from huajie.core.uploads.signatures import head_of

_MIB = 1024 * 1024
_MOST_PARTS = 5_000
_MOST_UNPACKED_BYTES = 300 * _MIB  # declared; what a part says less than it holds is never read by us
_MOST_TIMES = 200  # a part unpacked against packed, beyond a size at which it matters
_CONTENT_TYPES = "[Content_Types].xml"
_RUNS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/", "oleobject")
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")


def is_document(file: IO[bytes]) -> bool:
    """True if and only if it is a .docx."""
    return _is_package(file, "word/document.xml", "wordprocessingml.document.main+xml")


def is_workbook(file: IO[bytes]) -> bool:
    """True if and only if it is an .xlsx."""
    return _is_package(file, "xl/workbook.xml", "spreadsheetml.sheet.main+xml")


def is_presentation(file: IO[bytes]) -> bool:
    """True if and only if it is a .pptx."""
    return _is_package(file, "ppt/presentation.xml", "presentationml.presentation.main+xml")


def is_old_document(file: IO[bytes]) -> bool:
    """True if and only if it is a .doc, which WPS writes too."""
    return _is_compound(file, "WordDocument")


def is_old_workbook(file: IO[bytes]) -> bool:
    """True if and only if it is an .xls, which WPS writes too."""
    return _is_compound(file, "Workbook")


def _is_package(file: IO[bytes], part: str, said: str) -> bool:
    """True if and only if it is a zip from its first byte, with the main part of its kind. Refuses macros, embedded programs and bombs."""
    if head_of(file, 4) != b"PK\x03\x04":
        return False
    try:
        with zipfile.ZipFile(file) as package:
            _refuse_bomb(package.infolist())
            names = set(package.namelist())
            if not {part, _CONTENT_TYPES} <= names or package.getinfo(_CONTENT_TYPES).file_size > _MIB:
                return False
            with package.open(_CONTENT_TYPES) as stream:
                types = stream.read(_MIB).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False
    if "macroenabled" in types.lower() or any(mark in f"/{name.lower()}" for name in names for mark in _RUNS):
        raise _macros()
    return said in types


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    swollen = any(part.file_size > _MIB * 10 and part.file_size > _MOST_TIMES * part.compress_size for part in parts)
    if len(parts) > _MOST_PARTS or total > _MOST_UNPACKED_BYTES or swollen:
        said = _("This file is many times larger when it is opened than it looks. Save it anew, with fewer or smaller pictures.")
        raise UploadRefused(Why.UNPACKS_TOO_LARGE, said)


def _is_compound(file: IO[bytes], stream: str) -> bool:
    """True if and only if it is a compound file with that stream. Refuses macros. Names of streams lie in it as they are."""
    if head_of(file, 8) != _COMPOUND:
        return False
    if _holds(file, "_VBA_PROJECT"):
        raise _macros()
    return _holds(file, stream)


def _holds(file: IO[bytes], name: str) -> bool:
    sought = name.encode("utf-16-le")
    file.seek(0)
    rest = b""
    while piece := file.read(PIECE_BYTES):
        if sought in rest + piece:
            return True
        rest = piece[-len(sought) :]
    return False


def _macros() -> UploadRefused:
    said = _("This file holds macros or a program. Save it as a file without macros (.docx, .xlsx) or as PDF, and hand that in.")
    return UploadRefused(Why.HOLDS_MACROS, said)
