"""From files to rows: what reading finds is stored, file by file, and the rows wait for the register."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace

from django.conf import settings
from django.db import DataError, transaction
from django.utils import timezone

from huajie.areas.models import LENGTHS, AreaName, Level
from huajie.core import filing
from huajie.core.bulk import insert_values
from huajie.core.faults import place_of
from huajie.intake.models import Delivery, FileState, ListFile, ListRow, ListSheet, Outcome, RememberedColumn
from huajie.intake.services.children import events_of
from huajie.intake.services.own_sheets import forms_of_ours
from huajie.intake.services.parsing import Event, Finished, Job, Rows, Tables, Unread, unread_by_fault

Report = Callable[[int], None]  # told how many rows the delivery has by now
_COLUMNS = ("file_id", "sheet_id", "number", "fingerprint", "ticket", "content", "outcome", "reasons")


def read_files(delivery: Delivery, report: Report) -> bool:
    """Read every file that waits. True if and only if some of them wait for a person to confirm their columns."""
    places = _known_places(delivery)
    memory = tuple(RememberedColumn.objects.filter(unit=delivery.unit_id).values_list("kind", "header", "field"))
    files = list(delivery.files.filter(state=FileState.WAITING).order_by("name", "pk"))
    forms = forms_of_ours()
    jobs = [replace(_job(file, delivery, places, memory), forms=forms, reference_prefix=settings.REFERENCE_PREFIX) for file in files]
    rows = ListRow.objects.filter(file__delivery=delivery, file__state=FileState.READ).count()
    waits = False
    for file, (_, events) in zip(files, events_of(jobs, apart=delivery.deaths > 0), strict=True):
        before, file_waits = rows, False
        for event in _stored(file, events):
            if isinstance(event, Rows):
                rows += len(event.rows)
            elif isinstance(event, Tables):
                file_waits = event.waits
            elif isinstance(event, Unread):
                rows, file_waits = before, False
            report(rows)
        waits |= file_waits
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
        try:
            sheets = _keep(file, event, sheets)
        except DataError as error:  # the database cannot hold what was read: the end of this file alone
            event = unread_by_fault(place_of(error))
            _keep(file, event, sheets)
            deque(events, maxlen=0)
        if isinstance(event, Finished | Unread):
            filing.discard(file.path)
        yield event


@transaction.atomic
def _keep(file: ListFile, event: Event, sheets: list[int]) -> list[int]:
    """The keys of the sheets that the file's rows belong to."""
    if isinstance(event, Tables):
        return _keep_sheets(file, event)
    if isinstance(event, Rows):
        _keep_rows(file, sheets, event)
        return sheets
    if isinstance(event, Finished):
        ListFile.objects.filter(pk=file.pk).update(state=FileState.READ, path=event.path)
    else:
        _set_aside(file, event)
    return sheets


def _keep_sheets(file: ListFile, found: Tables) -> list[int]:
    """The keys of the tables' sheets, in their order."""
    confirmed = not found.waits
    _clear(file)
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


def _clear(file: ListFile) -> None:
    """Without what an earlier attempt left of it."""
    file.rows.all().delete()
    file.sheets.all().delete()


def _set_aside(file: ListFile, found: Unread) -> None:
    """Nothing of a file that cannot be read is kept."""
    _clear(file)
    said = {"code": found.code, "facts": found.facts}
    ListFile.objects.filter(pk=file.pk).update(state=FileState.UNREADABLE, message=said, path="")


def _known_places(delivery: Delivery) -> frozenset[str]:
    """Every name by which an area of the unit's district goes."""
    county = delivery.unit.area_id[: LENGTHS[Level.COUNTY]]
    return frozenset(AreaName.objects.filter(area__code__startswith=county).values_list("name", flat=True))
