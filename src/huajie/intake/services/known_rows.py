"""Rows that the register itself wrote: those that say nothing new end here, the others tell of the matter that they name.

A row is known by our reference of its matter; in a form of ours without that column, by the person and the words, both exactly.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from huajie.accounts.scope import scope_of
from huajie.core.bulk import update
from huajie.intake.content import read_back
from huajie.intake.meaning.corrected import paired_people
from huajie.intake.meaning.known import adds_nothing, people_in
from huajie.intake.meaning.notes import Saying, kept, note
from huajie.intake.models import Delivery, ListRow, ListSheet, Outcome
from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import ReadRow
from huajie.intake.services.corrections import Corrected, Kept
from huajie.intake.services.own_sheets import OwnTable, forms_of_ours, own_table, people_of
from huajie.intake.services.preparing import Preparer
from huajie.matters.models import Matter
from huajie.matters.withheld import hidden_from
from huajie.people.models import Person
from huajie.sheets.records import SheetRecord, records_of

_ROWS_AT_ONCE = 1000
_ENDS = ("outcome", "reasons", "person", "household", "matter", "area")


@dataclass(frozen=True, slots=True)
class Known:
    """Rows that tell something new of a matter of ours, with what they keep; and rows whose reference is that of no matter here."""

    news: dict[int, Corrected] = field(default_factory=dict)
    strangers: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Match:
    """The matter that a row may be about, and how the register writes it: with numbers in full, and masked."""

    record: SheetRecord
    written: tuple[ReadRow, ReadRow]

    def holds(self, row: ReadRow, passed_over: Collection[str]) -> bool:
        return any(adds_nothing(row, written, self.record.said, passed_over) for written in self.written)


def settle_known(delivery: Delivery) -> Known:
    """End the waiting rows that say nothing new, and tell which of the others tell of a matter of ours. Can be repeated."""
    tables = _tables(delivery)
    known = Known()
    if not tables:
        return known
    for rows in _waiting(delivery, tables):
        _settle(delivery, rows, tables, known)
    return known


def with_known(corrected: Mapping[int, Corrected], known: Known) -> dict[int, Corrected]:
    """What rows keep: of the matter that they name, and, if they replace an earlier row, in its place."""
    both = {key: replace(one, row=corrected[key].row) if key in corrected else one for key, one in known.news.items()}
    return {**corrected, **both}


def _tables(delivery: Delivery) -> dict[int, OwnTable]:
    forms = {form.signature: form for form in forms_of_ours()}
    today = timezone.localdate()
    sheets = ListSheet.objects.filter(file__delivery=delivery)
    return {sheet.pk: table for sheet in sheets if (table := own_table(sheet, forms, today))}


def _waiting(delivery: Delivery, tables: Collection[int]) -> Iterator[list[ListRow]]:
    waiting = Preparer(delivery).waiting().filter(sheet__in=list(tables))
    last = 0
    while rows := list(waiting.filter(pk__gt=last)[:_ROWS_AT_ONCE]):
        last = rows[-1].pk
        yield rows


@transaction.atomic
def _settle(delivery: Delivery, rows: Sequence[ListRow], tables: Mapping[int, OwnTable], known: Known) -> None:
    reads = {row.pk: read_back(row.content, sheet="", number=row.number) for row in rows}
    by_reference = _by_reference(delivery, {ref for read in reads.values() if (ref := read.text_of(Field.REFERENCE))})
    by_words = _by_words(delivery, [reads[row.pk] for row in rows if tables[row.sheet_id].is_form and not _names_reference(reads[row.pk])])
    ended: list[ListRow] = []
    for row in rows:
        read, table = reads[row.pk], tables[row.sheet_id]
        found = by_reference.get(read.text_of(Field.REFERENCE), ()) if _names_reference(read) else by_words.get(_words(read), ())
        if _names_reference(read) and not found:
            known.strangers.add(row.pk)
        matches = [match for match in (_match(record, table) for record in found) if _is_alike(read, match)]
        same = next((match for match in matches if match.holds(read, table.passed_over)), None)
        if same:
            ended.append(_ended(row, same.record))
        elif len(matches) == 1:
            known.news[row.pk] = _keeps(read, matches[0])
    update(ended, _ENDS)


def _names_reference(read: ReadRow) -> bool:
    return bool(read.text_of(Field.REFERENCE))


def _is_alike(read: ReadRow, match: _Match) -> bool:
    """A reference is enough; without one the day must agree, where the row names one."""
    day, known = read.date_of(Field.FOUND_ON), match.record.matter.first_told_on
    return _names_reference(read) or day is None or day.day == known


def _match(record: SheetRecord, table: OwnTable) -> _Match:
    return _Match(record, (table.written(replace(record, in_full=True)), table.written(replace(record, in_full=False))))


def _by_reference(delivery: Delivery, refs: Iterable[str]) -> dict[str, list[SheetRecord]]:
    """The records of references, each also by the references of what was merged into it."""
    named = dict(Matter.objects.filter(ref__in=list(refs)).values_list("ref", "pk"))
    roots = dict(Matter.objects.filter(pk__in=named.values()).values_list("pk", "root_id"))
    records = {record.matter.pk: record for record in _records(delivery, [roots[key] or key for key in named.values()])}
    return {ref: [records[roots[key] or key]] for ref, key in named.items() if (roots[key] or key) in records}


def _words(read: ReadRow) -> tuple[str, str]:
    """By what a row without a reference is known: the first person named, and what was told."""
    return next((person.name for person in people_in(read)), ""), read.text


def _by_words(delivery: Delivery, reads: Sequence[ReadRow]) -> dict[tuple[str, str], list[SheetRecord]]:
    wanted = {_words(read) for read in reads}
    days = {day.day for read in reads if (day := read.date_of(Field.FOUND_ON))}
    undated = [read.text for read in reads if read.date_of(Field.FOUND_ON) is None]
    within = _in_area_of(delivery).filter(merged_into=None, times_told__gt=0)
    keys = set(within.filter(found_on__in=days).values_list("pk", flat=True)) if days else set()
    keys |= set(within.filter(summary__in=undated).values_list("pk", flat=True)) if undated else set()
    found: dict[tuple[str, str], list[SheetRecord]] = defaultdict(list)
    for record in _records(delivery, sorted(keys)):
        for name in {name for name, _key in people_of(record)} | {""}:
            for text in {record.matter.summary, record.matter.title}:
                if (name, text) in wanted:
                    found[name, text].append(record)
    return found


def _records(delivery: Delivery, keys: Collection[int]) -> list[SheetRecord]:
    """The records of standing matters in the area of the unit that handed the list in, as far as whoever did so may see them."""
    rows = _in_area_of(delivery).filter(pk__in=list(keys)).select_related("area")
    if delivery.by:
        rows = rows.exclude(pk__in=hidden_from(scope_of(delivery.by)))
    return records_of(list(rows.order_by("pk")))


def _in_area_of(delivery: Delivery) -> QuerySet[Matter]:
    code = delivery.unit.area_id
    return Matter.objects.filter(area__gte=code, area__lt=f"{code}:")  # ":" follows the digits


def _ended(row: ListRow, record: SheetRecord) -> ListRow:
    row.outcome, row.reasons = Outcome.REGISTERED, kept([note(Saying.ALREADY_KNOWN)])
    row.person_id = record.subject.person.pk if record.subject else None
    row.household_id = record.home.household.pk if record.home else None
    row.matter_id, row.area_id = record.matter.pk, record.matter.area_id
    return row


def _keeps(read: ReadRow, match: _Match) -> Corrected:
    """The people of the matter whom the row names again, their household, and the matter itself."""
    record, written = match.record, match.written[0]
    typed = (written.subject, *written.others, *written.members)
    people = dict(reversed(people_of(record)))
    refs = dict(Person.objects.filter(pk__in=people.values()).values_list("pk", "ref"))
    pairs = {pair.now: people.get(typed[pair.before].name) for pair in paired_people(read, written) if typed[pair.before].name}
    kept_people = {position: Kept(key, refs[key]) for position, key in pairs.items() if key}
    home = Kept(record.home.household.pk, record.home.household.ref) if record.home and 0 in kept_people else None
    return Corrected(None, kept_people, home, Kept(record.matter.pk, record.matter.ref))
