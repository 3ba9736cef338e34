"""What the clients of benchmarks/matters.py ask for."""

from datetime import UTC, datetime
from random import Random
from typing import Any

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉秀珍文辉力建国红梅志远嘉欣雨晨浩宇子轩思涵佳怡俊婷雪琴玲慧颖璐峰鹏程亮东海波斌"
WORDS = ("漏水", "噪音", "工资", "学费", "低保", "土地", "医疗", "邻居", "补偿", "合同")
PAGES = (
    "/matters/?worklist=open",
    "/matters/?worklist=overdue",
    "/matters/?worklist=due_soon",
    "/matters/?worklist=silent&kind=dispute",
    "/matters/?worklist=open&state=in_progress&sort=oldest",
    "/matters/?worklist=awaiting",
    "/matters/?worklist=all&kind=hardship",
    "/matters/?worklist=all",
)

API_LISTS = ("/api/matters", "/api/matters?kind=dispute", "/api/matters?state=in_progress", "/api/matters?kind=hardship&state=registered")


def searches() -> tuple[str, ...]:
    """Text searches of two characters, in the whole register and among what is open."""
    return tuple(f"/matters/?worklist={'open' if place % 2 else 'all'}&words={word}" for place, word in enumerate(WORDS))


def body_of_create(village: str, number: int, reader: str) -> dict[str, Any]:
    """A request as the hotline's system sends it: callers whose names few in their village bear."""
    caller = Random(f"{reader} {number}")
    return {
        "kind": "dispute",
        "text": f"第{number}号来电：楼上卫生间漏水，多次交涉没有修好，请求调解。",
        "channel": "hotline",
        "told_on": datetime.now(UTC).date().isoformat(),
        "area": village,
        "name": caller.choice(SURNAMES) + caller.choice(GIVEN) + caller.choice(GIVEN),
        "phone": f"154{caller.randrange(100_000_000):08d}",
    }


def body_of_move() -> dict[str, Any]:
    """Accepting a matter that was registered."""
    return {"move": "accept"}
