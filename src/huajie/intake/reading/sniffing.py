"""Tells by its first bytes what a file is, and refuses what would hurt to open."""

from __future__ import annotations

import enum
import re
import zipfile
from pathlib import Path

from huajie.intake.reading.delimited import delimiter_of
from huajie.intake.reading.encodings import decode, is_text
from huajie.intake.reading.unreadable import UnreadableFile

# A list of 200,000 rows and 15 columns weighs about 20 MB and unpacks to about 170 MB of XML. Beyond 1 GiB nothing is a list of people.
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
# Sheets pack 8 to 40 times; 200 times only for entries of real size is a bomb, not a list.
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 50 * 1024 * 1024
MAX_ZIP_ENTRIES = 10_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlt", ".et", ".ett", ".ods"}
_TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
_WEB_PAGE = re.compile(r"\s*(?:<[a-z!?]|MIME-Version:|From: <Saved by)", re.IGNORECASE)


class Form(enum.Enum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


def form_of(path: Path) -> Form:
    """What the file really is. Raises UnreadableFile for what cannot or must not be opened."""
    if path.stat().st_size == 0:
        raise UnreadableFile("empty")
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(_ZIP):
        return _form_of_zip(path)
    if head.startswith(_OLE):
        return _form_of_ole(path)
    if head.startswith(b"%PDF"):
        raise UnreadableFile("unknown_format")
    return _form_of_text(path, head)


def check_zip(archive: zipfile.ZipFile) -> None:
    """Raises UnreadableFile if and only if unpacking would take unreasonable room."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ZIP_ENTRIES or total > MAX_UNPACKED_BYTES:
        raise UnreadableFile("bomb")
    for entry in entries:
        if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile("bomb")


def _form_of_zip(path: Path) -> Form:
    try:
        with zipfile.ZipFile(path) as archive:
            check_zip(archive)
            names = set(archive.namelist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableFile("damaged") from None
    if encrypted:
        raise UnreadableFile("password")
    if "xl/workbook.xml" in names or any(name.startswith("xl/") for name in names):
        return Form.XLSX
    if "content.xml" in names:
        return Form.ODS
    raise UnreadableFile("unknown_format")


def _form_of_ole(path: Path) -> Form:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFile("password")
    if "WordDocument".encode("utf-16-le") in content:
        raise UnreadableFile("unknown_format")
    return Form.XLS


def _form_of_text(path: Path, head: bytes) -> Form:
    suffix = path.suffix.lower()
    if not is_text(head):
        raise UnreadableFile("damaged" if suffix in _WORKBOOK_SUFFIXES else "unknown_format")
    opening = decode(head)
    if _WEB_PAGE.match(opening):
        raise UnreadableFile("web_page")
    if suffix in _WORKBOOK_SUFFIXES and delimiter_of(opening) != "\t":
        raise UnreadableFile("text_named_workbook")
    if suffix not in _TEXT_SUFFIXES | _WORKBOOK_SUFFIXES:
        raise UnreadableFile("unknown_format")
    return Form.TEXT
