"""The made-up order of responsible leaders of the demo, and the made-up colleagues of its teams."""

from collections.abc import Sequence
from dataclasses import dataclass

from huajie.demo.places import Place

TOWNS = 3
"""In so many towns there are teams."""
DISTRICT_LEADERS = (("李区长", "responsible-leader"), ("林副区长", "district-leader-1"), ("何副区长", "district-leader-2"))
"""Name and user name; the first approves the lists of all."""
GROUP_LEADERS = ("吴主任", "郑局长", "冯主任", "邓主任")
WORK_LEADERS = ("苏科长", "卢科长", "叶科长", "潘科长", "钟科长", "谭科长")
NUMBERS = "一二三四五六"
COLLEAGUES = (
    ("community_worker", "社区工作者阿莲"),
    ("assistance_worker", "救助队员阿明"),
    ("grid_worker", "网格员阿珠"),
    ("assistance_worker", "救助队员阿德"),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works in the demo without signing in: user name, name, role, unit and area."""

    username: str
    display_name: str
    role: str
    unit: str
    area: str


@dataclass(frozen=True, slots=True)
class PlaceInOrder:
    """A place in the order of leaders, who holds it, and the name of the place above (empty: none)."""

    level: str
    name: str
    leader: str
    above: str = ""


def made_leaders(district: str) -> tuple[Colleague, ...]:
    """Two district leaders beside the one who signs in, four leaders of leading groups, six of working groups."""
    named = [(username, name) for name, username in DISTRICT_LEADERS if username != "responsible-leader"]
    named += [(f"group-leader-{number}", name) for number, name in enumerate(GROUP_LEADERS, start=1)]
    named += [(f"work-leader-{number}", name) for number, name in enumerate(WORK_LEADERS, start=1)]
    return tuple(Colleague(username, f"演示·{name}", "responsible_leader", "xfj", district) for username, name in named)


def made_colleagues(places: Sequence[Place]) -> tuple[Colleague, ...]:
    """Four colleagues in the office of each of the first towns."""
    towns = list(dict.fromkeys(place.code[:9] for place in places))[:TOWNS]
    return tuple(
        Colleague(f"colleague-{town}-{number}", f"演示·{name}{NUMBERS[rank]}", role, f"town-{town}", town)
        for rank, town in enumerate(towns)
        for number, (role, name) in enumerate(COLLEAGUES, start=1)
    )


def leaders_in_order() -> tuple[PlaceInOrder, ...]:
    """Three district leaders, four leading groups, six working groups, each beneath one of the level above."""
    district = [PlaceInOrder("district", name, username) for name, username in DISTRICT_LEADERS]
    groups = [
        PlaceInOrder("leading_group", f"第{NUMBERS[number]}领导小组", f"group-leader-{number + 1}", DISTRICT_LEADERS[number % 3][0])
        for number in range(len(GROUP_LEADERS))
    ]
    works = [
        PlaceInOrder("working_group", f"第{NUMBERS[number]}工作小组", f"work-leader-{number + 1}", groups[number % 4].name)
        for number in range(len(WORK_LEADERS))
    ]
    return (*district, *groups, *works)
