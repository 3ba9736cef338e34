"""What the clients of benchmarks/matters.py ask for."""

from datetime import UTC, datetime
from typing import Any

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


def body_of_create(village: str, number: int) -> dict[str, Any]:
    """A request as the hotline's system sends it."""
    return {
        "kind": "dispute",
        "text": f"第{number}号来电：楼上卫生间漏水，多次交涉没有修好，请求调解。",
        "channel": "hotline",
        "told_on": datetime.now(UTC).date().isoformat(),
        "area": village,
        "name": f"陈测{number % 1000}",
        "phone": f"154{number % 100_000_000:08d}",
    }


def body_of_move() -> dict[str, Any]:
    """Accepting a matter that was registered."""
    return {"move": "accept"}
