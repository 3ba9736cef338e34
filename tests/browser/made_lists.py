"""Small made-up lists for the journeys: every journey has people of its own, and one column that nobody can be sure of."""

import csv
from dataclasses import dataclass
from pathlib import Path

HEADER = ["序号", "当事人姓名", "身份证号码", "联系电话", "所属村居", "纠纷简要情况", "排查时间", "?", "风险等级"]
UNSURE = ["意见", "处理意见", "调处意见", "审核意见", "化解意见"]  # one for each journey: a choice is remembered for the next list
STORIES = [
    "与邻居因排水沟走向发生争执,雨天积水倒灌入屋",
    "承包鱼塘到期后押金未退,多次协商无果",
    "楼上装修漏水致天花板发霉,要求赔偿维修费",
    "被拖欠工资两个月,多次讨要无果",
]
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


@dataclass(frozen=True)
class MadeList:
    """A file to hand in, and a name that must be found in the register afterwards."""

    file: Path
    name: str
    rows: int


def dispute_ledger(folder: Path, journey: int) -> MadeList:
    """Four disputes of one town, with a title row above the header."""
    surnames = "梁钟利骆"
    given = "安和平顺康宁泰乐"[journey % 8] + "测"
    names = [surname + given for surname in surnames]
    file = folder / f"矛盾纠纷排查台账-{journey}.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow([f"花山镇矛盾纠纷排查台账(第{journey}期)"])
        writer.writerow([UNSURE[journey - 1] if header == "?" else header for header in HEADER])
        for number, (name, story) in enumerate(zip(names, STORIES, strict=True), start=1):
            identity = id_number(journey, number)
            phone = f"154{journey:04d}{number:04d}"
            writer.writerow(
                [number, name, identity, phone, "两龙社区", f"{name}{story}", f"2026年10月{number + journey}日", "双方愿意继续协商", "高"]
            )
    return MadeList(file, names[0], len(names))


def id_number(journey: int, number: int) -> str:
    """A number with a valid check digit in the county that exists nowhere."""
    body = f"44019019{70 + journey:02d}{number:02d}15{journey:02d}{number}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
