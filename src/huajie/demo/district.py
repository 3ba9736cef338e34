"""What the demo district holds beside its lists: units, one made-up member of staff per role, and how untidy its lists are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from huajie.demo.cells import GRIDS
from huajie.demo.lists import write_lists
from huajie.demo.mess import TIDY, Mess
from huajie.demo.places import Place
from huajie.demo.truth import TRUTH_FILES, Truth

ROWS = 1500
BUREAUS = (
    ("mzj", "民政局"),
    ("xfj", "信访局"),
    ("sfj", "司法局"),
    ("rsj", "人力资源和社会保障局"),
    ("zjj", "住房和城乡建设局"),
    ("nyj", "农业农村局"),
)
ROUTES = {
    ("dispute", ""): "sfj",
    ("dispute", "劳动争议"): "rsj",
    ("dispute", "物业纠纷"): "zjj",
    ("dispute", "征地拆迁纠纷"): "zjj",
    ("dispute", "房屋宅基地纠纷"): "nyj",
    ("dispute", "山林土地纠纷"): "nyj",
    ("dispute", "村务管理纠纷"): "nyj",
    ("petition", ""): "xfj",
    ("petition", "劳动社保"): "rsj",
    ("petition", "城乡建设"): "zjj",
    ("petition", "农业农村"): "nyj",
    ("petition", "民政"): "mzj",
    ("petition", "政法"): "sfj",
    ("hardship", ""): "mzj",
    ("hardship", "失业"): "rsj",
    ("hardship", "住房困难"): "zjj",
}
"""By the fields of the programme's bureaus; categories as its lists write them."""
CHARITIES = (("cishan", "慈善会"), ("yigong", "义工联合会"))


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A body to be set up; `kind` is a value of accounts.UnitKind, `area` a code of 6, 9 or 12 digits."""

    code: str
    name: str
    kind: str
    area: str


@dataclass(frozen=True, slots=True)
class StaffPlan:
    """A member of staff with one posting; `role` is a value of accounts.Role."""

    username: str
    display_name: str
    role: str
    unit: str
    """The unit's code."""
    area: str


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """Which unit answers for a kind and category of matters; no category: for every other one of the kind."""

    kind: str
    category: str
    unit: str
    """The unit's code."""


@dataclass(frozen=True, slots=True)
class GridPlan:
    """A grid to be drawn in a village."""

    village: str
    """The village's code."""
    name: str


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """All that `huajie init --demo` loads, in the order in which it can be loaded."""

    units: tuple[UnitPlan, ...]
    staff: tuple[StaffPlan, ...]
    grids: tuple[GridPlan, ...]
    routes: tuple[RoutePlan, ...]
    places: tuple[Place, ...]
    seed: int
    rows: int = ROWS
    mess: Mess = TIDY

    def write_lists(self, folder: Path) -> list[Truth]:
        """Writes nothing but the six kinds of lists of every town, to be imported through the ordinary import."""
        truths = write_lists(folder, places=self.places, rows=self.rows, seed=self.seed, mess=self.mess)
        for name in TRUTH_FILES:
            (folder / name).unlink()
        return truths


def demo_plan(places: Sequence[Place], seed: int) -> DemoPlan:
    """The plan of a demo in the district in which the places lie; names follow the district's own."""
    if not places:
        raise LookupError("a demo needs at least one village")
    ordered = tuple(sorted(places))
    units = (*district_units(ordered[0]), *town_units(ordered), *village_units(ordered))
    return DemoPlan(units=units, staff=made_staff(ordered), grids=made_grids(ordered), routes=made_routes(), places=ordered, seed=seed)


def district_units(first: Place) -> tuple[UnitPlan, ...]:
    """Bureaus, the one-stop centre, the district's mediation committee and two charities."""
    area, name = first.code[:6], first.district
    return (
        *(UnitPlan(code, f"{name}{bureau}", "bureau", area) for code, bureau in BUREAUS),
        UnitPlan("ywzx", f"{name}社会治安综合治理中心", "one_stop_centre", area),
        UnitPlan("tiaowei", f"{name}人民调解委员会", "mediation_committee", area),
        *(UnitPlan(code, f"{name}{charity}(演示)", "charity", area) for code, charity in CHARITIES),
    )


def town_units(places: Sequence[Place]) -> tuple[UnitPlan, ...]:
    """One office per town."""
    towns = {place.code[:9]: place.town for place in places}
    return tuple(UnitPlan(f"town-{code}", office_of(town), "town_office", code) for code, town in towns.items())


def office_of(town: str) -> str:
    """花东镇 → 花东镇人民政府, 新华街道 → 新华街道办事处."""
    return f"{town}办事处" if town.endswith("街道") else f"{town}人民政府"


def village_units(places: Sequence[Place]) -> tuple[UnitPlan, ...]:
    """The committees of the first two places of each town."""
    return tuple(UnitPlan(f"village-{place.code}", place.village, "village_committee", place.code) for place in first_two(places))


def made_grids(places: Sequence[Place]) -> tuple[GridPlan, ...]:
    """As many grids as the lists name, in every village that has a committee."""
    return tuple(GridPlan(place.code, f"第{number}网格") for place in first_two(places) for number in range(1, GRIDS + 1))


def made_routes() -> tuple[RoutePlan, ...]:
    """The table of categories."""
    return tuple(RoutePlan(kind, category, unit) for (kind, category), unit in ROUTES.items())


def first_two(places: Sequence[Place]) -> list[Place]:
    """The first two places of each town."""
    by_town: dict[str, list[Place]] = {}
    for place in places:
        by_town.setdefault(place.code[:9], []).append(place)
    return [place for of_town in by_town.values() for place in of_town[:2]]


def made_staff(places: Sequence[Place]) -> tuple[StaffPlan, ...]:
    """One person for each role, whose user name is the role's word with hyphens."""
    first = places[0]
    district, town, village = first.code[:6], first.code[:9], first.code
    posts = (
        ("grid_worker", "演示·网格员阿伦", f"village-{village}", village),
        ("community_worker", "演示·社区工作者阿萍", f"village-{village}", village),
        ("assistance_worker", "演示·救助队员阿强", f"town-{town}", town),
        ("window_clerk", "演示·窗口小何", "ywzx", district),
        ("hotline_operator", "演示·热线小梁", "ywzx", district),
        ("town_coordinator", "演示·镇街协调员老陈", f"town-{town}", town),
        ("district_coordinator", "演示·区协调员老黄", "ywzx", district),
        ("mediator", "演示·调解员周姨", "tiaowei", district),
        ("legal_service_clerk", "演示·法律服务小苏", "sfj", district),
        ("civil_affairs_clerk", "演示·民政经办小谢", f"town-{town}", town),
        ("civil_affairs_approver", "演示·民政审批老罗", "mzj", district),
        ("assistance_adviser", "演示·救助顾问阿兰", f"village-{village}", village),
        ("responsible_leader", "演示·包案领导李区长", "xfj", district),
        ("unit_head", "演示·单位负责人王局", "mzj", district),
        ("supervisor", "演示·督查专员老冯", "xfj", district),
        ("auditor", "演示·审计员小曾", "ywzx", district),
        ("charity_member", "演示·慈善会阿欣", "cishan", district),
        ("operator", "演示·系统运维小邓", "ywzx", district),
    )
    return tuple(StaffPlan(role.replace("_", "-"), name, role, unit, area) for role, name, unit, area in posts)
