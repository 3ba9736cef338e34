"""The office that made-up matters are worked on by: units, staff, leaders, and the three readers who are measured."""

from dataclasses import dataclass
from datetime import date

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.areas.models import Area, Level
from huajie.matters.models import CategoryRoute, Kind, LeaderLevel, LeaderNode

SINCE = date(2021, 4, 1)
BUREAUS = ("司法局", "人社局", "住建局", "民政局", "信访局", "卫健局", "教育局", "农业农村局")
BUREAU_OF = {Kind.DISPUTE: (0, 2, 7), Kind.PETITION: (4, 1, 2), Kind.HARDSHIP: (3, 5, 6)}
WORKERS_A_TOWN = 30
NODES = {LeaderLevel.DISTRICT: 16, LeaderLevel.LEADING_GROUP: 36, LeaderLevel.WORKING_GROUP: 80}
READERS = {"village": Role.COMMUNITY_WORKER, "town": Role.TOWN_COORDINATOR, "district": Role.DISTRICT_COORDINATOR}


@dataclass(frozen=True, slots=True)
class Office:
    """Keys of what matters are handed to: bureaus, the office of each town, the workers of each town, the leaders."""

    bureaus: tuple[int, ...]
    offices: dict[str, int]
    workers: dict[str, tuple[int, ...]]
    nodes: tuple[int, ...]


def made_office(district: str) -> Office:
    """Units, some 30 people a town, 132 places of leaders, and one reader for each of READERS."""
    area = Area.objects.get(pk=district)
    towns = list(Area.objects.filter(level=Level.TOWN, code__startswith=district).order_by("code"))
    bureaus = [_unit(f"bureau-{number}", name, UnitKind.BUREAU, area) for number, name in enumerate(BUREAUS)]
    offices = {town.code: _unit(f"office-{town.code}", f"{town.name}人民政府", UnitKind.TOWN_OFFICE, town) for town in towns}
    workers = {town.code: _workers(offices[town.code], town) for town in towns}
    village = Area.objects.filter(level=Level.VILLAGE, code__startswith=towns[0].code).order_by("code")[0]
    for name, place in zip(READERS, (village, towns[0], area), strict=True):
        _staff(f"bench-{name}", offices[towns[0].code], READERS[name], place)
    _staff("bench-bureau", bureaus[0], Role.UNIT_HEAD, area)
    for kind, numbers in BUREAU_OF.items():
        CategoryRoute.objects.create(kind=kind, category="", unit=bureaus[numbers[0]], since=SINCE)
    return Office(
        tuple(unit.pk for unit in bureaus), {code: unit.pk for code, unit in offices.items()}, workers, _leaders(area, bureaus[0])
    )


def _unit(code: str, name: str, kind: UnitKind, area: Area) -> Unit:
    return Unit.objects.create(code=code, name=name, kind=kind, area=area)


def _workers(unit: Unit, town: Area) -> tuple[int, ...]:
    names = (f"worker-{town.code}-{number}" for number in range(WORKERS_A_TOWN))
    return tuple(_staff(name, unit, Role.ASSISTANCE_WORKER, town).pk for name in names)


def _staff(username: str, unit: Unit, role: Role, area: Area) -> Staff:
    staff = Staff.objects.create(username=username, display_name=username)
    Posting.objects.create(staff=staff, unit=unit, role=role, area=area, since=SINCE)
    return staff


def _leaders(area: Area, unit: Unit) -> tuple[int, ...]:
    """Each leads one place; a group stands beneath a place of the level above."""
    above: list[LeaderNode] = []
    every: list[LeaderNode] = []
    for level, count in NODES.items():
        nodes = [
            LeaderNode.objects.create(
                level=level,
                name=f"{level}-{number}",
                leader=_staff(f"leader-{level}-{number}", unit, Role.RESPONSIBLE_LEADER, area),
                parent=above[number % len(above)] if above else None,
                area=area,
            )
            for number in range(count)
        ]
        above, every = nodes, every + nodes
    return tuple(node.pk for node in every)
