"""Entering matters in bulk. Whoever calls leaves the audit entry: registering is part of a larger act."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.core import search
from huajie.core.bulk import insert, insert_values, insert_with_keys, together
from huajie.core.references import matter_references
from huajie.matters.models import Matter, MatterToken, Party, Telling
from huajie.matters.newcomers import NewMatter, NewParty, NewTelling
from huajie.matters.placing import Places, places_on
from huajie.matters.services.beginning import begin, first_clocks
from huajie.matters.services.indexing import SEARCH_TABLE, areas_over, names_of
from huajie.matters.services.withholding import withhold_reported
from huajie.matters.tokens import references_of, tokens_of
from huajie.people.services.registering import chunks


@transaction.atomic(savepoint=False)
def register_matters(new: Sequence[NewMatter], *, by: Staff | None = None) -> list[Matter]:
    """A matter for each, in the order given, with its first telling, its parties, its first step and the deadlines that begin with it."""
    today = timezone.localdate()
    places = places_on(today)
    matters: list[Matter] = []
    for chunk in chunks(new):
        matters += _register_chunk(chunk, places, today, by)
    return matters


def _register_chunk(new: Sequence[NewMatter], places: Places, today: date, by: Staff | None) -> list[Matter]:
    refs = _references([_found_on(one) for one in new])
    matters = [matter_row(ref, one) for ref, one in zip(refs, new, strict=True)]
    for matter in matters:
        matter.territorial_unit_id = places.territorial(matter.area_id)
        matter.sector_unit_id = places.sector(matter.kind, matter.category)
    clocks = first_clocks(matters, today)
    insert_with_keys(matters, unique="ref")
    pairs = list(zip(matters, new, strict=True))
    with together():
        begin(matters, clocks, by)
        insert([telling_row(matter.pk, one.telling) for matter, one in pairs])
        insert([row for matter, one in pairs for row in party_rows(matter.pk, one.parties, one.telling.source)])
        known = references_of(party for one in new for party in one.parties)
        tokens = [(matter.pk, token) for matter, one in pairs for token in tokens_of(one.area_code, one.telling.text, one.parties, known)]
        insert_values(MatterToken, ("matter_id", "token"), tokens)
        search.index(SEARCH_TABLE, _search_texts(pairs), {matter.pk: areas_over(matter.area_id) for matter in matters})
    withhold_reported((matter.pk, one.reported) for matter, one in pairs if one.reported)
    return matters


def _search_texts(pairs: Sequence[tuple[Matter, NewMatter]]) -> Iterator[tuple[int, str]]:
    """What a new matter is found by, as `reindex` would write it: nothing is merged into it yet, and it was told once."""
    names = names_of(party.person_id for _matter, new in pairs for party in new.parties)
    for matter, new in pairs:
        told = (matter.ref, matter.title, matter.summary, matter.place, new.telling.text)
        yield matter.pk, "\n".join(dict.fromkeys((*told, *(name for party in new.parties for name in names[party.person_id]))))


def _references(days: Sequence[date]) -> list[str]:
    """One reference for each day, numbered within its year; the references of a year are drawn in one block."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, day in enumerate(days):
        places[day.year].append(place)
    drawn = {
        place: ref
        for year, in_year in sorted(places.items())
        for place, ref in zip(in_year, matter_references(year, len(in_year)), strict=True)
    }
    return [drawn[place] for place in range(len(days))]


def _found_on(new: NewMatter) -> date:
    return new.telling.told_on or new.found_on


def matter_row(ref: str, new: NewMatter) -> Matter:
    """What a matter shows when it becomes known."""
    return Matter(
        ref=ref,
        area_id=new.area_code,
        kind=new.kind,
        category=new.category[:40],
        title=new.title[:80],
        summary=new.summary,
        found_on=_found_on(new),
        own_found_on=_found_on(new),
        is_dated=new.telling.told_on is not None,
        place=new.place[:200],
        amount_fen=new.amount_fen,
    )


def telling_row(matter_id: int, new: NewTelling) -> Telling:
    """One telling of one matter."""
    return Telling(matter_id=matter_id, channel=new.channel, told_on=new.told_on, text=new.text, noted=dict(new.noted), source=new.source)


def party_rows(matter_id: int, parties: Iterable[NewParty], source: str) -> list[Party]:
    """Each party once in each role."""
    distinct = {(party.person_id, party.role): party for party in parties}
    return [
        Party(matter_id=matter_id, person_id=party.person_id, household_id=party.household_id, role=party.role, source=source)
        for party in distinct.values()
    ]
