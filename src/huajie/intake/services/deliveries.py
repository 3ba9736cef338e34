"""Handing in lists: files, folders and zips become a delivery. A file that was handed in before is told, not taken again."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.core.errors import Refused
from huajie.intake.content import plain
from huajie.intake.models import Delivery, DeliveryState, FileState, ListFile
from huajie.intake.reading.folder import PassedOver, expand
from huajie.intake.reading.mapping import MappingFile
from huajie.intake.reading.messages import Message
from huajie.intake.services import storage
from huajie.intake.services.storage import Stored

_TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as a browser sends it: its name, with folders if it was dropped in one, and its bytes."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class _Handed:
    """A file of the delivery: stored, or passed over for a reason."""

    name: str
    stored: Stored | None
    message: Message | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


def deliver_uploads(uploads: Iterable[Upload], *, unit: Unit, by: Staff, title: str = "") -> Delivery:
    """What `deliver` does, for files that a browser sends."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [_received(upload, Path(folder), number) for number, upload in enumerate(uploads)]
        return deliver(paths, unit=unit, by=by, title=title)


def deliver(
    paths: Sequence[Path], *, unit: Unit, by: Staff | None, title: str = "", confirm_unsure: bool = True, mapping: MappingFile | None = None
) -> Delivery:
    """Take files, folders and zips. Nothing is read yet: `work_on` does that. Refuses when there is no file at all.

    A file that is too large is set aside; the others are taken. `mapping` settles columns beforehand. The same file with other
    choices is another file: a correction of the first.
    """
    delivery = Delivery(title=_title(title, paths), unit=unit, by=by, confirm_unsure=confirm_unsure)
    handed: list[_Handed] = []
    with storage.handing_in():
        try:
            with tempfile.TemporaryDirectory() as folder:
                for number, path in enumerate(paths):
                    handed += _expanded(path, Path(folder) / str(number))
            if not handed:
                raise Refused(_("There is no file in what was handed in."))
            return _record([_settled(each, mapping or MappingFile()) for each in handed], delivery)
        except BaseException:
            for each in handed:
                storage.discard(each.stored.path if each.stored else "")
            raise


def _settled(handed: _Handed, mapping: MappingFile) -> _Handed:
    """The file with what a mapping says of it."""
    choices = mapping.choices_for(handed.name) or mapping.choices_for(Path(handed.name).name)
    if handed.stored is None or not choices:
        return handed
    said = json.dumps(choices, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{handed.stored.sha256}{said}".encode()).hexdigest()
    return replace(handed, stored=Stored(handed.stored.path, digest), choices=choices)


@transaction.atomic
def _record(handed: Sequence[_Handed], delivery: Delivery) -> Delivery:
    delivery.save()
    # in the order of digests, so that two deliveries of the same files wait for each other in the same order
    files = [_file(each, delivery) for each in sorted(handed, key=lambda each: each.stored.sha256 if each.stored else "")]
    states = [file.state for file in files]
    record(
        Act.LISTS_DELIVERED,
        by=delivery.by or SYSTEM,
        subject=f"delivery:{delivery.pk}",
        detail={"unit": delivery.unit.code, "files": len(files), "seen_before": states.count(FileState.SEEN_BEFORE)},
    )
    return delivery


def _file(handed: _Handed, delivery: Delivery) -> ListFile:
    name = handed.name[-255:]
    if handed.stored is None:
        assert handed.message is not None  # noqa: S101 — what is not stored was passed over for a reason
        message = {"code": handed.message.code, "facts": plain(handed.message.facts)}
        return ListFile.objects.create(delivery=delivery, name=name, state=FileState.UNREADABLE, message=message)
    try:
        with transaction.atomic():
            return ListFile.objects.create(
                delivery=delivery, name=name, sha256=handed.stored.sha256, path=handed.stored.path, choices=dict(handed.choices)
            )
    except IntegrityError:
        first = ListFile.objects.exclude(state__in=[FileState.SEEN_BEFORE, FileState.UNREADABLE]).get(sha256=handed.stored.sha256)
        transaction.on_commit(lambda: _take_up_again(first))
        storage.discard(handed.stored.path)
        return ListFile.objects.create(
            delivery=delivery, name=name, sha256=handed.stored.sha256, state=FileState.SEEN_BEFORE, same_as=first
        )


def _take_up_again(first: ListFile) -> None:
    """A delivery that a fault had stopped is tried again when its file is handed in again."""
    Delivery.objects.filter(pk=first.delivery_id, state=DeliveryState.FAILED).update(state=DeliveryState.READING, fault="")


def _expanded(path: Path, into: Path) -> Iterator[_Handed]:
    into.mkdir(parents=True)
    for item in expand(path, into):
        if isinstance(item, PassedOver):
            yield _Handed(item.name, None, item.message)
        else:
            yield _stored(item, _name_of(item, path, into))


def _stored(item: Path, name: str) -> _Handed:
    try:
        with item.open("rb") as stream:
            return _Handed(name, storage.keep(stream, name))
    except storage.TooLarge as error:
        return _Handed(name, None, error.said)


def _name_of(item: Path, given: Path, into: Path) -> str:
    """The name within what was handed in: relative to the folder, or within the zip."""
    if item.is_relative_to(into):
        within = item.relative_to(into)
        return Path(*within.parts[1:]).as_posix() if len(within.parts) > 1 else within.as_posix()
    return item.relative_to(given).as_posix() if given.is_dir() else item.name


def _title(title: str, paths: Sequence[Path]) -> str:
    return (title or "、".join(path.name for path in paths[:3]) or "?")[:_TITLE_LENGTH]


def _received(upload: Upload, folder: Path, number: int) -> Path:
    """The upload as a file of its own name in a folder of its own. Its size is looked at when it is stored, as is that of a zip's files."""
    target = folder / str(number) / Path(upload.name.replace("\\", "/")).name
    target.parent.mkdir()
    with target.open("xb") as sink:
        shutil.copyfileobj(upload.stream, sink)
    return target
