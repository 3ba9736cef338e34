"""Entering rows, chunk by chunk: people, households, matters, tellings, facts, questions, and the end of each row."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction

from huajie.core.bulk import insert, update
from huajie.intake.meaning.mentions import Mention
from huajie.intake.meaning.notes import Saying, kept, note
from huajie.intake.models import ListRow, Outcome
from huajie.intake.services.asking import Asking
from huajie.intake.services.corrections import Corrected, replace_rows
from huajie.intake.services.entries import Entry
from huajie.intake.services.linking import Linked
from huajie.intake.services.preparing import Prepared
from huajie.intake.services.retelling import renew, withdraw
from huajie.intake.services.standing import Standing
from huajie.matters.newcomers import AddedTelling, NewMatter
from huajie.matters.services.registering import register_matters
from huajie.matters.services.telling import add_tellings
from huajie.people.newcomers import NewHousehold, NewPerson
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.registering import add_members, record_facts, register_households, register_people

_ENDS = ("outcome", "reasons", "person", "household", "matter", "area")


class Registrar:
    """Enters the rows of one linkage run; what a cluster has become is remembered from chunk to chunk."""

    def __init__(self, linked: Linked, corrected: Mapping[int, Corrected], today: date, strangers: Collection[int] = ()) -> None:
        """`strangers` are rows that name a reference of a matter which is not here."""
        self._corrected = corrected
        self._strangers = strangers
        self._today = today
        self._standing = Standing(linked, corrected)
        self._asking = Asking(linked, self._standing)

    @transaction.atomic
    def enter(self, rows: Sequence[Prepared]) -> None:
        """Everything that these rows mean, or nothing of it."""
        self._standing.look_up(rows)
        successors = {old: row for row in rows if (old := self._replaced(row)) is not None}
        inherited = replace_rows({old: row.row.pk for old, row in successors.items()})
        withdrawn = withdraw(successors, self._today)
        self._enter_people(rows)
        self._enter_homes(rows)
        self._enter_matters(rows)
        entries = {row.row.pk: self._entry(row) for row in rows}
        record_facts([fact for entry in entries.values() for fact in entry.facts()])
        insert([link for entry in entries.values() for link in entry.row_people()])
        renew(withdrawn, {old: entries[row.row.pk] for old, row in successors.items()}, self._today)
        asked = self._asking.ask(rows)
        for key, entry in entries.items():
            stranger = (Saying.REFERENCE_UNKNOWN,) if key in self._strangers else ()
            _end(entry, [*asked.get(key, ()), *inherited.get(key, ())], stranger)
        update([row.row for row in rows], _ENDS)

    def _replaced(self, row: Prepared) -> int | None:
        """The earlier row that gives way to this one."""
        return self._corrected[row.row.pk].row if row.row.pk in self._corrected else None

    def _entry(self, row: Prepared) -> Entry:
        """The row with what has been entered of it so far."""
        people = {mention.position: self._standing.person(row, mention) for mention in row.mentions}
        return Entry(row, people, self._standing.home(row), self._standing.matter(row))

    def _enter_people(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewPerson] = {}
        again: list[tuple[Prepared, Mention]] = []
        for row in rows:
            for mention in row.mentions:
                cluster = self._standing.person_cluster(row, mention)
                if cluster in self._standing.people or cluster in new:
                    again.append((row, mention))
                else:
                    new[cluster] = mention.person
        people = register_people(list(new.values()))
        self._standing.people.update(zip(new, (person.pk for person in people), strict=True))
        add_mentions([(self._standing.person(row, mention), mention.person) for row, mention in again])

    def _enter_homes(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewHousehold] = {}
        again: list[Prepared] = []
        for row in rows:
            cluster = self._standing.home_cluster(row)
            if not cluster:
                continue
            if cluster in self._standing.homes or cluster in new:
                again.append(row)
            else:
                new[cluster] = self._entry(row).household()
        homes = register_households(list(new.values()))
        self._standing.homes.update(zip(new, (home.pk for home in homes), strict=True))
        entries = [self._entry(row) for row in again]
        add_members([(entry.home, member, entry.row.source) for entry in entries if entry.home for member in entry.household().members])

    def _enter_matters(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewMatter] = {}
        again: list[Prepared] = []
        for row in rows:
            cluster = self._standing.matter_cluster(row)
            if cluster in self._standing.matters or cluster in new:
                again.append(row)
            else:
                new[cluster] = self._entry(row).telling(self._today)
        matters = register_matters(list(new.values()))
        self._standing.matters.update(zip(new, (matter.pk for matter in matters), strict=True))
        told = [(entry.matter, entry.telling(self._today)) for entry in map(self._entry, again)]
        add_tellings([AddedTelling(key, one.telling, one.parties, one.reported) for key, one in told if key])


def _end(entry: Entry, asked: Sequence[Saying], besides: Sequence[Saying]) -> None:
    """Registered, or to review when somebody must answer first."""
    ended: ListRow = entry.row.row
    ended.outcome = Outcome.REVIEW if asked else Outcome.REGISTERED
    ended.reasons = kept([*(note(saying) for saying in (*asked, *besides)), *entry.row.read.notes, *entry.row.where.notes])
    ended.person_id, ended.household_id, ended.matter_id = entry.subject, entry.home, entry.matter
    ended.area_id = entry.row.where.code
