"""The register in figures, within what one reader may see: by kind, by town, by month. Kept for a minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Substr, TruncMonth
from django.utils import timezone

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import LENGTHS, Area
from huajie.matters.models import Kind, Matter
from huajie.matters.queries import matters_list
from huajie.matters.withheld import sight_of
from huajie.people.models import Household, Person

MONTHS = 12
_KEPT_SECONDS = 60


@dataclass(frozen=True)
class Split:
    """A count of matters, split by kind; `code` is an area's or a month's."""

    code: str
    label: str
    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())

    @property
    def spoken(self) -> str:
        """The counts in words, for who hears the chart."""
        return ", ".join(f"{Kind(kind).label} {count}" for kind, count in self.by_kind.items())


@dataclass(frozen=True)
class Figures:
    """What the register holds."""

    matters: int
    tellings: int
    people: int | None
    households: int | None
    kinds: Split
    towns: list[Split]
    months: list[Split]

    @property
    def repeats(self) -> int:
        """How many tellings were found to be of a matter already known."""
        return self.tellings - self.matters

    @property
    def month_columns(self) -> list[tuple[str, dict[str, int]]]:
        return [(month.label, month.by_kind) for month in self.months]

    @property
    def most_in_a_town(self) -> int:
        return max((town.total for town in self.towns), default=0)


def figures_for(scope: Scope) -> Figures:
    """The figures within the reader's areas, not older than a minute."""
    people = ".".join(scope.prefixes.get(Permission.SEE_PEOPLE, ()))
    key = f"figures:{sight_of(scope)}:{people}"
    return cache.get_or_set(key, lambda: _figures(scope), _KEPT_SECONDS) or _figures(scope)


def matters_within(scope: Scope) -> QuerySet[Matter]:
    """The matters that the list shows: they stand for themselves, somebody told them, and they lie within the reader's areas."""
    return matters_list(scope).order_by()


def _figures(scope: Scope) -> Figures:
    matters = matters_within(scope)
    told = matters.aggregate(matters=Count("pk"), tellings=Sum("times_told"))
    may_see_people = scope.may(Permission.SEE_PEOPLE)
    return Figures(
        matters=told["matters"],
        tellings=told["tellings"] or 0,
        people=_standing(Person.objects.all(), scope) if may_see_people else None,
        households=_standing(Household.objects.all(), scope) if may_see_people else None,
        kinds=Split("", "", dict(matters.values_list("kind").annotate(Count("pk")))),
        towns=_by_town(matters),
        months=_by_month(matters, timezone.localdate()),
    )


def _standing(rows: QuerySet[Person] | QuerySet[Household], scope: Scope) -> int:
    return scope.narrow(rows.filter(merged_into__isnull=True), Permission.SEE_PEOPLE, "area_id").count()


def _by_town(matters: QuerySet[Matter]) -> list[Split]:
    """Most matters first; what is known only to lie in the district stands under the district."""
    counted = matters.annotate(town=Substr("area_id", 1, LENGTHS["town"])).values_list("town", "kind").annotate(Count("pk"))
    splits = _splits(counted)
    names = dict(Area.objects.filter(pk__in=splits).values_list("code", "name"))
    towns = [Split(code, names.get(code, code), by_kind) for code, by_kind in splits.items()]
    return sorted(towns, key=lambda town: (-town.total, town.code))


def _by_month(matters: QuerySet[Matter], today: date) -> list[Split]:
    """The last twelve months in which anything was found, oldest first, without gaps."""
    matters = matters.filter(is_dated=True)
    newest = matters.order_by("-found_on").values_list("found_on", flat=True).first()
    months = _months_until(min(newest, today) if newest else today)
    recent = matters.filter(found_on__gte=months[0]).annotate(month=TruncMonth("found_on"))
    splits = _splits((f"{month:%Y-%m}", kind, count) for month, kind, count in recent.values_list("month", "kind").annotate(Count("pk")))
    return [Split(f"{month:%Y-%m}", str(month.month), splits.get(f"{month:%Y-%m}", {})) for month in months]


def _months_until(day: date) -> list[date]:
    last = day.year * 12 + day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def _splits(counted: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    splits: dict[str, dict[str, int]] = {}
    for code, kind, count in counted:
        splits.setdefault(code, dict.fromkeys(Kind.values, 0))[kind] = count
    return splits
