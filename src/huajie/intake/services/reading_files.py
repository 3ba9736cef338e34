"""From files to rows: what reading finds is stored, file by file, and the rows wait for the register."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django.utils import timezone

from huajie.areas.models import LENGTHS, AreaName, Level
from huajie.core.bulk import insert_values
from huajie.intake.models import Delivery, FileState, ListFile, ListRow, ListSheet, Outcome, RememberedColumn
from huajie.intake.services import storage
from huajie.intake.services.children import events_of
from huajie.intake.services.parsing import Event, Finished, Job, Rows, Tables, Unread

Report = Callable[[int], None]  # told how many rows the delivery has by now
_COLUMNS = ("file_id", "sheet_id", "number", "fingerprint", "ticket", "content", "outcome", "reasons")


def read_files(delivery: Delivery, report: Report) -> bool:
    """Read every file that waits. True if and only if some of them wait for a person to confirm their columns."""
    places = _known_places(delivery)
    memory = tuple(RememberedColumn.objects.filter(unit=delivery.unit_id).values_list("kind", "header", "field"))
    files = list(delivery.files.filter(state=FileState.WAITING).order_by("name", "pk"))
    jobs = [_job(file, delivery, places, memory) for file in files]
    rows = ListRow.objects.filter(file__delivery=delivery, file__state=FileState.READ).count()
    waits = False
    for file, (_, events) in zip(files, events_of(jobs), strict=True):
        for event in _stored(file, events):
            if isinstance(event, Rows):
                rows += len(event.rows)
                report(rows)
            waits |= isinstance(event, Tables) and event.waits
    return waits


def _job(file: ListFile, delivery: Delivery, places: frozenset[str], memory: tuple[tuple[str, str, str], ...]) -> Job:
    confirmed = file.sheets.exists() and not file.sheets.filter(confirmed=False).exists()
    return Job(
        path=file.path,
        name=file.name,
        today=timezone.localdate(delivery.delivered_at),
        choices=file.choices,
        memory=memory,
        places=places,
        go_on_unsure=confirmed or not delivery.confirm_unsure,
    )


def _stored(file: ListFile, events: Iterator[Event]) -> Iterator[Event]:
    """Store each thing found, in a transaction of its own; what an earlier attempt left of the file gives way."""
    sheets: list[int] = []
    for event in events:
        with transaction.atomic():
            if isinstance(event, Tables):
                sheets = _keep_sheets(file, event)
            elif isinstance(event, Rows):
                _keep_rows(file, sheets, event)
            elif isinstance(event, Finished):
                ListFile.objects.filter(pk=file.pk).update(state=FileState.READ, path=event.path)
            else:
                _set_aside(file, event)
        if isinstance(event, Finished | Unread):
            storage.discard(file.path)
        yield event


def _keep_sheets(file: ListFile, found: Tables) -> list[int]:
    """The keys of the tables' sheets, in their order."""
    confirmed = not found.waits
    file.rows.all().delete()
    file.sheets.all().delete()
    ListFile.objects.filter(pk=file.pk).update(remarks=list(found.remarks))
    return [
        ListSheet.objects.create(file=file, position=position, **{**sheet, "confirmed": confirmed or sheet["confirmed"]}).pk
        for position, sheet in enumerate(found.sheets)
    ]


def _keep_rows(file: ListFile, sheets: list[int], found: Rows) -> None:
    insert_values(
        ListRow,
        _COLUMNS,
        (
            (
                file.pk,
                sheets[position],
                number,
                fingerprint,
                ticket,
                content,
                Outcome.REFUSED.value if refused else Outcome.WAITING.value,
                reasons,
            )
            for position, number, fingerprint, ticket, content, refused, reasons in found.rows
        ),
    )


def _set_aside(file: ListFile, found: Unread) -> None:
    """Nothing of a file that cannot be read is kept."""
    said = {"code": found.code, "facts": found.facts}
    ListFile.objects.filter(pk=file.pk).update(state=FileState.UNREADABLE, message=said, path="")


def _known_places(delivery: Delivery) -> frozenset[str]:
    """Every name by which an area of the unit's district goes."""
    county = delivery.unit.area_id[: LENGTHS[Level.COUNTY]]
    return frozenset(AreaName.objects.filter(area__code__startswith=county).values_list("name", flat=True))
