"""A list of matters handed out as a workbook: complete, masked, and on record."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.layouts import Column, Layout
from huajie.matters import noted
from huajie.matters.models import Matter, Party, PartyRole, Telling
from huajie.matters.queries import MatterFilters, matters_list
from huajie.people.trees import standing, within

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter as the workbook shows it."""

    matter: Matter
    town: str
    people: tuple[str, ...]
    others: tuple[str, ...]
    tellings: tuple[Telling, ...]  # newest first


LAYOUT = Layout[MatterRow](
    columns=(
        Column("ref", _("Reference"), lambda row: row.matter.ref, 17),
        Column("kind", _("Kind of matter"), lambda row: row.matter.get_kind_display(), 10),
        Column("category", _("Category"), lambda row: row.matter.category, 16),
        Column("title", _("Title"), lambda row: row.matter.title, 30),
        Column("summary", _("What was told"), lambda row: row.matter.summary, 60),
        Column("town", _("Town"), lambda row: row.town, 12),
        Column("area", _("Village"), lambda row: row.matter.area.name if row.matter.area.level == Level.VILLAGE else "", 16),
        Column("place", _("Place"), lambda row: row.matter.place, 24),
        Column("found_on", _("First told on"), lambda row: row.matter.first_told_on, 12),
        Column("people", _("Concerned"), lambda row: "、".join(row.people), 16),
        Column("others", _("Other parties"), lambda row: "、".join(row.others), 16),
        Column("amount", _("Amount (yuan)"), lambda row: row.matter.amount_fen / 100 if row.matter.amount_fen is not None else None, 12),
        Column("times_told", _("Times told"), lambda row: row.matter.times_told, 10),
        Column("channels", _("Channels"), lambda row: "、".join(dict.fromkeys(one.get_channel_display() for one in row.tellings)), 18),
        Column("state", _("State"), lambda row: row.matter.get_state_display(), 10),
        Column("leader", _("Leader, as the list says"), lambda row: noted.latest(row.tellings, "leader"), 14),
        Column("unit", _("Unit, as the list says"), lambda row: noted.latest(row.tellings, "unit_lead"), 18),
        Column("progress", _("Progress, as the list says"), lambda row: noted.latest(row.tellings, "progress"), 24),
    )
)


def export_matters(scope: Scope, filters: MatterFilters, *, by: Staff) -> Iterator[MatterRow]:
    """Every matter that the list shows, newest first, a thousand at a time. Which list it was is recorded, not whom it names."""
    scope.demand(Permission.EXPORT_MATTERS)
    rows = scope.narrow(matters_list(scope, filters), Permission.EXPORT_MATTERS, "area_id").order_by("-found_on", "-pk")
    said = {"kind": filters.kind, "area": filters.area, "channel": filters.channel, "category": filters.category}
    days = {"since": filters.since and filters.since.isoformat(), "until": filters.until and filters.until.isoformat()}
    narrowed = {name: value for name, value in (said | days).items() if value}
    record(Act.REGISTER_EXPORTED, by=by, detail={"rows": rows.count(), "filters": narrowed, "by_words": bool(filters.words)})
    return _rows(rows)


def _rows(matters: QuerySet[Matter]) -> Iterator[MatterRow]:
    towns = dict(Area.objects.filter(level=Level.TOWN).values_list("code", "name"))
    remaining = matters.iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(remaining, _AT_ONCE)):
        keys = [matter.pk for matter in chunk]
        people, others = _names(keys)
        tellings = _tellings(keys)
        for matter in chunk:
            yield MatterRow(
                matter,
                towns.get(matter.area_id[:9], ""),
                tuple(people.get(matter.pk, ())),
                tuple(others.get(matter.pk, ())),
                tuple(tellings.get(matter.pk, ())),
            )


def _names(keys: list[int]) -> tuple[dict[int, dict[str, None]], dict[int, dict[str, None]]]:
    """The names of the people concerned, and of the other parties, by matter."""
    people: dict[int, dict[str, None]] = {}
    others: dict[int, dict[str, None]] = {}
    for party in Party.objects.filter(within("matter", keys)).select_related("matter", "person__root").order_by("pk"):
        named = people if party.role == PartyRole.SUBJECT else others
        named.setdefault(party.matter.standing_id, {})[standing(party.person).name] = None
    return people, others


def _tellings(keys: list[int]) -> dict[int, list[Telling]]:
    found: dict[int, list[Telling]] = {}
    for telling in Telling.objects.filter(within("matter", keys), withdrawn=False).select_related("matter").order_by("-told_on", "-pk"):
        found.setdefault(telling.matter.standing_id, []).append(telling)
    return found
