"""The rows of a delivery with what became of each, and one row: what it says, and its way into the register."""

from collections.abc import Iterable, Iterator, Mapping

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huajie.accounts.access import permitted
from huajie.accounts.middleware import StaffRequest
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.core.asked import number_asked
from huajie.core.exports import workbook_response
from huajie.core.paging import page
from huajie.intake import queries
from huajie.intake.models import Delivery, ListFile, ListRow, Outcome
from huajie.intake.said import Said, parts_of
from huajie.intake.services.exporting import LAYOUT, export_rows
from huajie.intake.services.revealing import may_reveal, reveal, revealable
from huajie.intake.views.row_lines import lines_of
from huajie.people.models import Person
from huajie.people.models.records import MergeableRecord
from huajie.people.queries import opened_by
from huajie.people.views.revealing import asked_what_for


@permitted(Permission.SEE_LISTS)
def rows(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows of a delivery by outcome and file; of somebody else's delivery those of the reader's area."""
    delivery = get_object_or_404(queries.deliveries_with_rows_for(request.scope), pk=pk)
    outcome, file = _asked(delivery, request.GET)
    found = queries.rows_for(request.scope, delivery, outcome=outcome, file=file).defer("content")
    shown = page(found, by="id", cursor=request.GET.get("after", ""))
    context = {
        "delivery": delivery,
        "is_whole": queries.is_whole(request.scope, delivery),
        "page": shown,
        "rows": lines_of(request.scope, shown.rows),
        "outcome": outcome,
        "outcomes": Outcome.choices,
        "files": queries.files_for(request.scope, delivery),
        "file": file,
        "asked": {"outcome": outcome, "file": file.pk if file else ""},
        "may_answer": request.scope.may(Permission.ANSWER_QUESTIONS),
    }
    return render(request, "intake/rows.html", context)


@permitted(Permission.SEE_LISTS)
@require_POST
def export(request: StaffRequest, pk: int) -> FileResponse:
    """The same rows as a workbook."""
    delivery = get_object_or_404(queries.deliveries_with_rows_for(request.scope), pk=pk)
    outcome, file = _asked(delivery, request.POST)
    rows = export_rows(request.scope, delivery, outcome=outcome, file=file, by=request.user)
    return workbook_response(LAYOUT, rows, f"{_('Rows')}-{delivery.pk}-{timezone.localdate():%Y%m%d}")


def _asked(delivery: Delivery, asked: Mapping[str, str]) -> tuple[str, ListFile | None]:
    """By which outcome and file the rows are narrowed; what does not make sense narrows nothing."""
    outcome, key = asked.get("outcome", ""), number_asked(asked.get("file"))
    file = delivery.files.filter(pk=key).first() if key else None
    return (outcome if outcome in Outcome.values else ""), file


@permitted(Permission.SEE_LISTS)
def row(request: StaffRequest, pk: int) -> HttpResponse:
    """One row: what it says, its end, its reasons, and the people, household and matter that it became."""
    found = queries.row_for(request.scope, pk)
    people = [(each, each.person.standing) for each in found.people.select_related("person__root").order_by("position")]
    waits_for = queries.waiting_for(found)
    beside = [each.pk for each in (found.replaced_by, found.same_as) if each]
    context = {
        "line": lines_of(request.scope, [found])[0],
        "row": found,
        "parts": list(_numbered(found)),
        "people": people,
        "opened_people": opened_by(request.scope, [person for _each, person in people]),
        "opened_rows": queries.readable(request.scope, beside),
        "is_whole": queries.is_whole(request.scope, found.file.delivery),
        "waits_for": waits_for,
        "answerable": {each.pk for each in waits_for if request.scope.may_in(Permission.ANSWER_QUESTIONS, each.area_id)},
        "may_reveal": may_reveal(request.scope, found),
        "parted": _parted(request.scope, found, [person for _each, person in people]),
    }
    return render(request, "intake/row.html", context)


def _parted(scope: Scope, found: ListRow, people: Iterable[Person]) -> set[str]:
    """The references of those records of a row from which the reader may part it; none if another row stands for it."""
    if found.same_as or found.replaced_by:
        return set()
    records: list[MergeableRecord] = [*people, *([found.matter.standing] if found.matter else [])]
    return {record.ref for record in records if scope.may_in(Permission.MERGE_RECORDS, record.area_id)}


@permitted(Permission.REVEAL_VALUES)
def reveal_value(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """One masked value of a row, after it was said what for."""
    found = queries.row_for(request.scope, pk)
    if not may_reveal(request.scope, found) or revealable(found, position) is None:
        raise Http404
    return asked_what_for(request, f"row-{pk}-{position}", lambda purpose: reveal(request.user, found, position, purpose))


def _numbered(found: ListRow) -> Iterator[tuple[Promise | str, list[tuple[int, Said]]]]:
    """The parts of a row, each line with its place among all of them, by which it is revealed."""
    count = 0
    for part in parts_of(queries.read_row(found)):
        yield part.heading, list(enumerate(part.lines, start=count))
        count += len(part.lines)
