"""A workbook that is sent again after corrections: which file it corrects, which rows are as before, which replace which."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.db import transaction
from django.db.models import Count, Q

from huajie.core.bulk import update
from huajie.intake.content import read_back
from huajie.intake.meaning.corrected import Pair, has_anything_of, is_corrected, paired_people
from huajie.intake.meaning.notes import ASKING, Saying
from huajie.intake.models import WAITING, Delivery, FileState, ListFile, ListRow, Outcome, Question, RowPerson
from huajie.intake.services.matching import Matches, lines_of, outlines
from huajie.matters.models import Matter
from huajie.people.models import Household, Person
from huajie.people.services.registering import chunks
from huajie.people.trees import within

_SHARE_OF_SAME_ROWS = 0.5  # of a file's rows that stand in an earlier file of the unit: then it is that file, corrected
_COPY_MARKS = re.compile(
    r"[\s_-]*(?:[(（]\s*\d*\s*[)）]|副本|修改后?|更正后?|修正后?|已?改正?|订正|问题|退回|返回|重报|copy|corrected|returned)+[\s_-]*", re.I
)
_AT_ONCE = 5000
_NOT_ENTERED = (Outcome.WAITING, Outcome.REFUSED)
_ENDS = ("outcome", "reasons", "person", "household", "matter", "area")


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that a corrected row keeps: the one on which the earlier row lies, and the reference of the one that stands for it."""

    pk: int
    ref: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a row keeps: people by position, household, matter; all else is linked anew. `row`: the earlier row that it replaces."""

    row: int | None
    people: Mapping[int, Kept] = field(default_factory=dict)
    home: Kept | None = None
    matter: Kept | None = None


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
    rows = outlines(file)
    fresh = [row for row in rows if row.outcome in _NOT_ENTERED and row.same_as_id is None]
    matches = Matches(lines_of(earlier, without=file), file.delivery.unit_id)
    found = {row.pk: line for row in fresh if (line := matches.same(row))}
    matches.learn_versions(row for row in fresh if row.pk not in found)
    found |= {row.pk: line for row in fresh if row.pk not in found and (line := matches.same(row))}
    cleared = {row.pk for row in fresh if row.pk in found and row.outcome == Outcome.WAITING and found[row.pk].is_refused}
    _repeat([row for row in fresh if row.pk in found.keys() - cleared], {key: line.latest for key, line in found.items()})
    if earlier.delivery_id == file.delivery_id:
        return {}
    left = [row for row in fresh if row.pk not in found and row.outcome == Outcome.WAITING]
    pairs = [(key, found[key].latest) for key in sorted(cleared)]
    pairs += [(row.pk, line.latest) for row in left if (line := matches.replaced(row))]
    is_mostly = sum(row.same_as_id is not None for row in rows) >= len(rows) * _SHARE_OF_SAME_ROWS
    return {key: one for chunk in chunks(pairs) for key, one in _compared(chunk, mostly_unchanged=is_mostly)}


def _repeat(rows: Sequence[ListRow], origins: Mapping[int, int]) -> None:
    """Each row ends as the one that it repeats; where that waits itself, in the same delivery, `end_repeats` follows."""
    known: dict[int, ListRow] = {}
    for chunk in chunks(sorted({origins[row.pk] for row in rows})):
        known |= ListRow.objects.defer("content").in_bulk(chunk)
    for row in rows:
        row.same_as = known[origins[row.pk]]
        _end_as(row, row.same_as)
    update(rows, (*_ENDS, "same_as"))


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


def replace_rows(successors: Mapping[int, int]) -> dict[int, list[Saying]]:
    """Old rows, and those that repeat them, give way (old → new), and open questions wait for the new rows. Returns what those must say."""
    if not successors:
        return {}
    old_rows = list(ListRow.objects.filter(Q(pk__in=successors) | Q(same_as__in=successors)).defer("content"))
    for old in old_rows:
        old.replaced_by_id = successors[old.same_as_id or old.pk]
    update(old_rows, ("replaced_by",))
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


def _compared(pairs: Sequence[tuple[int, int]], *, mostly_unchanged: bool) -> Iterator[tuple[int, Corrected]]:
    """The pairs that are one row corrected, and not two that happen to stand in the same place."""
    keys = [key for pair in pairs for key in pair]
    rows = ListRow.objects.select_related("sheet", "household__root", "matter__root").in_bulk(keys)
    people = _people_of([before for _now, before in pairs])
    for key, before_key in pairs:
        row, old = rows[key], rows[before_key]
        now, before = (read_back(each.content, sheet=each.sheet.name, number=each.number) for each in (row, old))
        has_reference = bool(row.ticket) and not row.ticket.startswith("#") and row.ticket == old.ticket
        if old.outcome == Outcome.REFUSED:
            if has_reference or mostly_unchanged or has_anything_of(now, before):
                yield key, Corrected(before_key)
        elif has_reference or is_corrected(now, before, mostly_unchanged=mostly_unchanged):
            kept = _kept_people(paired_people(now, before), people[before_key], before_key)
            home = _kept(old.household) if 0 in kept else None
            yield key, Corrected(before_key, kept, home, _kept(old.matter))


def _people_of(rows: Sequence[int]) -> dict[int, dict[int, Person]]:
    """The people of each row by their position."""
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for link in RowPerson.objects.filter(row__in=rows).select_related("person__root"):
        found[link.row_id][link.position] = link.person
    return found


def _kept_people(pairs: Iterable[Pair], people: Mapping[int, Person], row: int) -> dict[int, Kept]:
    """Whoever stayed keeps their record. Somebody under another name does so only if no other row speaks of the record."""
    kept: dict[int, Kept] = {}
    for pair in pairs:
        person = people.get(pair.before)
        if person and not (pair.by_place and _is_told_elsewhere(person, row)):
            kept[pair.now] = Kept(person.pk, person.standing.ref)
    return kept


def _is_told_elsewhere(person: Person, row: int) -> bool:
    told = RowPerson.objects.filter(within("person", [person.standing_id]), row__replaced_by__isnull=True, row__same_as__isnull=True)
    return told.exclude(row=row).exists()


def _kept(record: Household | Matter | None) -> Kept | None:
    return Kept(record.pk, record.standing.ref) if record else None
