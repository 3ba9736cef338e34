"""A list of matters handed out as a workbook: complete, masked, and on record."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
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
from huajie.matters.models import Matter, Party, PartyRole, TeamMember, Telling
from huajie.matters.next_steps import next_step_of
from huajie.matters.queries import MatterFilters, withheld_at
from huajie.matters.worklists import Worklist, listed
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
    team: tuple[str, ...]  # the one who leads first
    is_withheld: bool


def _leader(matter: Matter) -> str:
    node = matter.leader_node
    return f"{node.name} {node.leader}" if node and node.leader else str(node or "")


def _next_step(matter: Matter) -> str:
    step = next_step_of(matter)
    return step.text if step else ""


LAYOUT = Layout[MatterRow](
    columns=(
        Column("ref", _("Reference of the matter"), lambda row: row.matter.ref, 17),
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
        Column("lead_unit", _("Lead unit"), lambda row: row.matter.lead_unit.name if row.matter.lead_unit else "", 18),
        Column("team", _("Team"), lambda row: "、".join(row.team), 20),
        Column("leader_node", _("Leader"), lambda row: _leader(row.matter), 18),
        Column("due_on", _("Deadline"), lambda row: row.matter.deadline, 12),
        Column("next_step", _("What is next"), lambda row: _next_step(row.matter), 30),
        Column("last_contact_on", _("Last contact"), lambda row: row.matter.last_contact_on, 12),
        Column("withheld", _("Kept from those reported"), lambda row: str(_("yes")) if row.is_withheld else "", 12),
        Column("leader", _("Leader, as the list says"), lambda row: noted.latest(row.tellings, "leader"), 14),
        Column("unit", _("Unit, as the list says"), lambda row: noted.latest(row.tellings, "unit_lead"), 18),
        Column("progress", _("Progress, as the list says"), lambda row: noted.latest(row.tellings, "progress"), 24),
    )
)


def export_matters(scope: Scope, worklist: Worklist, filters: MatterFilters, order: str, *, by: Staff) -> Iterator[MatterRow]:
    """Every matter that the worklist shows, in its order, a thousand at a time. Which list it was is recorded, not whom it names."""
    scope.demand(Permission.EXPORT_MATTERS)
    rows = scope.narrow(listed(scope, worklist, filters, order).every(), Permission.EXPORT_MATTERS, "area_id")
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(filters).items() if value}
    said.pop("words", None)
    narrowed = said if worklist is Worklist.ALL else {"list": worklist.value, **said}
    record(Act.REGISTER_EXPORTED, by=by, detail={"rows": rows.count(), "filters": narrowed, "by_words": bool(filters.words)})
    return _rows(rows)


def _rows(matters: QuerySet[Matter]) -> Iterator[MatterRow]:
    towns = dict(Area.objects.filter(level=Level.TOWN).values_list("code", "name"))
    remaining = matters.select_related("area", "lead_unit", "leader_node__leader").iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(remaining, _AT_ONCE)):
        keys = [matter.pk for matter in chunk]
        people, others = _names(keys)
        tellings = _tellings(keys)
        withheld = withheld_at(within("matter", keys))
        teams = _teams({matter.team_id for matter in chunk if matter.team_id})
        for matter in chunk:
            yield MatterRow(
                matter,
                towns.get(matter.area_id[:9], ""),
                tuple(people.get(matter.pk, ())),
                tuple(others.get(matter.pk, ())),
                tuple(tellings.get(matter.pk, ())),
                tuple(teams.get(matter.team_id or 0, ())),
                matter.pk in withheld,
            )


def _names(keys: list[int]) -> tuple[dict[int, dict[str, None]], dict[int, dict[str, None]]]:
    """The names of the people concerned, and of the other parties, by matter."""
    people: dict[int, dict[str, None]] = {}
    others: dict[int, dict[str, None]] = {}
    for party in Party.objects.filter(within("matter", keys)).select_related("matter", "person__root").order_by("pk"):
        named = people if party.role == PartyRole.SUBJECT else others
        named.setdefault(party.matter.standing_id, {})[standing(party.person).name] = None
    return people, others


def _teams(teams: set[int]) -> dict[int, list[str]]:
    """The names on each team, the one who leads first."""
    found: dict[int, list[str]] = {}
    places = TeamMember.objects.filter(team__in=teams, until=None, accepted_at__isnull=False).order_by("-is_lead", "pk")
    for team, name in places.values_list("team_id", "staff__display_name"):
        found.setdefault(team, []).append(name)
    return found


def _tellings(keys: list[int]) -> dict[int, list[Telling]]:
    found: dict[int, list[Telling]] = {}
    for telling in Telling.objects.filter(within("matter", keys), withdrawn=False).select_related("matter").order_by("-told_on", "-pk"):
        found.setdefault(telling.matter.standing_id, []).append(telling)
    return found
