"""What the rows above a header say of the whole list: its title, the reporting unit, its month, its unit of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.text import as_text, half_width

_UNIT = re.compile(
    r"(?:填报|报送|上报|填表|编制|汇总|制表|排查|统计)?(?:单位|部门|镇街|镇\(街\)|街镇)(?:名称)?(?:\((?:盖章|公章|签章)\))?:\s*([^\s:,;]{2,30})"
)
_MONTH = re.compile(r"(20\d{2}|19\d{2})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]|$)")
_YEAR = re.compile(r"(20\d{2})\s*年?度?")
_MONEY = re.compile(r"(?:金额)?单位:[^:]*?(万元|千元)")


@dataclass(frozen=True, slots=True)
class About:
    """Facts of the list as a whole; empty where nothing says."""

    title: str = ""
    unit: str = ""
    year: int | None = None
    month: int | None = None
    yuan: int = 1  # what a bare number of money counts


def about_of(rows: Sequence[Sequence[Cell]], names: Sequence[str] = ()) -> About:
    """Reads the rows above the header; `names` (sheet, file) may tell the year where the rows do not."""
    texts = [half_width(as_text(cell)) for row in rows for cell in row if cell != ""]
    joined = "  ".join(texts)
    title = next((text for text in texts if ":" not in text and len(text) >= 4), "")
    unit = _UNIT.search(joined)
    year, month = _when([joined, *names])
    money = _MONEY.search(joined)
    return About(
        title=title,
        unit=unit[1] if unit and unit[1] not in {"人、元", "元", "万元", "人"} and not unit[1].startswith(("万元", "元", "人、")) else "",
        year=year,
        month=month,
        yuan={"万元": 10_000, "千元": 1000}[money[1]] if money else 1,
    )


def _when(texts: Sequence[str]) -> tuple[int | None, int | None]:
    for text in texts:
        if (match := _MONTH.search(half_width(text))) and 1 <= int(match[2]) <= 12:
            return int(match[1]), int(match[2])
    for text in texts:
        if match := _YEAR.search(half_width(text)):
            return int(match[1]), None
    return None, None
