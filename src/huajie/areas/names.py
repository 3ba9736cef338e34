"""Areas by name, from the database: a gazetteer for many names, or one name at once."""

from huajie.areas.gazetteer import Gazetteer, Place, Resolution
from huajie.areas.models import LENGTHS, AreaName, Level

__all__ = ["Gazetteer", "Place", "Resolution", "gazetteer", "resolve"]


def gazetteer(prefix: str) -> Gazetteer:
    """The gazetteer of the county (or wider area) that a code lies in, with what lies above it. One query."""
    county = prefix[: LENGTHS[Level.COUNTY]]
    above = [county[:length] for length in (2, 4, 6) if length < len(county)]
    known = AreaName.objects.filter(area__code__startswith=county) | AreaName.objects.filter(area_id__in=above)
    rows = known.order_by("id").values_list("name", "area_id", "area__short_name", "area__level", "area__active")
    return Gazetteer((name, Place(code, short, Level(level), active)) for name, code, short, level, active in rows)


def resolve(name: str, within: str, level: Level | None = None) -> Resolution:
    """The one area within a code that a name means, or the candidates. For many names build a `gazetteer` once."""
    return gazetteer(within).resolve(name, within, level)
