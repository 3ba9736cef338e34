"""Entering rows, chunk by chunk: people, households, matters, tellings, facts, questions, and the end of each row."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from django.db import transaction

from huajie.core.bulk import insert, update
from huajie.intake.meaning.facts import facts_of
from huajie.intake.meaning.notes import Saying, kept, note
from huajie.intake.models import ListRow, Outcome, RowPerson
from huajie.intake.services.asking import Asking
from huajie.intake.services.corrections import Corrected, replace_rows
from huajie.intake.services.linking import Linked
from huajie.intake.services.meant import household_meant, matter_meant
from huajie.intake.services.preparing import Prepared
from huajie.intake.services.standing import Standing
from huajie.matters.newcomers import AddedTelling, NewMatter
from huajie.matters.services.registering import register_matters
from huajie.matters.services.telling import add_tellings
from huajie.people.newcomers import NewFact, NewHousehold, NewPerson
from huajie.people.services.mentioning import add_mentions
from huajie.people.services.registering import add_members, record_facts, register_households, register_people

_ENDS = ("outcome", "reasons", "person", "household", "matter", "area")


class Registrar:
    """Enters the rows of one linkage run; what a cluster has become is remembered from chunk to chunk."""

    def __init__(self, linked: Linked, corrected: Mapping[int, Corrected], today: date) -> None:
        self._corrected = corrected
        self._today = today
        self._standing = Standing(linked)
        self._asking = Asking(linked, self._standing)

    @transaction.atomic
    def enter(self, rows: Sequence[Prepared]) -> None:
        """Everything that these rows mean, or nothing of it."""
        self._standing.look_up(rows)
        self._enter_people(rows)
        self._enter_homes(rows)
        inherited = replace_rows([(row.row, self._corrected[row.row.pk]) for row in rows if row.row.pk in self._corrected])
        self._enter_matters(rows)
        record_facts([fact for row in rows for fact in self._facts(row)])
        insert([link for row in rows for link in self._row_people(row)])
        asked = self._asking.ask(rows)
        for row in rows:
            self._end(row, [*asked.get(row.row.pk, ()), *inherited.get(row.row.pk, ())])
        update([row.row for row in rows], _ENDS)

    def _enter_people(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewPerson] = {}
        again: list[tuple[str, NewPerson]] = []
        for row in rows:
            for mention in row.mentions:
                cluster = self._standing.person_cluster(row, mention)
                if cluster in self._standing.people or cluster in new:
                    again.append((cluster, mention.person))
                else:
                    new[cluster] = mention.person
        people = register_people(list(new.values()))
        self._standing.people.update(zip(new, (person.pk for person in people), strict=True))
        add_mentions([(self._standing.people[cluster], person) for cluster, person in again])

    def _enter_homes(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewHousehold] = {}
        again: list[tuple[str, NewHousehold]] = []
        for row in rows:
            cluster = self._standing.home_cluster(row)
            if not cluster:
                continue
            if cluster in self._standing.homes or cluster in new:
                again.append((cluster, self._home(row)))
            else:
                new[cluster] = self._home(row)
        homes = register_households(list(new.values()))
        self._standing.homes.update(zip(new, (home.pk for home in homes), strict=True))
        add_members([(self._standing.homes[cluster], member, home.source) for cluster, home in again for member in home.members])

    def _enter_matters(self, rows: Sequence[Prepared]) -> None:
        new: dict[str, NewMatter] = {}
        again: list[tuple[str, NewMatter]] = []
        for row in rows:
            cluster = self._standing.matter_cluster(row)
            if cluster in self._standing.matters or cluster in new:
                again.append((cluster, self._matter(row)))
            else:
                new[cluster] = self._matter(row)
        matters = register_matters(list(new.values()))
        self._standing.matters.update(zip(new, (matter.pk for matter in matters), strict=True))
        add_tellings(
            [AddedTelling(self._standing.matters[cluster], matter.telling, matter.parties, matter.reported) for cluster, matter in again]
        )

    def _home(self, row: Prepared) -> NewHousehold:
        return household_meant(row, partial(self._standing.person, row))

    def _matter(self, row: Prepared) -> NewMatter:
        return matter_meant(row, partial(self._standing.person, row), self._standing.home(row), self._today)

    def _facts(self, row: Prepared) -> list[NewFact]:
        people = {mention.position: self._standing.person(row, mention) for mention in row.mentions}
        facts = facts_of(row.read, people=people, household_id=self._standing.home(row), on=row.told.told_on, source=row.source)
        return list(facts)

    def _row_people(self, row: Prepared) -> list[RowPerson]:
        return [
            RowPerson(row_id=row.row.pk, position=mention.position, role=mention.role, person_id=self._standing.person(row, mention))
            for mention in row.mentions
        ]

    def _end(self, row: Prepared, asked: Sequence[Saying]) -> None:
        """Registered, or to review when somebody must answer first."""
        ended: ListRow = row.row
        ended.outcome = Outcome.REVIEW if asked else Outcome.REGISTERED
        ended.reasons = kept([*(note(saying) for saying in asked), *row.read.notes, *row.where.notes])
        ended.person_id = self._standing.person(row, row.subject) if row.subject else None
        ended.household_id = self._standing.home(row)
        ended.matter_id = self._standing.matter(row)
        ended.area_id = row.where.code
