"""Reading areas."""

from django.db.models import QuerySet

from huajie.areas.models import LENGTHS, Area, Level


def within(code: str, level: Level) -> QuerySet[Area]:
    """The areas of one level in an area, in the order of their codes."""
    return Area.objects.filter(code__startswith=code, level=level)


def children(area: Area) -> list[Area]:
    """What lies directly in an area. One query."""
    deeper = [Level(level) for level, length in LENGTHS.items() if length > len(area.code)]
    return list(within(area.code, deeper[0])) if deeper else []


def path_to(code: str) -> list[Area]:
    """An area and everything above it, the widest first. One query."""
    return list(Area.objects.filter(code__in=[code[:length] for length in LENGTHS.values() if length <= len(code)]))
