"""Grids: the parts of a village that a grid worker looks after. Their codes are given here, three digits after the village's."""

from django.db import transaction
from django.utils.translation import gettext as _

from huajie.accounts.roles import Permission
from huajie.accounts.scope import demand_in
from huajie.areas.models import Area, AreaName, Level
from huajie.areas.naming import fold, names_of
from huajie.audit.acts import Act
from huajie.audit.services import Actor, record
from huajie.core.errors import Refused

MOST = 999
SOURCE = "grid"


@transaction.atomic
def add_grid(village: Area, name: str, *, by: Actor) -> Area:
    """A new grid with the village's next free number. A number is never given twice."""
    demand_in(by, Permission.EDIT_GRIDS, village.code)
    if village.level != Level.VILLAGE:
        raise Refused(_("Grids lie in villages and communities."))
    _hold(village)
    _demand_new_name(village.code, name)
    last = Area.objects.filter(code__startswith=village.code, level=Level.GRID).order_by("-code").first()
    number = int(last.code[-3:]) + 1 if last else 1
    if number > MOST:
        raise Refused(_("A village has at most 999 grids."))
    code = f"{village.code}{number:03d}"
    grid = Area.objects.create(code=code, name=name, short_name=village.short_name + name, level=Level.GRID, source=SOURCE)
    _name(grid)
    record(Act.GRID_SAVED, by=by, subject=f"area:{grid.code}", detail={"name": name, "active": True})
    return grid


@transaction.atomic
def rename_grid(grid: Area, name: str, *, by: Actor) -> Area:
    """Another name for a grid. Lists that use the old one still find it."""
    demand_in(by, Permission.EDIT_GRIDS, grid.code)
    _demand_grid(grid)
    if grid.name == name:
        return grid
    _demand_new_name(grid.parent_code, name, but=grid.code)
    grid.name = name
    grid.short_name = Area.objects.get(pk=grid.parent_code).short_name + name
    grid.save(update_fields=["name", "short_name"])
    _name(grid)
    record(Act.GRID_SAVED, by=by, subject=f"area:{grid.code}", detail={"name": name, "active": grid.active})
    return grid


@transaction.atomic
def set_grid_active(grid: Area, *, active: bool, by: Actor) -> Area:
    """Use a grid no longer, or again. What was recorded there stays there."""
    demand_in(by, Permission.EDIT_GRIDS, grid.code)
    _demand_grid(grid)
    grid.active = active
    grid.save(update_fields=["active"])
    record(Act.GRID_SAVED, by=by, subject=f"area:{grid.code}", detail={"name": grid.name, "active": active})
    return grid


@transaction.atomic
def add_name(area: Area, name: str, *, by: Actor) -> AreaName:
    """One more name by which people call an area, so that lists find it."""
    demand_in(by, Permission.EDIT_GRIDS, area.code)
    known, new = AreaName.objects.get_or_create(area=area, name=fold(name))
    if not new:
        raise Refused(_("The area has this name already."))
    record(Act.AREA_NAMED, by=by, subject=f"area:{area.code}", detail={"name": known.name})
    return known


def _name(grid: Area) -> None:
    """Lists find the grid by its name and by the usual ways of writing its number."""
    AreaName.objects.bulk_create(
        [AreaName(area=grid, name=name) for name in sorted(names_of(grid.name, Level.GRID))], ignore_conflicts=True
    )


def _hold(village: Area) -> None:
    """One new grid at a time in a village."""
    Area.objects.select_for_update().get(pk=village.pk)


def _demand_grid(area: Area) -> None:
    if area.level != Level.GRID:
        raise Refused(_("Only grids are edited here. Villages and towns come from the national codes."))


def _demand_new_name(village_code: str, name: str, but: str = "") -> None:
    """Two grids of a village that bear one name could not be told apart in a list."""
    if Area.objects.filter(code__startswith=village_code, level=Level.GRID, name=name, active=True).exclude(pk=but).exists():
        raise Refused(_("There is a grid of this name already."))
