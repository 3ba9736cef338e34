"""Makes lists in memory from header variants, with values such as clerks type them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from stdnum.cn.ric import calc_check_digit

from huajie.intake.reading.cells import Cell, MergedRange, Sheet
from huajie.intake.reading.columns import Certainty, Column, recognise_columns
from huajie.intake.reading.fields import Field, Shape
from huajie.intake.reading.kinds import recognise_kind
from huajie.intake.reading.tables import find_tables

_SURNAMES = "陈李黄张梁何刘林吴罗邓叶周曾徐谢冯曹"
_GIVEN = "志强秀英建国丽华子轩伟芳敏静小明桂兰永红彩凤"
_VILLAGES = ["两龙社区", "紫西村", "三华村", "云山社区居委会", "新街", "五华村委会"]
_TEXTS = [
    "楼上漏水多次协商未果,要求赔偿",
    "长期患病药费负担重,家庭难以维持",
    "征地补偿款未按时发放,要求尽快解决",
    "孩子读书学费压力大,希望得到帮助",
]
_BY_FIELD: dict[Field, list[str]] = {
    Field.CATEGORY: ["邻里纠纷", "合同纠纷", "城乡建设", "劳动社保"],
    Field.SUB_CATEGORY: ["物业管理", "噪音扰民", "欠薪"],
    Field.CHANNEL: ["来访", "来信", "网上", "电话"],
    Field.CAUSE: ["因病", "因残", "因学", "失业"],
    Field.BENEFITS: ["低保", "否", "特困", "无"],
    Field.UNIT_LEAD: ["住建局", "民政局", "司法所"],
    Field.RESULT: ["已化解", "未化解", "化解中"],
    Field.PROGRESS: ["办理中", "已办结", "跟进中"],
    Field.URGENCY: ["一般", "紧急"],
    Field.TOWN: ["花山镇", "新华街道"],
    Field.GRID: ["花山镇第3网格", "第5网格"],
    Field.RELATION_TO_HEAD: ["配偶", "子", "本人"],
    Field.FAMILY_SITUATION: ["一家四口,靠打零工为生", "独居老人"],
    Field.DISABILITY: ["肢体二级", "无", "视力一级"],
    Field.LEADER: ["区领导A", "镇长", "陈志强"],
    Field.ID_TYPE: ["身份证"],
}


def make_id(chance: random.Random) -> str:
    body = f"440190{chance.randint(1940, 2005)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.randint(0, 999):03}"
    return body + calc_check_digit(f"{body}0")


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice([1, 2, 2])))


def value_for(said: str, row: int, chance: random.Random) -> Cell:
    """A cell for the first field of a truth such as “summary|title”; for ? and ! some short words."""
    first = next((each for each in said.split("|") if each not in {"?", "!"}), said)
    if first in {"?", "!"}:
        return chance.choice(["一般", "有", "是", ""])
    field = Field(first)
    if field in _BY_FIELD:
        return chance.choice(_BY_FIELD[field])
    makers = {
        Shape.NAME: lambda: _name(chance),
        Shape.ID_NUMBER: lambda: make_id(chance) if chance.random() > 0.1 else "",
        Shape.PHONE: lambda: f"154{chance.randint(0, 99999999):08}" if chance.random() > 0.1 else "",
        Shape.SEX: lambda: chance.choice("男女"),
        Shape.DATE: lambda: chance.choice(
            [f"2021.{row % 12 + 1}.{row % 27 + 1}", f"2021年{row % 12 + 1}月{row % 27 + 1}日", f"2021-{row % 12 + 1:02}-{row % 27 + 1:02}"]
        ),
        Shape.MONEY: lambda: chance.choice([str(row * 137 + 500), f"{row * 100}元", "1.2万"]),
        Shape.COUNT: lambda: str(row % 6 + 1),
        Shape.YES_NO: lambda: chance.choice("是否"),
        Shape.PLACE: lambda: chance.choice(_VILLAGES),
        Shape.ADDRESS: lambda: (
            f"{chance.choice(_VILLAGES)}{row}队{row * 3}号"
            if field is not Field.HUKOU_PLACE
            else chance.choice(["湖南道县", "广西平南", "四川省达州市"])
        ),
        Shape.FAMILY: lambda: f"配偶:{_name(chance)},{make_id(chance)};子 {_name(chance)}",
        Shape.NUMBER: lambda: (
            str(row) if field is Field.ROW_NO else f"HX2021{row:04}" if field is Field.TICKET_NO else f"62284800{row:011}"
        ),
    }
    if field in {Field.FINDER, Field.OWNER, Field.VISITORS, Field.HEAD_NAME}:
        return _name(chance)
    return makers[field.shape]() if field.shape in makers else chance.choice(_TEXTS)


def make_sheet(variant: str, title: str, *, rows: int = 12, seed: int = 7) -> tuple[Sheet, list[tuple[str, str]]]:
    """The sheet of one variant, and for each column its header and the truth."""
    chance = random.Random(seed)  # noqa: S311 -- made-up lists, the same each time
    columns = [tuple(part.split("=")) for part in variant.split("  ")]
    groups = [header.split(">")[0] if ">" in header else "" for header, _said in columns]
    lower = [header.split(">")[-1] for header, _said in columns]
    lines: list[list[Cell]] = [[title, *[""] * (len(columns) - 1)]]
    merged: list[MergedRange] = []
    if any(groups):
        upper: list[Cell] = []
        below: list[Cell] = []
        for index, (group, text) in enumerate(zip(groups, lower, strict=True)):
            if not group:
                upper.append(text)
                below.append("")
                merged.append(MergedRange(1, index, 2, index))
            else:
                first = index == 0 or groups[index - 1] != group
                upper.append(group if first else "")
                below.append(text)
                if first:
                    last = index + sum(1 for later in groups[index + 1 :] if later == group)
                    merged.append(MergedRange(1, index, 1, last))
        lines += [upper, below]
    else:
        lines.append(list(lower))
    lines += [[value_for(said, row, chance) for _header, said in columns] for row in range(1, rows + 1)]
    return Sheet("Sheet1", lines, tuple(merged)), [(header, said) for header, said in columns]


@dataclass(frozen=True, slots=True)
class Outcome:
    right: int
    unsure: int
    wrong: int
    details: tuple[str, ...]


_TITLES = {
    "dispute": "矛盾纠纷台账",
    "petition": "信访事项台账",
    "hardship": "困难群众摸排表",
    "migrant_hardship": "来穗困难人员登记表",
    "hotline": "热线工单",
    "visit": "走访登记表",
}


def recognised(kind: str, variant: str) -> tuple[list[tuple[str, str]], list[Column]]:
    """The truth and the recognised columns of one variant."""
    sheet, truth = make_sheet(variant, _TITLES[kind])
    (table,) = find_tables(sheet)
    found, _certainty, _because = recognise_kind("", "", table.about.title, [header.joined for header in table.columns])
    return truth, list(recognise_columns(table, found))


def measure(variants: dict[str, list[str]]) -> Outcome:
    """Right, unsure and silently wrong columns over all variants."""
    right = unsure = wrong = 0
    details: list[str] = []
    for kind, lines in variants.items():
        for line in lines:
            truth, columns = recognised(kind, line)
            by_index = {column.index: column for column in columns}
            for index, (header, said) in enumerate(truth):
                if index not in by_index:
                    wrong += 1
                    details.append(f"{kind} {header}: no column")
                    continue
                verdict = _verdict(by_index[index], said.split("|"))
                right, unsure, wrong = right + (verdict == "right"), unsure + (verdict == "unsure"), wrong + (verdict == "wrong")
                if verdict != "right":
                    details.append(f"{kind} {header}: {said} ≠ {_said_by(by_index[index])}: {verdict}")
    return Outcome(right, unsure, wrong, tuple(details))


def _verdict(column: Column, said: list[str]) -> str:
    if column.certainty is Certainty.DROPPED:
        return "right" if said == ["!"] else "wrong"
    if column.certainty is Certainty.UNSURE:
        return "unsure"
    if column.certainty is Certainty.UNKNOWN:
        return "right" if "?" in said else "unsure"
    return "right" if column.field is not None and column.field.value in said else "wrong"


def _said_by(column: Column) -> str:
    return f"{column.field and column.field.value} {column.certainty.value} {column.because.code}"
