"""Reading matters. What is fetched here may be shown to the one who asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import LENGTHS, Level
from huajie.core import search
from huajie.core.planner import Prefix, area_path, aside
from huajie.matters.access import involved, may, visible
from huajie.matters.models import Matter, Party, PartyRole, Telling, Withholding
from huajie.matters.services.indexing import SEARCH_TABLE
from huajie.matters.withheld import hidden_from, shown_to, sight_of, without_hidden
from huajie.people.models.persons import shown_name
from huajie.people.trees import hanging_on_several, standing_id_of, tree, within

_MATTERS_OF = hanging_on_several(Party, "person", lambda parties: parties.values_list("matter_id", "matter__root_id"))
_CONCERNED = hanging_on_several(
    Party,
    "matter",
    lambda parties: (
        parties.filter(role=PartyRole.SUBJECT)
        .order_by("pk")
        .values_list("matter_id", "matter__root_id", "person__name", "person__root__name")
    ),
)
_MOST_CATEGORIES = 60
_LOOKED_AT = 3000
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
    state: str = ""
    petition_class: str = ""
    unit: int | None = None  # that leads
    leader: int | None = None  # a place in the order of leaders
    due_since: date | None = None
    due_until: date | None = None
    silent: bool = False  # half of the time is gone, and nobody has spoken with the resident


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as a list shows it, with the names of those concerned, and whether it is kept from those whom it reports."""

    matter: Matter
    people: tuple[str, ...]
    is_withheld: bool


def matters_list(scope: Scope, filters: MatterFilters | None = None) -> QuerySet[Matter]:
    """The standing matters within the reader's areas that somebody told and that pass the filters. Two queries with the areas."""
    rows = matters_passing(scope, filters or MatterFilters())
    return rows if scope.prefixes.get(Permission.SEE_MATTERS) else visible(rows, scope)


def matters_passing(scope: Scope, wanted: MatterFilters, *, anywhere: bool = False) -> QuerySet[Matter]:
    """The same for whoever looks after areas. For whoever looks after none, or `anywhere`: those of all areas, to be narrowed."""
    rows = without_hidden(Matter.objects.filter(merged_into=None), scope).prefetch_related("area")  # joined, SQLite would begin with areas
    rows = aside(rows, times_told__gt=0, **_lookups(wanted))
    codes = _codes(() if anywhere else scope.prefixes.get(Permission.SEE_MATTERS, ()), wanted.area)
    if wanted.state:
        rows = _in_state(rows, wanted.state, codes)
    if wanted.unit:
        rows = rows.filter(lead_unit=wanted.unit)
    if wanted.leader:
        rows = rows.filter(leader_node=wanted.leader)
    if wanted.channel:
        rows = rows.filter(_told_on_channel(wanted.channel))
    rows = rows if codes is None else in_areas(rows, codes)
    towns_or_villages = codes if codes and min(map(len, codes)) >= LENGTHS[Level.TOWN] else ()
    return search.matching(rows, SEARCH_TABLE, wanted.words, sorted({_searched(code) for code in towns_or_villages}))


def _lookups(wanted: MatterFilters) -> dict[str, object]:
    said = {
        "kind": wanted.kind,
        "category": wanted.category,
        "petition_class": wanted.petition_class,
        "is_dated": bool(wanted.since or wanted.until),
        "found_on__gte": wanted.since,
        "found_on__lte": wanted.until,
        "due_on__gte": wanted.due_since,
        "due_on__lte": wanted.due_until,
        "silent_on__lte": timezone.localdate() if wanted.silent else None,
    }
    return {lookup: value for lookup, value in said.items() if value}


def _codes(held: tuple[str, ...], area: str) -> tuple[str, ...] | None:
    """The areas to read: those of the reader, narrowed to the one asked for. None: all."""
    if not area:
        return held or None
    return (area,) if not held or area.startswith(held) else tuple(code for code in held if code.startswith(area))


def _in_state(rows: QuerySet[Matter], state: str, codes: tuple[str, ...] | None) -> QuerySet[Matter]:
    """Those in a state. A district and a town have indexes by state; a village is small, and read by its own."""
    is_small = bool(codes) and min(map(len, codes or ())) >= LENGTHS[Level.VILLAGE]
    return aside(rows, state=state) if is_small else rows.filter(state=state)


def in_areas(rows: QuerySet[Matter], codes: tuple[str, ...]) -> QuerySet[Matter]:
    """The matters of these areas. Those of one town or village are read in the order of an index that begins with it."""
    if not codes:
        return rows.none()
    if len(codes) == 1 and (length := len(codes[0])) in (LENGTHS[Level.TOWN], LENGTHS[Level.VILLAGE]):
        return cast("QuerySet[Matter]", rows.alias(lies_in=Prefix("area_id", length=length)).filter(lies_in=codes[0]))
    rows, path = area_path(rows, codes)
    within = Q()
    for code in codes:
        within |= Q(**{f"{path}__gte": code, f"{path}__lt": code + ":"})  # ":" follows the digits
    return rows.filter(within)


def _searched(code: str) -> str:
    """The code by which the search knows an area: that of the village, for a grid."""
    return code[: LENGTHS[Level.VILLAGE] if len(code) >= LENGTHS[Level.VILLAGE] else LENGTHS[Level.TOWN]]


def _told_on_channel(channel: str) -> Q:
    told = Telling.objects.filter(channel=channel, withdrawn=False)
    own = Exists(told.filter(matter=OuterRef("pk")))
    absorbed = Exists(told.filter(matter__root=OuterRef("pk")))
    return Q(own) | Q(absorbed)


def matter_for(scope: Scope, ref: str) -> Matter:
    """The matter that stands for a reference, if and only if it, or one merged into it, lies where the reader may see matters,
    or the reader is involved in it; and it is not withheld from the reader."""
    found: Matter | None = shown_to(scope).first(standing_id_of(Matter, ref) or 0)
    if found is None:
        raise Matter.DoesNotExist
    if may(scope, Permission.SEE_MATTERS, found):
        return found
    if not scope.narrow(Matter.objects.filter(root=found.pk), Permission.SEE_MATTERS, "area_id").exists():
        raise Matter.DoesNotExist
    return found


def seen_of(scope: Scope, refs: Sequence[str]) -> list[Matter]:
    """Those of some references that the reader finds, the nearest deadline first; of the others nothing is said. Two queries."""
    named = list(Matter.objects.filter(ref__in=refs).order_by("due_on", "pk"))
    seen = opened_by(scope, named)
    return [matter for matter in named if matter.standing_id in seen]


def withholdings_of(matter: Matter) -> list[Withholding]:
    """Why the matter, and each merged into it, is withheld, and the units and people reported. Three queries."""
    held = Withholding.objects.filter(within("matter", [matter.pk])).select_related("by").order_by("pk")
    return list(held.prefetch_related("units", "people"))


def units_over(matter: Matter) -> QuerySet[Unit]:
    """The units that answer for the area of a matter, from its grid up to the district, those of the smallest area first."""
    codes = [matter.area_id[:length] for length in LENGTHS.values() if length <= len(matter.area_id)]
    return Unit.objects.filter(area_id__in=codes).order_by("-area_id", "name")


def staff_over(matter: Matter) -> QuerySet[Staff]:
    """Everyone who was ever posted to one of those units and may still sign in, by name, with where they work."""
    posted = Posting.objects.filter(unit__in=units_over(matter)).values("staff")
    rows = Staff.objects.filter(pk__in=posted, is_active=True).order_by("display_name", "pk")
    return rows.prefetch_related("postings__unit")


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


def lines_of(matters: Sequence[Matter], *, marked: bool = True) -> list[MatterLine]:
    """The names of the people concerned in each matter, and, if `marked`, which are withheld. One query for all, two if marked."""
    if not matters:
        return []
    keys = [matter.pk for matter in matters]
    withheld = withheld_at(within("matter", keys)) if marked else frozenset()
    names: dict[int, dict[str, None]] = {}
    for key, root, own, standing in _CONCERNED.all(keys):
        names.setdefault(root or key, {})[shown_name(own if standing is None else standing)] = None
    return [MatterLine(matter, tuple(names.get(matter.pk, ())), matter.pk in withheld) for matter in matters]


def withheld_at(hung: Q) -> frozenset[int]:
    """The standing matters, of those on which it hangs, that are withheld from somebody. One query."""
    held = Withholding.objects.filter(hung).values_list("matter_id", "matter__root_id")
    return frozenset(root or key for key, root in held)


def matters_of_people(scope: Scope, person_ids: Sequence[int], besides: int = 0) -> list[Matter]:
    """The standing matters of people, besides one that is known, newest first. Two queries; one if there are no others."""
    keys = {root or key for key, root in _MATTERS_OF.all(list(person_ids))} - {besides} if person_ids else set()
    if not keys:
        return []
    return list(matters_list(scope).filter(pk__in=keys).order_by("-found_on", "-pk"))


def matters_of_household(scope: Scope, household_id: int) -> list[Matter]:
    """The standing matters of a household, newest first. Two queries."""
    told = Party.objects.filter(within("household", [household_id])).values_list("matter_id", "matter__root_id")
    keys = {root or key for key, root in told}
    return list(matters_list(scope).filter(pk__in=keys).order_by("-found_on", "-pk"))


def categories_in(scope: Scope) -> list[str]:
    """The commonest categories among the newest matters that the reader sees, by name; not older than five minutes."""
    found: list[str] | None = cache.get(key := "categories:" + sight_of(scope))
    if found is None:
        newest = matters_list(scope).exclude(category="").order_by("-found_on", "-pk").values_list("category", flat=True)
        found = sorted(category for category, _count in Counter(newest[:_LOOKED_AT]).most_common(_MOST_CATEGORIES))
        cache.set(key, found, _KEPT_SECONDS)
    return found
