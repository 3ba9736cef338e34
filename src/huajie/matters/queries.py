"""Reading matters. What is fetched here may be shown to the one who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from huajie.accounts.models import Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import LENGTHS
from huajie.core import search
from huajie.core.planner import area_path
from huajie.matters.access import involved, may, visible
from huajie.matters.models import Matter, Party, PartyRole, Telling, Withholding
from huajie.matters.services.indexing import SEARCH_TABLE
from huajie.matters.withheld import hidden_from, sight_of
from huajie.people.trees import standing, standing_id_of, tree, within

_MOST_CATEGORIES = 60
_KEPT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class MatterFilters:
    """What a list of matters is narrowed to. Empty fields narrow nothing."""

    kind: str = ""
    category: str = ""
    area: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as a list shows it, with the names of those concerned."""

    matter: Matter
    people: tuple[str, ...]


def matters_list(scope: Scope, filters: MatterFilters | None = None) -> QuerySet[Matter]:
    """The standing matters within the reader's areas that somebody told and that pass the filters. One query with the area."""
    wanted = filters or MatterFilters()
    rows = Matter.objects.filter(_condition(wanted), merged_into=None, times_told__gt=0).select_related("area")
    if wanted.channel:
        rows = rows.filter(_told_on_channel(wanted.channel))
    prefixes = scope.prefixes.get(Permission.SEE_MATTERS, ())
    rows, area = area_path(rows, (wanted.area,) if wanted.area else prefixes)
    if wanted.area:
        rows = rows.filter(**{f"{area}__gte": wanted.area, f"{area}__lt": wanted.area + ":"})  # ":" follows the digits
    rows = visible(rows, scope, area).exclude(pk__in=hidden_from(scope))
    return search.matching(rows, SEARCH_TABLE, wanted.words)


def _condition(wanted: MatterFilters) -> Q:
    condition = Q()
    if wanted.kind:
        condition &= Q(kind=wanted.kind)
    if wanted.category:
        condition &= Q(category=wanted.category)
    if wanted.since:
        condition &= Q(is_dated=True, found_on__gte=wanted.since)
    if wanted.until:
        condition &= Q(is_dated=True, found_on__lte=wanted.until)
    return condition


def _told_on_channel(channel: str) -> Q:
    told = Telling.objects.filter(channel=channel, withdrawn=False)
    own = Exists(told.filter(matter=OuterRef("pk")))
    absorbed = Exists(told.filter(matter__root=OuterRef("pk")))
    return Q(own) | Q(absorbed)


def matter_for(scope: Scope, ref: str) -> Matter:
    """The matter that stands for a reference, if and only if it, or one merged into it, lies where the reader may see matters,
    or the reader is involved in it; and it is not withheld from the reader."""
    rows = Matter.objects.select_related("area", "lead_unit", "sector_unit", "territorial_unit", "leader_node__leader")
    found = rows.exclude(pk__in=hidden_from(scope)).get(pk=standing_id_of(rows, ref) or 0)
    if may(scope, Permission.SEE_MATTERS, found):
        return found
    if not scope.narrow(rows.filter(root=found.pk), Permission.SEE_MATTERS, "area_id").exists():
        raise Matter.DoesNotExist
    return found


def withholdings_of(matter: Matter) -> list[Withholding]:
    """Why the matter, and each merged into it, is withheld, and the units reported. Two queries."""
    held = Withholding.objects.filter(within("matter", [matter.pk])).select_related("by").order_by("pk")
    return list(held.prefetch_related("units"))


def units_over(matter: Matter) -> QuerySet[Unit]:
    """The units that answer for the area of a matter, from its grid up to the district, those of the smallest area first."""
    codes = [matter.area_id[:length] for length in LENGTHS.values() if length <= len(matter.area_id)]
    return Unit.objects.filter(area_id__in=codes).order_by("-area_id", "name")


def opened_by(scope: Scope, matters: Iterable[Matter]) -> frozenset[int]:
    """The keys of those standing matters whose pages the reader finds. One query."""
    rows = (
        tree(Matter.objects.all(), [matter.pk for matter in matters])
        .exclude(pk__in=hidden_from(scope))
        .exclude(root__in=hidden_from(scope))
    )
    seen = scope.narrow(rows, Permission.SEE_MATTERS, "area_id").values_list("pk", "root_id")
    if scope.may(Permission.SEE_MATTERS):
        seen = seen.union(rows.filter(involved(scope)).values_list("pk", "root_id"))
    return frozenset(root or key for key, root in seen)


def lines_of(matters: Sequence[Matter]) -> list[MatterLine]:
    """The names of the people concerned in each matter. One query for all."""
    parties = Party.objects.filter(within("matter", [matter.pk for matter in matters]), role=PartyRole.SUBJECT)
    names: dict[int, dict[str, None]] = {}
    for party in parties.select_related("matter", "person__root").order_by("pk"):
        names.setdefault(party.matter.standing_id, {})[standing(party.person).shown_name] = None
    return [MatterLine(matter, tuple(names.get(matter.pk, ()))) for matter in matters]


def matters_of_people(scope: Scope, person_ids: Sequence[int]) -> list[Matter]:
    """The standing matters of people, newest first. Two queries."""
    told = Party.objects.filter(within("person", person_ids)).values_list("matter_id", "matter__root_id")
    keys = {root or key for key, root in told}
    return list(matters_list(scope).filter(pk__in=keys).order_by("-found_on", "-pk"))


def matters_of_household(scope: Scope, household_id: int) -> list[Matter]:
    """The standing matters of a household, newest first. Two queries."""
    told = Party.objects.filter(within("household", [household_id])).values_list("matter_id", "matter__root_id")
    keys = {root or key for key, root in told}
    return list(matters_list(scope).filter(pk__in=keys).order_by("-found_on", "-pk"))


def categories_in(scope: Scope) -> list[str]:
    """The commonest categories within the reader's areas, by name; not older than five minutes."""
    found: list[str] | None = cache.get(key := "categories:" + sight_of(scope))
    if found is None:
        rows = matters_list(scope).exclude(category="").order_by().values_list("category")
        found = sorted(category for category, _count in rows.annotate(count=Count("pk")).order_by("-count")[:_MOST_CATEGORIES])
        cache.set(key, found, _KEPT_SECONDS)
    return found
