"""A workbook that is sent again after corrections: which file it corrects, which rows are as before, which replace which."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from huajie.core.bulk import update
from huajie.intake.content import read_back
from huajie.intake.meaning.notes import ASKING, Saying
from huajie.intake.models import WAITING, Delivery, FileState, ListFile, ListRow, Outcome, Question
from huajie.intake.reading.typed import ReadRow
from huajie.matters.services.telling import withdraw_tellings
from huajie.people.models.records import MergeableRecord
from huajie.people.services.registering import chunks

_SHARE_OF_SAME_ROWS = 0.5  # of a file's rows that stand in an earlier file of the unit: then it is that file, corrected
_COPY_MARKS = re.compile(
    r"[\s_-]*(?:[((]\s*\d*\s*[))]|副本|修改后?|更正后?|修正后?|已?改正?|订正|问题|退回|返回|重报|copy|corrected|returned)+[\s_-]*", re.I
)
_AT_ONCE = 5000
_ENDS = ("outcome", "reasons", "person", "household", "matter", "area")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The row that a new row replaces, with the references of the person and the matter that it keeps; empty: linked anew."""

    row: int
    person: str = ""
    matter: str = ""


def settle_repeats(delivery: Delivery) -> dict[int, Corrected]:
    """End the rows that stand unchanged in an earlier file, and tell which of the others replace an earlier row. Can be repeated."""
    corrected: dict[int, Corrected] = {}
    for file in delivery.files.filter(state=FileState.READ).order_by("name", "pk"):
        earlier = file.corrects or _corrected_file(file)
        if earlier:
            corrected |= _settle(file, earlier)
    return corrected


@transaction.atomic
def _settle(file: ListFile, earlier: ListFile) -> dict[int, Corrected]:
    ListFile.objects.filter(pk=file.pk).update(corrects=earlier)
    fresh = _outlines(file.rows.filter(outcome=Outcome.WAITING, same_as__isnull=True), file)
    standing = _outlines(earlier.rows.filter(replaced_by__isnull=True).select_related("same_as"), earlier)
    matches = _Matches(standing)
    repeats = [(row, old) for row in fresh if (old := matches.same(row))]
    for row, old in repeats:
        _repeat(row, old)
    update([row for row, _old in repeats], (*_ENDS, "same_as"))
    if earlier.delivery_id == file.delivery_id:
        return {}
    ended = {row.pk for row, _old in repeats}
    pairs = [(row, old) for row in fresh if row.pk not in ended and (old := matches.replaced(row))]
    return {key: one for chunk in chunks(pairs) for key, one in _compared(chunk)}


def _outlines(rows: QuerySet[ListRow], file: ListFile) -> list[ListRow]:
    """Rows in their order without what was typed, each with its sheet, which is loaded once for all of them."""
    sheets = file.sheets.defer("columns").in_bulk()
    found = list(rows.defer("content", "same_as__content").order_by("pk"))
    for row in found:
        row.sheet = sheets[row.sheet_id]
    return found


def _repeat(row: ListRow, old: ListRow) -> None:
    """The row ends as the one that it repeats; where that waits itself, in the same delivery, `end_repeats` follows."""
    row.same_as = old.same_as or old
    _end_as(row, row.same_as)


def _end_as(row: ListRow, origin: ListRow) -> None:
    row.outcome, row.reasons = origin.outcome, origin.reasons
    row.person_id, row.household_id, row.matter_id, row.area_id = origin.person_id, origin.household_id, origin.matter_id, origin.area_id


@transaction.atomic
def end_repeats(delivery: Delivery) -> None:
    """Rows that repeat a row of the same delivery end as that one did."""
    waiting = ListRow.objects.filter(file__delivery=delivery, outcome=Outcome.WAITING, same_as__isnull=False)
    rows = list(waiting.defer("content", "same_as__content").select_related("same_as"))
    for row in rows:
        assert row.same_as is not None  # noqa: S101 — filtered above
        _end_as(row, row.same_as)
    update(rows, _ENDS)


def replace_rows(pairs: Sequence[tuple[ListRow, Corrected]]) -> dict[int, list[Saying]]:
    """Old rows give way: their tellings are withdrawn, and open questions wait for the new rows. Returns what those must say."""
    if not pairs:
        return {}
    successors = {one.row: row.pk for row, one in pairs}
    old_rows = list(ListRow.objects.filter(pk__in=successors).defer("content"))
    for old in old_rows:
        old.replaced_by_id = successors[old.pk]
    update(old_rows, ("replaced_by",))
    withdraw_tellings(f"row:{old}" for old in successors)
    questions = list(Question.objects.filter(left_row__in=successors, answer__in=WAITING))
    waits: dict[int, list[Saying]] = defaultdict(list)
    for question in questions:
        question.left_row_id = successors[question.left_row_id or 0]
        waits[question.left_row_id].append(ASKING[question.subject])
    Question.objects.bulk_update(questions, ["left_row"])
    return waits


def stem_of(name: str) -> str:
    """A file's name without folder, ending, and the marks that copying and correcting leave.

    >>> stem_of("镇上/矛盾纠纷台账(2) 更正.xlsx")
    '矛盾纠纷台账'
    """
    return _COPY_MARKS.sub("", PurePosixPath(name).stem)


def _corrected_file(file: ListFile) -> ListFile | None:
    """The latest earlier file of the unit that this one is, corrected."""
    finished = Q(state=FileState.REGISTERED) | Q(state=FileState.READ, delivery=file.delivery_id)
    earlier = ListFile.objects.filter(finished, delivery__unit=file.delivery.unit_id, pk__lt=file.pk)
    same_name = [other.pk for other in earlier.only("pk", "name") if stem_of(other.name) == stem_of(file.name)]
    same_rows = _files_with_same_rows(file, earlier.values_list("pk", flat=True))
    likely = same_rows or same_name
    return ListFile.objects.get(pk=max(likely)) if likely else None


def _files_with_same_rows(file: ListFile, earlier: Iterable[int]) -> list[int]:
    fingerprints = list(file.rows.values_list("fingerprint", flat=True))
    found: Counter[int] = Counter()
    for chunk in chunks(fingerprints, _AT_ONCE):
        rows = ListRow.objects.filter(fingerprint__in=chunk, file__in=earlier)
        found.update(dict(rows.values_list("file").annotate(number=Count("fingerprint", distinct=True)).values_list("file", "number")))
    enough = max(1, len(set(fingerprints)) * _SHARE_OF_SAME_ROWS)
    return [key for key, number in found.items() if number >= enough]


class _Matches:
    """The rows of the earlier file, each given away once: to its equal first, then to the row in its place."""

    def __init__(self, rows: Sequence[ListRow]) -> None:
        self._left = {row.pk: row for row in rows}
        self._by_fingerprint: dict[str, list[ListRow]] = defaultdict(list)
        self._by_place: dict[tuple[str, str | int], list[ListRow]] = defaultdict(list)
        for row in rows:
            self._by_fingerprint[row.fingerprint].append(row)
            for place in _places(row):
                self._by_place[place].append(row)

    def same(self, row: ListRow) -> ListRow | None:
        """A row that says the same, the one at the same number first."""
        equals = [old for old in self._by_fingerprint.get(row.fingerprint, ()) if old.pk in self._left]
        equals.sort(key=lambda old: old.number != row.number)
        return self._left.pop(equals[0].pk) if equals else None

    def replaced(self, row: ListRow) -> ListRow | None:
        """The one row with the same reference, or that stands at the same number of the same sheet."""
        for place in _places(row):
            there = [old for old in self._by_place.get(place, ()) if old.pk in self._left]
            if len(there) == 1:
                return self._left.pop(there[0].pk)
        return None


def _places(row: ListRow) -> Iterator[tuple[str, str | int]]:
    """Its reference anywhere, else its running number or its line in the sheet of the same name, else in the sheet in the same place."""
    if row.ticket:
        yield (row.sheet.name if row.ticket.startswith("#") else "", row.ticket)
    yield (row.sheet.name, row.number)
    yield (f"#{row.sheet.position}", row.number)


def _compared(pairs: Sequence[tuple[ListRow, ListRow]]) -> Iterator[tuple[int, Corrected]]:
    """The pairs that are one row corrected, and not two that happen to stand in the same place."""
    origins = {row.pk: old.same_as_id or old.pk for row, old in pairs}
    rows = ListRow.objects.select_related("sheet", "person__root", "matter__root").in_bulk([*origins, *origins.values()])
    for key, origin_key in origins.items():
        row, origin = rows[key], rows[origin_key]
        if origin.outcome == Outcome.REFUSED:
            yield key, Corrected(origin_key)
            continue
        now, before = (read_back(each.content, sheet=each.sheet.name, number=each.number) for each in (row, origin))
        is_person = _is_same_person(now, before)
        has_reference = bool(row.ticket) and not row.ticket.startswith("#") and row.ticket == origin.ticket
        if is_person or has_reference or (now.text and now.text == before.text):
            yield key, Corrected(origin_key, _ref(origin.person) if is_person else "", _ref(origin.matter))


def _ref(record: MergeableRecord | None) -> str:
    """The reference of whatever stands for the record now."""
    return record.standing.ref if record else ""


def _is_same_person(now: ReadRow, before: ReadRow) -> bool:
    """True if and only if name, number or a phone of the person concerned stayed."""
    one, other = now.subject, before.subject
    if one.id_number and other.id_number and one.id_number.value == other.id_number.value:
        return True
    return bool(one.name and one.name == other.name) or bool(set(one.phones) & set(other.phones))
