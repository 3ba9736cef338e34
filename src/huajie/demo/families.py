"""Who lives together: made-up families of the shapes that a household survey meets."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple


class Member(NamedTuple):
    relation: str
    sex: str
    age: int
    surname: str
    """Whose surname they bear: head, spouse or their own."""


def other(sex: str) -> str:
    return "女" if sex == "男" else "男"


def either(rng: Random) -> str:
    return rng.choice("男女")


def spouse_of(rng: Random, head: Member) -> Member:
    return Member("配偶", other(head.sex), max(20, head.age + rng.randint(-5, 3)), "spouse")


def children_of(rng: Random, head: Member, most: int) -> list[Member]:
    """One to `most` children born when the head was 22 to 36; they bear the father's surname."""
    children = []
    for _ in range(rng.randint(1, most)):
        sex = either(rng)
        age = head.age - rng.randint(22, 36)
        if age >= 0:
            children.append(Member("子" if sex == "男" else "女", sex, age, "head" if head.sex == "男" else "spouse"))
    return sorted(children, key=lambda child: -child.age)


def alone_and_old(rng: Random) -> list[Member]:
    return [Member("户主", either(rng), rng.randint(62, 93), "head")]


def alone(rng: Random) -> list[Member]:
    return [Member("户主", either(rng), rng.randint(22, 61), "head")]


def couple(rng: Random) -> list[Member]:
    head = Member("户主", "男" if rng.random() < 0.75 else "女", rng.randint(26, 85), "head")
    return [head, spouse_of(rng, head)]


def parents_and_children(rng: Random) -> list[Member]:
    head = Member("户主", "男" if rng.random() < 0.75 else "女", rng.randint(27, 56), "head")
    return [head, spouse_of(rng, head), *children_of(rng, head, 3)]


def one_parent(rng: Random) -> list[Member]:
    head = Member("户主", "女" if rng.random() < 0.65 else "男", rng.randint(27, 52), "head")
    return [head, *children_of(rng, head, 2)]


def three_generations(rng: Random) -> list[Member]:
    head = Member("户主", "男", rng.randint(30, 52), "head")
    family = [head, spouse_of(rng, head), *children_of(rng, head, 2)]
    if rng.random() < 0.7:
        family.append(Member("父", "男", head.age + rng.randint(21, 34), "head"))
    family.append(Member("母", "女", head.age + rng.randint(20, 32), "own"))
    return family


def old_head_with_heirs(rng: Random) -> list[Member]:
    head = Member("户主", "男", rng.randint(56, 80), "head")
    heir = Member("子", "男", head.age - rng.randint(22, 32), "head")
    family = [head, spouse_of(rng, head), heir]
    if rng.random() < 0.7:
        family.append(Member("儿媳", "女", max(20, heir.age - rng.randint(0, 4)), "own"))
        sex = either(rng)
        family.append(Member("孙" if sex == "男" else "孙女", sex, max(0, heir.age - rng.randint(23, 30)), "head"))
    return family


def grandparent_and_child(rng: Random) -> list[Member]:
    head = Member("户主", either(rng), rng.randint(60, 78), "head")
    sex = either(rng)
    return [head, Member("孙" if sex == "男" else "孙女", sex, rng.randint(3, 17), "head" if head.sex == "男" else "spouse")]


SHAPES: tuple[tuple[Callable[[Random], list[Member]], int, int], ...] = (
    # shape, weight among those at home, weight among those who moved in
    (alone_and_old, 12, 2),
    (alone, 9, 25),
    (couple, 16, 22),
    (parents_and_children, 26, 34),
    (one_parent, 8, 9),
    (three_generations, 14, 4),
    (old_head_with_heirs, 11, 2),
    (grandparent_and_child, 4, 2),
)


def made_family(rng: Random, *, moved_in: bool) -> list[Member]:
    """The members of one household, head first."""
    weights = [elsewhere if moved_in else home for _, home, elsewhere in SHAPES]
    return rng.choices([shape for shape, _, _ in SHAPES], weights)[0](rng)


def phone_share(age: int) -> float:
    """How many of this age have a telephone of their own."""
    if age < 13:
        return 0.0
    if age < 18:
        return 0.4
    return 0.9 if age < 70 else 0.55
