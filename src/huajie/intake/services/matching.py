"""The rows of an earlier file, each to be found by what it says, by what it said before it was corrected, and by its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huajie.intake.models import ListFile, ListRow, Outcome
from huajie.people.services.registering import chunks

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the earlier file, and the key of the row that stands for it now: itself, what it repeats, or the latest correction."""

    row: ListRow
    latest: int

    @property
    def is_refused(self) -> bool:
        """True if and only if it waits to be corrected."""
        return self.row.outcome == Outcome.REFUSED and self.row.replaced_by_id is None


def lines_of(file: ListFile, without: ListFile) -> list[Line]:
    """The lines of a file, but for those that a row of the file `without` corrects or repeats already."""
    rows = outlines(file)
    ends = _ends({row.pk: row.same_as_id or row.pk for row in rows})
    taken = set(without.rows.filter(replaces__isnull=False).values_list("pk", flat=True))
    taken.update(key for key in without.rows.values_list("same_as_id", flat=True) if key)
    return [Line(row, ends[row.pk]) for row in rows if ends[row.pk] not in taken]


def outlines(file: ListFile) -> list[ListRow]:
    """The rows of a file in their order without what was typed, each with its sheet, which is loaded once for all of them."""
    sheets = file.sheets.defer("columns").in_bulk()
    rows = list(file.rows.defer("content").order_by("pk"))
    for row in rows:
        row.sheet = sheets[row.sheet_id]
    return rows


def _ends(starts: Mapping[int, int]) -> dict[int, int]:
    """Each key with the end of the corrections that follow on its start."""
    ends = dict(starts)
    moving = set(ends.values())
    while moving:
        steps: dict[int, int] = {}
        for chunk in chunks(sorted(moving), _AT_ONCE):
            replaced = ListRow.objects.filter(pk__in=chunk, replaced_by__isnull=False)
            steps.update(replaced.values_list("pk", "replaced_by_id"))
        ends = {key: steps.get(end, end) for key, end in ends.items()}
        moving = set(steps.values())
    return ends


class Matches:
    """The lines of the earlier file, each given away once: to its equal first, then to an earlier version, then to the row in its place."""

    def __init__(self, lines: Sequence[Line], unit_id: int) -> None:
        self._unit_id = unit_id
        self._left = {line.row.pk: line for line in lines}
        self._by_fingerprint: dict[str, list[Line]] = defaultdict(list)
        self._by_place: dict[tuple[str, str | int], list[Line]] = defaultdict(list)
        for line in lines:
            self._by_fingerprint[line.row.fingerprint].append(line)
            for place in _places(line.row):
                self._by_place[place].append(line)

    def same(self, row: ListRow) -> Line | None:
        """A line that says the same, the one at the same number first."""
        equals = [line for line in self._by_fingerprint.get(row.fingerprint, ()) if line.row.pk in self._left]
        equals.sort(key=lambda line: line.row.number != row.number)
        return self._left.pop(equals[0].row.pk) if equals else None

    def learn_versions(self, rows: Iterable[ListRow]) -> None:
        """Let the lines be found by what they said before they were corrected, too, as far as these rows say it."""
        by_latest = {line.latest: line for line in self._left.values()}
        fingerprints = sorted({row.fingerprint for row in rows})
        for chunk in chunks(fingerprints, _AT_ONCE):
            versions = ListRow.objects.filter(fingerprint__in=chunk, replaced_by__isnull=False, file__delivery__unit=self._unit_id)
            said = dict(versions.values_list("pk", "fingerprint"))
            for key, end in _ends({key: key for key in said}).items():
                if end in by_latest:
                    self._by_fingerprint[said[key]].append(by_latest[end])

    def replaced(self, row: ListRow) -> Line | None:
        """The one line with the same reference, or that stands at the same number of the same sheet."""
        for place in _places(row):
            there = [line for line in self._by_place.get(place, ()) if line.row.pk in self._left]
            if len(there) == 1:
                return self._left.pop(there[0].row.pk)
        return None


def _places(row: ListRow) -> Iterator[tuple[str, str | int]]:
    """Its reference anywhere, else its running number or its line in the sheet of the same name, else in the sheet in the same place."""
    if row.ticket:
        yield (row.sheet.name if row.ticket.startswith("#") else "", row.ticket)
    yield (row.sheet.name, row.number)
    yield (f"#{row.sheet.position}", row.number)
