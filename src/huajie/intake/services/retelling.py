"""Rows that give way to corrected ones: what they said counts no more, and what the register took from them alone is renewed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from huajie.intake.models import ListRow, Outcome, RowPerson
from huajie.intake.services.entries import Entry
from huajie.intake.services.preparing import prepared_of
from huajie.matters.models import Telling
from huajie.matters.services.telling import RetoldMatter, renew_matters, restate_parties, withdraw_tellings
from huajie.people.newcomers import NewHousehold, NewPerson
from huajie.people.services.registering import add_members
from huajie.people.services.withdrawing import Retold, RetoldHome, renew_households, renew_people, withdraw_mentions


@dataclass(slots=True)
class Withdrawn:
    """What was withdrawn with some rows: their entries, what others say of the same people and homes, and the matters they opened."""

    entries: dict[int, Entry]
    people: dict[int, list[NewPerson]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[int, list[NewHousehold]] = field(default_factory=lambda: defaultdict(list))
    opened: set[int] = field(default_factory=set)  # rows whose matter became known by them, or by what they corrected
    told: set[int] = field(default_factory=set)


def withdraw(rows: Iterable[int], today: date) -> Withdrawn:
    """What replaced rows said counts no more, but for what other rows say, too: then it counts as theirs."""
    withdrawn = Withdrawn(_entries(ListRow.objects.filter(pk__in=list(rows)).exclude(outcome=Outcome.REFUSED).values_list("pk", flat=True)))
    if not withdrawn.entries:
        return withdrawn
    others = _entries(_told_beside(withdrawn.entries.values()))
    affected = {person for entry in withdrawn.entries.values() for person in entry.people.values()}
    for entry in others.values():
        for mention in entry.row.mentions:
            if entry.people[mention.position] in affected:
                withdrawn.people[entry.people[mention.position]].append(mention.person)
        if entry.home:
            withdrawn.homes[entry.home].append(entry.household())
    retold = [one for entry in withdrawn.entries.values() for one in _retold(entry, withdrawn, now=None)]
    withdraw_mentions(retold, [one for entry in withdrawn.entries.values() for one in _retold_home(entry, withdrawn, now=None)])
    add_members([(entry.home, member, entry.row.source) for entry in others.values() if entry.home for member in entry.household().members])
    withdrawn.opened = _opened(withdrawn.entries)
    withdrawn.told = withdraw_tellings(entry.row.source for entry in withdrawn.entries.values())
    told_too = [entry for entry in others.values() if entry.matter in withdrawn.told]
    restate_parties([(entry.matter, entry.row.source, entry.telling(today).parties) for entry in told_too if entry.matter])
    return withdrawn


def renew(withdrawn: Withdrawn, successors: Mapping[int, Entry], today: date) -> None:
    """Where records still show what these rows said, they show what their successors say. Both are given by the key of the old row."""
    pairs = [(entry, successors[key]) for key, entry in withdrawn.entries.items()]
    renew_people([one for before, now in pairs for one in _retold(before, withdrawn, now)])
    renew_households([one for before, now in pairs for one in _retold_home(before, withdrawn, now)])
    matters = [
        RetoldMatter(before.matter, before.telling(today), now.telling(today))
        for before, now in pairs
        if before.row.row.pk in withdrawn.opened and before.matter is not None and before.matter == now.matter
    ]
    renew_matters(matters, withdrawn.told)


def _retold(before: Entry, withdrawn: Withdrawn, now: Entry | None) -> list[Retold]:
    """Each person of the old row, with what the new one says of the same person."""
    said = {now.people[mention.position]: mention.person for mention in now.row.mentions} if now else {}
    people = [(before.people[mention.position], mention.person) for mention in before.row.mentions]
    return [Retold(person, mention, said.get(person), tuple(withdrawn.people.get(person, ()))) for person, mention in people]


def _retold_home(before: Entry, withdrawn: Withdrawn, now: Entry | None) -> list[RetoldHome]:
    if before.home is None:
        return []
    said = now.household() if now and now.home == before.home else None
    return [RetoldHome(before.home, before.household(), said, tuple(withdrawn.homes.get(before.home, ())))]


def _told_beside(entries: Iterable[Entry]) -> list[int]:
    """The other rows that speak of the people of these."""
    people = {person for entry in entries for person in entry.people.values()}
    told = RowPerson.objects.filter(person__in=people, row__replaced_by__isnull=True, row__same_as__isnull=True)
    return list(told.order_by("row").values_list("row", flat=True).distinct())


def _entries(keys: Iterable[int]) -> dict[int, Entry]:
    """Rows that stand in the register, understood again, by key."""
    rows = ListRow.objects.filter(pk__in=list(keys)).select_related("file__delivery__unit")
    people: dict[int, dict[int, int]] = defaultdict(dict)
    for key, position, person in RowPerson.objects.filter(row__in=rows.values("pk")).values_list("row", "position", "person"):
        people[key][position] = person
    found: dict[int, Entry] = {}
    for prepared in prepared_of(rows):
        row = prepared.row
        known = tuple(mention for mention in prepared.mentions if mention.position in people[row.pk])
        found[row.pk] = Entry(replace(prepared, mentions=known), people[row.pk], row.household_id, row.matter_id)
    return found


def _opened(entries: Mapping[int, Entry]) -> set[int]:
    """Those rows by which their matter became known, they or a row that they corrected."""
    matters = {entry.matter for entry in entries.values() if entry.matter}
    first: dict[int, str] = {}
    for matter, source in Telling.objects.filter(matter__in=matters).order_by("-pk").values_list("matter", "source"):
        first[matter] = source
    versions = _versions(entries)
    return {key for key, entry in entries.items() if entry.matter and first.get(entry.matter) in {f"row:{each}" for each in versions[key]}}


def _versions(keys: Iterable[int]) -> dict[int, set[int]]:
    """Each row with every row that it took the place of, directly or not."""
    versions = {key: {key} for key in keys}
    latest = {key: key for key in versions}
    while latest:
        earlier = ListRow.objects.filter(replaced_by__in=latest, same_as__isnull=True).values_list("pk", "replaced_by")
        latest = {pk: latest[after] for pk, after in earlier if after}
        for pk, key in latest.items():
            versions[key].add(pk)
    return versions
