"""Which units a new matter belongs to: the territorial one by its area, the sector one by the table of categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huajie.accounts.models import Unit, UnitKind
from huajie.areas.models import LENGTHS
from huajie.core.written import Written
from huajie.matters.models import CategoryRoute, Matter
from huajie.matters.withheld import reported_units

TERRITORIAL = (UnitKind.TOWN_OFFICE, UnitKind.VILLAGE_COMMITTEE)


@dataclass(frozen=True, slots=True)
class Places:
    """The table of units as it holds on one day, read once for many matters."""

    by_area: Mapping[str, int]
    by_category: Mapping[tuple[str, str], int]

    def territorial(self, area_code: str) -> int | None:
        """The office of the town or sub-district that the area lies in; where none works, the committee of the village."""
        return self.by_area.get(area_code[: LENGTHS["town"]]) or self.by_area.get(area_code[: LENGTHS["village"]])

    def sector(self, kind: str, category: str) -> int | None:
        """The unit for the category, otherwise the one for all of the kind."""
        return self.by_category.get((kind, category)) or self.by_category.get((kind, ""))


def places_on(day: date) -> Places:
    """Two queries."""
    by_category = {
        (kind, category): unit for kind, category, unit, since, until in _routes.all() if since <= day and (until is None or until > day)
    }
    return Places(dict(_offices.all()), by_category)


_offices = Written(lambda: Unit.objects.filter(kind__in=TERRITORIAL, active=True).order_by("-pk").values_list("area_id", "pk"))
_routes = Written(
    lambda: CategoryRoute.objects.filter(unit__active=True).order_by("since").values_list("kind", "category", "unit_id", "since", "until")
)


def one_level_up(matter: Matter) -> Unit | None:
    """The unit that decides over the towns: the one-stop centre of the district. None if none works, or if the matter reports it."""
    centres = Unit.objects.filter(kind=UnitKind.ONE_STOP_CENTRE, active=True, area=district_of(matter))
    return centres.exclude(pk__in=reported_units(matter)).order_by("pk").first()


def district_of(matter: Matter) -> str:
    """The code of the district that the matter lies in."""
    return matter.area_id[: LENGTHS["county"]]
