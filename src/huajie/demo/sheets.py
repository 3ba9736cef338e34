"""The grid of cells of one file: title, header, rows, dittos, merges, totals and footers, and where each row came to lie."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from random import Random
from typing import NamedTuple

from huajie.demo.cells import CELLS, Habits, Line
from huajie.demo.layouts import Headed, Layout
from huajie.demo.values import Cell

SHAREABLE = ("village", "town", "finder", "found_date", "unit_lead", "leader", "leader_post", "leader_phone", "owner", "report_unit")
"""Columns in which people write 同上."""
PROSE = ("name", "summary", "title", "family", "note", "answer", "measure", "household_note")
NOTES = (
    "备注:1.本表每周五下午5时前报送;2.涉及金额以元为单位。",
    "注:请如实填写,不得漏报。",
    "说明:表格不够可另附页。",
    "填表说明:1、身份证号请用文本格式;2、日期格式为2026-01-01。",
)
INSTRUCTIONS = (
    "填表说明",
    "1.请勿修改表头",
    "2.身份证号码必须为18位文本格式",
    "3.联系电话可填多个,用“/”分隔",
    "4.每月25日前报送",
    "例:张三 男 某村 因病",
)


class Merge(NamedTuple):
    """A block of cells shown as one, all four bounds included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Refusal(NamedTuple):
    """A row that nobody could register, and why."""

    row: int
    why: str


@dataclass(slots=True)
class Sheet:
    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    entries: list[tuple[int, Line]] = field(default_factory=list)
    """Row (from 0) and what it tells."""
    refusals: list[Refusal] = field(default_factory=list)
    header_row: int | None = None
    hidden: set[int] = field(default_factory=set)

    def add_across(self, text: str, width: int) -> None:
        """One text over the whole width of the table."""
        if width > 1:
            self.merges.append(Merge(len(self.rows), 0, len(self.rows), width - 1))
        self.rows.append([text, *[None] * (width - 1)])


def made_sheets(rng: Random, layout: Layout, lines: Sequence[Line], habits: Habits) -> list[Sheet]:
    """Every sheet of one file, its lines numbered in the order in which they stand."""
    by_village = layout.sheet_per_village or layout.merged_village or bool(layout.ditto_word)
    ordered = sorted(lines, key=lambda line: (line.household.place.code if by_village else "", line.telling.day))
    for number, line in enumerate(ordered, start=1):
        line.number = number
    if layout.sheet_per_village:
        groups = groupby(ordered, key=lambda line: line.household.place)
        sheets = [table_sheet(rng, layout, place.short_name, list(group), habits) for place, group in groups]
        return with_side_sheets(rng, layout, renamed_apart(sheets))
    name = rng.choice(("Sheet1", layout.town, layout.title[:12], "台账", "汇总", "1", "工作表 1"))
    return with_side_sheets(rng, layout, [table_sheet(rng, layout, name, ordered, habits)])


def renamed_apart(sheets: list[Sheet]) -> list[Sheet]:
    seen: dict[str, int] = {}
    for sheet in sheets:
        seen[sheet.name] = seen.get(sheet.name, 0) + 1
        if seen[sheet.name] > 1:
            sheet.name = f"{sheet.name}{seen[sheet.name]}"
    return sheets


def with_side_sheets(rng: Random, layout: Layout, sheets: list[Sheet]) -> list[Sheet]:
    """Instructions and empty templates stand before or behind."""
    if layout.instructions:
        side = Sheet("填表说明", [[text] for text in INSTRUCTIONS[: rng.randint(2, 6)]])
        sheets.insert(rng.choice((0, len(sheets))), side)
    if layout.second_list_sheet:
        template = Sheet("空白模板")
        add_header(template, layout.columns)
        sheets.append(template)
    return sheets


def table_sheet(rng: Random, layout: Layout, name: str, lines: list[Line], habits: Habits) -> Sheet:
    sheet = Sheet(name)
    add_top(rng, sheet, layout, habits)
    sheet.header_row = len(sheet.rows)
    add_header(sheet, layout.columns)
    add_lines(rng, sheet, layout, lines)
    add_bottom(rng, sheet, layout, len(lines))
    return sheet


def add_top(rng: Random, sheet: Sheet, layout: Layout, habits: Habits) -> None:
    width = len(layout.columns)
    if layout.annex_row:
        sheet.rows.append([rng.choice(("附件1", "附件2:", "附表3")), *[None] * (width - 1)])
    if layout.title_row:
        sheet.add_across(
            rng.choice((f"{layout.town}{layout.title}", f"{layout.title}({layout.town})", f"2026年{layout.town}{layout.title}")), width
        )
    if layout.unit_row:
        row: list[Cell] = [None] * width
        row[0] = layout.typed(rng.choice((f"填报单位(盖章):{habits.unit}", f"填报单位:{layout.town}", f"报送单位:{habits.unit}")))
        row[width // 2] = layout.typed(rng.choice(("填报日期:2026年10月31日", "填报时间:2026.10", "报送月份:10月")))
        sheet.rows.append(row)
    if layout.blank_row:
        sheet.rows.append([None] * width)


def add_header(sheet: Sheet, columns: Sequence[Headed]) -> None:
    """One row, or two with the upper ones merged across and the lone ones merged down."""
    top = len(sheet.rows)
    if not any(column.above for column in columns):
        sheet.rows.append([column.header for column in columns])
        return
    upper: list[Cell] = [None] * len(columns)
    lower: list[Cell] = [None] * len(columns)
    for above, group in groupby(enumerate(columns), key=lambda item: item[1].above or f"\0{item[0]}"):
        members = list(group)
        first, last = members[0][0], members[-1][0]
        if above.startswith("\0"):
            upper[first] = members[0][1].header
            sheet.merges.append(Merge(top, first, top + 1, first))
            continue
        upper[first] = above
        if last > first:
            sheet.merges.append(Merge(top, first, top, last))
        for index, column in members:
            lower[index] = column.header
    sheet.rows += [upper, lower]


def add_lines(rng: Random, sheet: Sheet, layout: Layout, lines: Sequence[Line]) -> None:
    village = layout.index_of("village")
    merged_from = len(sheet.rows)
    previous: tuple[str, list[Cell]] | None = None
    for count, line in enumerate(lines, start=1):
        place = line.household.place.code
        row = made_row(layout, line)
        same_village = previous is not None and previous[0] == place
        if village is not None and same_village and previous and (layout.merged_village or layout.ditto_word):
            row[village] = previous[1][village]
        if village is not None and layout.merged_village and not same_village:
            merge_down(sheet, village, merged_from)
            merged_from = len(sheet.rows)
        sheet.entries.append((len(sheet.rows), line))
        if layout.hidden_rows and rng.random() < 0.05:
            sheet.hidden.add(len(sheet.rows))
        sheet.rows.append(shown(rng, layout, row, previous[1] if previous else None, same_village=same_village))
        previous = (place, row)
        if rng.random() < line.mess.refused and not layout.merged_village:
            add_refusal(rng, sheet, layout, line)
        if layout.repeat_header_every and count % layout.repeat_header_every == 0 and not layout.merged_village:
            add_header(sheet, layout.columns)
            previous = None
    if village is not None and layout.merged_village:
        merge_down(sheet, village, merged_from)


def made_row(layout: Layout, line: Line) -> list[Cell]:
    """The values of one line; prose and names get the file's punctuation."""
    cells = [(column.field, CELLS[column.field](line)) for column in layout.columns]
    return [layout.typed(value) if field in PROSE and isinstance(value, str) else value for field, value in cells]


def shown(rng: Random, layout: Layout, row: list[Cell], above: list[Cell] | None, *, same_village: bool) -> list[Cell]:
    """The row as typed: the village once per merged block, 同上 for what equals the row above."""
    if above is None:
        return row
    typed = list(row)
    for index, column in enumerate(layout.columns):
        if layout.merged_village and column.field == "village" and same_village:
            typed[index] = None
        elif (
            layout.ditto_word and column.field in SHAREABLE and row[index] is not None and row[index] == above[index] and rng.random() < 0.8
        ):
            typed[index] = layout.ditto_word
    return typed


def merge_down(sheet: Sheet, column: int, first: int) -> None:
    if len(sheet.rows) - first > 1:
        sheet.merges.append(Merge(first, column, len(sheet.rows) - 1, column))


def add_refusal(rng: Random, sheet: Sheet, layout: Layout, line: Line) -> None:
    """A row with neither name nor text, or one dated in the next century."""
    dated = layout.index_of("found_date")
    if dated is not None and rng.random() < 0.5:
        row = made_row(layout, line)
        row[dated] = date(2121, 4, 5) if rng.random() < 0.5 else "2121年4月5日"
        why = "date in 2121"
    else:
        kept = ("seq", "village", "town", "finder", "found_date", "unit_lead", "type")
        row = [value if column.field in kept else None for column, value in zip(layout.columns, made_row(layout, line), strict=True)]
        why = "neither name nor text"
    sheet.refusals.append(Refusal(len(sheet.rows), why))
    sheet.rows.append(row)


def add_bottom(rng: Random, sheet: Sheet, layout: Layout, count: int) -> None:
    width = len(layout.columns)
    if layout.totals:
        row: list[Cell] = [None] * width
        row[0] = rng.choice(("合计", "小计", "总计", "合 计"))
        row[1 if width < 6 else rng.randint(1, 4)] = rng.choice((count, f"{count}件", f"共{count}条"))
        sheet.rows.append(row)
    if layout.footer:
        if rng.random() < 0.5:
            sheet.rows.append([None] * width)
        signed: list[Cell] = [None] * width
        for place, word in enumerate(("填表人:", "审核人:", "联系电话:")):
            signed[place * width // 3] = layout.typed(word)
        sheet.rows.append(signed)
        if rng.random() < 0.6:
            sheet.add_across(layout.typed(rng.choice(NOTES)), width)
