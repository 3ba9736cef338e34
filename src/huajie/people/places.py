"""The towns and villages that a list may be narrowed to."""

from dataclasses import dataclass

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import Area, Level


@dataclass(frozen=True)
class Town:
    """A town with its villages, as a filter offers them."""

    area: Area
    villages: tuple[Area, ...]


def towns_in(scope: Scope, permission: Permission) -> list[Town]:
    """The towns and villages within the areas where the permission holds. One query."""
    wanted = Area.objects.filter(level__in=[Level.TOWN, Level.VILLAGE], active=True).order_by("code")
    areas = list(scope.narrow(wanted, permission, "code"))
    villages = [area for area in areas if area.level == Level.VILLAGE]
    towns = [area for area in areas if area.level == Level.TOWN]
    if not towns and villages:  # somebody posted to villages alone
        return [Town(village, ()) for village in villages]
    return [Town(town, tuple(village for village in villages if village.code.startswith(town.code))) for town in towns]
