"""Turns a folder or a zip into the list files in it, and reports what was passed over and why."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from huajie.intake.reading.messages import Message
from huajie.intake.reading.sniffing import check_zip
from huajie.intake.reading.unreadable import UnreadableFile

LIST_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"}
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no list, or cannot be one."""

    name: str
    message: Message


def expand(path: Path, into: Path) -> Iterator[Path | PassedOver]:
    """List files of a folder, a zip or a single file, sorted by name, mixed with what was passed over. Zips unpack below `into`."""
    if path.is_dir():
        for found in sorted(path.rglob("*")):
            if found.is_file():
                yield from _expand_file(found, found.relative_to(path).as_posix(), into)
    else:
        yield from _expand_file(path, path.name, into)


def list_files(path: Path, into: Path) -> tuple[list[Path], list[PassedOver]]:
    """The same in two heaps."""
    found = list(expand(path, into))
    return [item for item in found if isinstance(item, Path)], [item for item in found if isinstance(item, PassedOver)]


def _expand_file(path: Path, name: str, into: Path) -> Iterator[Path | PassedOver]:
    reason = why_passed_over(name)
    if path.is_symlink():
        reason = Message("skip_link")
    if reason is not None:
        yield PassedOver(name, reason)
    elif path.suffix.lower() == ".zip":
        try:
            yield from _unpack(path, into / path.stem)
        except UnreadableFile as error:
            yield PassedOver(name, error.message)
    else:
        yield path


def why_passed_over(name: str) -> Message | None:
    """The reason why a name cannot be a list, or nothing."""
    parts = PurePosixPath(name).parts
    leaf = parts[-1]
    if leaf.startswith(("~$", ".~")):
        return Message("skip_lock")
    if "__MACOSX" in parts or leaf.startswith(".") or leaf.lower() in {"thumbs.db", "desktop.ini"}:
        return Message("skip_system")
    suffix = PurePosixPath(leaf).suffix.lower()
    if suffix not in LIST_SUFFIXES and suffix != ".zip":
        return Message("skip_not_a_list", suffix=suffix or leaf)
    return None


def _unpack(path: Path, into: Path) -> Iterator[Path | PassedOver]:
    try:
        with zipfile.ZipFile(path) as archive:
            check_zip(archive)
            for entry in sorted(archive.infolist(), key=entry_name):
                if not entry.is_dir():
                    yield _unpack_entry(archive, entry, into)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise UnreadableFile("damaged") from None


def _unpack_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> Path | PassedOver:
    name = entry_name(entry)
    reason = why_passed_over(name)
    if reason is None and name.lower().endswith(".zip"):
        reason = Message("skip_zip_in_zip")
    if reason is None and entry.flag_bits & 1:
        reason = Message("file_password")
    if reason is not None:
        return PassedOver(name, reason)
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"..", "/", "."}]
    target = into.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as sink:
        while piece := source.read(1024 * 1024):
            sink.write(piece)
    return target


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
