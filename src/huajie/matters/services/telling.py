"""A known matter told again, and a telling withdrawn because its row was corrected."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from huajie.core.bulk import insert, insert_values
from huajie.matters.models import Matter, MatterToken, Party, Telling
from huajie.matters.newcomers import AddedTelling
from huajie.matters.services.counting import recount
from huajie.matters.services.indexing import reindex
from huajie.matters.services.registering import party_rows, telling_row
from huajie.matters.services.withholding import withhold_reported
from huajie.matters.tokens import references_of, tokens_of
from huajie.people.services.registering import chunks


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
    live = Telling.objects.filter(source__in=set(sources), withdrawn=False)
    keys = set(live.values_list("matter_id", flat=True))
    live.update(withdrawn=True)
    recount(keys)
    reindex(keys)
    return keys
