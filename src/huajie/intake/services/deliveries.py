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
from django.db.models import Q
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff, Unit
from huajie.audit.acts import Act
from huajie.audit.services import SYSTEM, record
from huajie.core import filing
from huajie.core.errors import Refused
from huajie.intake.content import plain
from huajie.intake.models import NOT_TAKEN, Delivery, DeliveryState, FileState, ListFile, ListRow, Outcome
from huajie.intake.reading.folder import Found, PassedOver, expand, shown_name
from huajie.intake.reading.mapping import MappingFile
from huajie.intake.reading.mapping_check import check_mapping
from huajie.intake.reading.messages import Message
from huajie.intake.services import storage
from huajie.intake.services.storage import Stored

_TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as a browser sends it: its name and its bytes."""

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
        given = [_received(upload, Path(folder) / str(number)) for number, upload in enumerate(uploads)]
        return _deliver(given, unit=unit, by=by, title=title)


def deliver(
    paths: Sequence[Path], *, unit: Unit, by: Staff | None, title: str = "", confirm_unsure: bool = True, mapping: MappingFile | None = None
) -> Delivery:
    """Take files, folders and zips. Nothing is read yet: `work_on` does that. Refuses when there is no file at all.

    A file that is too large is set aside; the others are taken. `mapping` settles columns beforehand; one that means no file or no
    column raises UnusableMapping. The same file with other choices is another file: a correction of the first.
    """
    given = [Found(path, shown_name(path.name)) for path in paths]
    return _deliver(given, unit=unit, by=by, title=title, confirm_unsure=confirm_unsure, mapping=mapping)


def _deliver(
    given: Sequence[Found], *, unit: Unit, by: Staff | None, title: str, confirm_unsure: bool = True, mapping: MappingFile | None = None
) -> Delivery:
    delivery = Delivery(title=_title(title, given), unit=unit, by=by, confirm_unsure=confirm_unsure)
    handed: list[_Handed] = []
    with storage.handing_in():
        try:
            for item in _expanded(given, mapping):
                handed.append(_handed(item))
            if not handed:
                raise Refused(_("There is no file in what was handed in."))
            return _record([_settled(each, mapping or MappingFile()) for each in handed], delivery)
        except BaseException:
            for each in handed:
                filing.discard(each.stored.path if each.stored else "")
            raise


def _settled(handed: _Handed, mapping: MappingFile) -> _Handed:
    """The file with what a mapping says of it."""
    choices = mapping.choices_for(handed.name)
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
        taken = ListFile.objects.exclude(state__in=NOT_TAKEN).select_for_update()
        first = taken.filter(sha256=handed.stored.sha256).first()
        if first is None:  # withdrawn in the meantime
            return _file(handed, delivery)
        filing.discard(handed.stored.path)
        stopped = Delivery.objects.select_for_update().filter(pk=first.delivery_id, state=DeliveryState.FAILED).first()
        if stopped is None:
            return _seen_before(first, name, delivery)
        return _taken_over(first, name, stopped, delivery)


def _taken_over(first: ListFile, name: str, stopped: Delivery, delivery: Delivery) -> ListFile:
    """A file that lies in a stopped delivery goes on in the new one from where it is; the old one keeps a pointer to it."""
    _seen_before(first, first.name, stopped)
    first.delivery, first.name = delivery, name
    first.save(update_fields=["delivery", "name"])
    # rows that were to end as another row of the stopped delivery are compared anew, each in its own delivery
    ListRow.objects.filter(Q(file=first) | Q(same_as__file=first), outcome=Outcome.WAITING).update(same_as=None)
    return first


def _seen_before(first: ListFile, name: str, delivery: Delivery) -> ListFile:
    return ListFile.objects.create(delivery=delivery, name=name, sha256=first.sha256, state=FileState.SEEN_BEFORE, same_as=first)


@transaction.atomic
def try_again(delivery: Delivery, *, by: Staff) -> None:
    """A delivery that a fault had stopped is to go on where it stopped."""
    stopped = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.FAILED)
    if not stopped.update(state=DeliveryState.READING, fault="", deaths=0):
        raise Refused(_("This delivery is not stopped: there is nothing to try again."))
    record(Act.LISTS_TRIED_AGAIN, by=by, subject=f"delivery:{delivery.pk}")


def _expanded(given: Sequence[Found], mapping: MappingFile | None) -> Iterator[Found | PassedOver]:
    """Every file of what was handed in, unpacked meanwhile. A mapping that means none of them is refused before any is taken."""
    with tempfile.TemporaryDirectory() as folder:
        items = [item for number, each in enumerate(given) for item in expand(each.path, Path(folder) / str(number), each.name)]
        if mapping:
            check_mapping(mapping, {item.name: item.path for item in items if isinstance(item, Found)})
        yield from items


def _handed(item: Found | PassedOver) -> _Handed:
    if isinstance(item, PassedOver):
        return _Handed(item.name, None, item.message)
    try:
        with item.path.open("rb") as stream:
            return _Handed(item.name, storage.keep(stream, item.name))
    except storage.TooLarge as error:
        return _Handed(item.name, None, error.said)


def _title(title: str, given: Sequence[Found]) -> str:
    return (title or "、".join(each.name for each in given[:3]) or "?")[:_TITLE_LENGTH]


def _received(upload: Upload, target: Path) -> Found:
    """The upload under a number: its name is what the uploader said, and no path of ours. Its size is looked at when it is stored."""
    with target.open("xb") as sink:
        shutil.copyfileobj(upload.stream, sink)
    return Found(target, shown_name(upload.name))
