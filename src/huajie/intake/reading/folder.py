"""Turns a folder or a zip into the list files in it, and reports what was passed over and why."""

from __future__ import annotations

import lzma
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from huajie.intake.reading.messages import Message
from huajie.intake.reading.sniffing import check_zip
from huajie.intake.reading.unreadable import UnreadableFile

LIST_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"}
_UTF8_NAME = 0x800
# what the library raises for bytes that are no longer what they were; RuntimeError and NotImplementedError for ways of packing
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Found:
    """A list file: where it lies, and what its uploader calls it, with folders. The name is never a path of ours."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no list, or cannot be one."""

    name: str
    message: Message


def expand(path: Path, into: Path, name: str = "") -> Iterator[Found | PassedOver]:
    """List files of a folder, a zip or a single file, sorted by name, mixed with what was passed over. Zips unpack below `into`.

    `name` is what a single file is called where its path says something else.
    """
    if path.is_dir():
        yield from sorted(_expand_folder(path, into), key=lambda item: item.name)
    else:
        yield from _expand_file(path, name or shown_name(path.name), into)


def list_files(path: Path, into: Path) -> tuple[list[Found], list[PassedOver]]:
    """The same in two heaps."""
    found = list(expand(path, into))
    return [item for item in found if isinstance(item, Found)], [item for item in found if isinstance(item, PassedOver)]


def shown_name(name: str) -> str:
    """A name as it can be shown and stored: one that the disk holds in GBK is read as that."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return name.replace("\0", "")


def _expand_folder(folder: Path, into: Path) -> Iterator[Found | PassedOver]:
    closed: list[OSError] = []
    for number, path in enumerate(_paths_in(folder, closed)):
        yield from _expand_file(path, shown_name(path.relative_to(folder).as_posix()), into / str(number))
    for error in closed:
        yield PassedOver(shown_name(os.path.relpath(error.filename, folder)), Message("skip_closed"))


def _paths_in(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Every file, and every link, which is not followed. Folders that may not be opened are added to `closed`."""
    for place, folders, files in os.walk(folder, onerror=closed.append):
        yield from (Path(place) / name for name in files)
        yield from (path for name in folders if (path := Path(place) / name).is_symlink())


def _expand_file(path: Path, name: str, into: Path) -> Iterator[Found | PassedOver]:
    reason = Message("skip_link") if path.is_symlink() else why_passed_over(name)
    if reason is None and not path.is_file():
        reason = Message("skip_not_a_list", suffix=name)
    if reason is not None:
        yield PassedOver(name, reason)
    elif not os.access(path, os.R_OK):
        yield PassedOver(name, Message("skip_closed"))
    elif PurePosixPath(name).suffix.lower() == ".zip":
        try:
            yield from _unpack(path, into)
        except UnreadableFile as error:
            yield PassedOver(name, error.message)
    else:
        yield Found(path, name)


def why_passed_over(name: str) -> Message | None:
    """The reason why a name cannot be a list, or nothing."""
    parts = PurePosixPath(name).parts
    leaf = parts[-1] if parts else name
    if leaf.startswith(("~$", ".~")):
        return Message("skip_lock")
    if "__MACOSX" in parts or leaf.startswith(".") or leaf.lower() in {"thumbs.db", "desktop.ini"}:
        return Message("skip_system")
    suffix = PurePosixPath(leaf).suffix.lower()
    if suffix not in LIST_SUFFIXES and suffix != ".zip":
        return Message("skip_not_a_list", suffix=suffix or leaf)
    return None


def _unpack(path: Path, into: Path) -> Iterator[Found | PassedOver]:
    into.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(path) as archive:
            check_zip(archive)
            for number, entry in enumerate(sorted(archive.infolist(), key=entry_name)):
                if not entry.is_dir():
                    yield _unpack_entry(archive, entry, into / f"{number}{PurePosixPath(entry_name(entry)).suffix.lower()[:8]}")
    except _DAMAGED:
        raise UnreadableFile("damaged") from None


def _unpack_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> Found | PassedOver:
    """The entry under a number of its own; one that is damaged does not stop those after it."""
    name = shown_name(entry_name(entry))
    reason = why_passed_over(name)
    if reason is None and name.lower().endswith(".zip"):
        reason = Message("skip_zip_in_zip")
    if reason is None and entry.flag_bits & 1:
        reason = Message("file_password")
    if reason is not None:
        return PassedOver(name, reason)
    try:
        with archive.open(entry) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink)
    except _DAMAGED:
        return PassedOver(name, Message("file_damaged"))
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"..", "/", "."}]
    return Found(target, "/".join(parts))


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name inside the zip; without the UTF-8 flag it was written by a Chinese Windows (GBK), or by a careless UTF-8 tool."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
