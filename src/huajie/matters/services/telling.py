"""A known matter told again, and a telling withdrawn because its row was corrected."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from huajie.core.bulk import insert, insert_values, update
from huajie.matters.models import Matter, MatterToken, Party, PartyRole, Telling
from huajie.matters.newcomers import AddedTelling, NewMatter, NewParty
from huajie.matters.services.counting import recount
from huajie.matters.services.indexing import reindex
from huajie.matters.services.registering import matter_row, party_rows, telling_row
from huajie.matters.services.withholding import withhold_reported
from huajie.matters.tokens import references_of, tokens_of
from huajie.people.services.registering import chunks

_SHOWN = ("area_id", "kind", "category", "title", "summary", "place", "amount_fen")


@transaction.atomic
def add_tellings(added: Sequence[AddedTelling]) -> None:
    """Each telling joins its matter: times told, earliest day, parties, tokens and search text are renewed."""
    for chunk in chunks(added):
        _add_chunk(chunk)


def _add_chunk(added: Sequence[AddedTelling]) -> None:
    keys = {one.matter_id for one in added}
    insert([telling_row(one.matter_id, one.telling) for one in added])
    _add_parties(added, keys)
    _add_tokens(added, keys)
    withhold_reported((one.matter_id, one.reported) for one in added if one.reported)
    recount(keys)
    reindex(keys)


def _add_parties(added: Sequence[AddedTelling], keys: set[int]) -> None:
    held = set(Party.objects.filter(matter__in=keys).values_list("matter_id", "person_id", "role"))
    fresh = []
    for row in (row for one in added for row in party_rows(one.matter_id, one.parties, one.telling.source)):
        if (row.matter_id, row.person_id, row.role) not in held:
            held.add((row.matter_id, row.person_id, row.role))
            fresh.append(row)
    insert(fresh)


def _add_tokens(added: Sequence[AddedTelling], keys: set[int]) -> None:
    areas = dict(Matter.objects.filter(pk__in=keys).values_list("pk", "area_id"))
    known = references_of(party for one in added for party in one.parties)
    rows = {(one.matter_id, token) for one in added for token in tokens_of(areas[one.matter_id], one.telling.text, one.parties, known)}
    held = MatterToken.objects.filter(matter__in=keys).values_list("matter_id", "token")
    insert_values(MatterToken, ("matter_id", "token"), rows.difference(held))


@transaction.atomic
def withdraw_tellings(sources: Iterable[str]) -> set[int]:
    """The tellings of these sources no longer count: their rows were corrected. Returns the matters they belonged to."""
    given = set(sources)
    live = Telling.objects.filter(source__in=given, withdrawn=False)
    keys = set(live.values_list("matter_id", flat=True))
    live.update(withdrawn=True)
    Party.objects.filter(matter__in=keys, source__in=given).update(withdrawn=True)
    recount(keys)
    reindex(keys)
    return keys


@transaction.atomic
def restate_parties(stated: Sequence[tuple[int, str, tuple[NewParty, ...]]]) -> None:
    """(matter, source, parties): those that the matter does not have yet."""
    for chunk in chunks(stated):
        held = set(Party.objects.filter(matter__in={matter for matter, *_rest in chunk}).values_list("matter_id", "person_id", "role"))
        rows = (row for matter, source, parties in chunk for row in party_rows(matter, parties, source))
        fresh = {key: row for row in rows if (key := (row.matter_id, row.person_id, row.role)) not in held}
        insert(list(fresh.values()))


@dataclass(frozen=True, slots=True)
class RetoldMatter:
    """A matter as the row that opened it told it before, and as it tells it now."""

    matter_id: int
    before: NewMatter
    now: NewMatter


@transaction.atomic
def renew_matters(retold: Sequence[RetoldMatter], keys: set[int]) -> None:
    """Where a matter shows what its row gave before, it shows what the row gives now. What the matters of `keys` are found by follows."""
    matters = Matter.objects.in_bulk({one.matter_id for one in retold})
    for one in retold:
        matter, before, now = matters[one.matter_id], matter_row("", one.before), matter_row("", one.now)
        for field in _SHOWN:
            if getattr(matter, field) == getattr(before, field):
                setattr(matter, field, getattr(now, field))
    update(list(matters.values()), [field.removesuffix("_id") for field in _SHOWN])
    _write_tokens(keys)
    recount(keys)
    reindex(keys)


def _write_tokens(keys: set[int]) -> None:
    """The tokens of matters anew, from the tellings and the parties that count."""
    MatterToken.objects.filter(matter__in=keys).delete()
    parties: dict[int, list[NewParty]] = defaultdict(list)
    for row in Party.objects.filter(matter__in=keys):
        parties[row.matter_id].append(NewParty(row.person_id, row.household_id, PartyRole(row.role)))
    refs = references_of(party for known in parties.values() for party in known)
    told = Telling.objects.filter(matter__in=keys, withdrawn=False).values_list("matter_id", "matter__area_id", "text")
    rows = {(key, token) for key, area, text in told for token in tokens_of(area, text, parties[key], refs)}
    insert_values(MatterToken, ("matter_id", "token"), rows)
