"""Tells data rows from totals, footers, notes and blanks."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from huajie.intake.reading.cells import Cell
from huajie.intake.reading.text import as_text, half_width, is_ditto
from huajie.intake.reading.values import ABSENT


class RowKind(enum.Enum):
    DATA = "data"
    TOTAL = "total"
    FOOTER = "footer"
    NOTE = "note"  # notes, examples, repeated headers, dividers
    BLANK = "blank"


_TOTAL = re.compile(
    r"(?:合计|小计|总计|共计|累计|总数|汇总|本页小计|本页合计|总合计|合计数|合计人数|全镇合计).{0,12}|"
    r".{1,12}(?:合计|小计|总计|共计)(?:数|人数|件数)?[:(]?.{0,8}|共\d+(?:件|人|户|宗|"
    r"条|例|起).{0,6}"
)
_TOTAL_VALUE = re.compile(
    r"[\d.,%\s]*(?:件|人|户|宗|元|万元|起|人次|条|例|个|%)?|/|-|—|其中.{0,10}|.{0,6}\d+(?:件|人|户|宗|元|万元|起|条).{0,4}"
)
_FOOTER = re.compile(
    r"(?:填表人?|填报人?|填报单位|填报日期|填报时间|审核人?|制表人?|制表|复核人?|负责人|单位负责人|主要负责人|"
    r"主要领导|分管领导|分管负责人|经办人|联系人|联系电话|审批人?|签发人?|签名|签字|盖章|单位盖章|日期|填表日期|"
    r"填表时间|报送日期|报送时间|审定|统计人|录入人|报表人|"
    r"单位\(盖章\)|\(盖章\)|村\(居\)委会意见|领导签字|领导签名|领导审核|统计时间|制表时间|制表日期|打印时间|"
    r"导出时间|导出人|第.{1,4}页)(?:\(?(?:签名|签字|盖章|公章)\)?)?[:].*|(?:填表人|审核人|"
    r"制表人|填报人|负责人|单位负责人|分管领导)\(?(?:签名|签字|盖章)\)?|第\d+页.*|\(盖章\)"
)
_NOTE = re.compile(
    r"(?:备注|注|说明|填表说明|填报说明|填写说明|注意|注意事项|附注|附件|备注说明|要求|填报要求|温馨提示|"
    r"特别说明|注释|提示)\d?(?:[:.、]|\s).*|(?:※|★|\*|●|◆).{6,}|(?:填表说明|填报说明|"
    r"填写说明|备注说明|注)|以下(?:空白|无正文).*|.*(?:本表|此表)(?:一式|由|每|于|请|须|应|为|"
    r"填).*"
)
_NUMBERED_NOTE = re.compile(r"(?:\(?\d{1,2}\)?[.、)]|\(?[一二三四五六七八九十]{1,2}[)、.]).{4,}")
_COLUMN_NUMBER = re.compile(r"[(（]?(?:\d{1,3}|[甲乙丙丁])[)）]?栏?")
_EXAMPLE = re.compile(r"(?:示例|例|样例|范例|举例|示范|填写示例|填表示例|例如|如|例子|样本)(?:\d{0,2}[:]?|[:].*)")
_DIVIDER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.]|"
    r"第[一二三四五六七八九十\d]+(?:部分|"
    r"类)[:、]?)?\s*(?P<name>[^\d,，。;；:：]{2,15}?)\s*(?:\(?(?:共)?\d+(?:件|"
    r"人|户|宗|例)\)?)?"
)


@dataclass(frozen=True, slots=True)
class RowJudge:
    """Knows the table's header, which columns only number the rows, and which hold a place or a name."""

    header_cells: tuple[str, ...]  # of the last header row, by column
    number_columns: frozenset[int]
    carried_columns: frozenset[int]  # a row with nothing but these is empty
    name_columns: frozenset[int]

    def kind_of(self, cells: Sequence[Cell], merged_from: int | None = None) -> RowKind:
        """What the row is, by its own cells before anything is filled from above."""
        if self._is_plainly_data(cells):
            return RowKind.DATA
        filled = [(index, cell) for index, cell in enumerate(cells) if cell != "" and not (isinstance(cell, str) and not cell.strip())]
        if not filled:
            return RowKind.BLANK
        if (
            all(index in self.number_columns or index in self.carried_columns for index, _cell in filled)
            and len(self.header_cells) > 2
            and len(filled) <= 2
        ):
            return self._sparse(filled)
        first = filled[0][1]
        if isinstance(first, str):
            said = self._said_by(half_width(first).strip().replace(" ", ""), filled)
            if said is not None:
                return said
        if len(filled) > 1 and isinstance(filled[1][1], str) and filled[0][0] in self.number_columns:
            text = half_width(filled[1][1]).strip().replace(" ", "")
            if _TOTAL.fullmatch(text) and self._is_total(filled[1:]):
                return RowKind.TOTAL
        if self._repeats_header(cells, first) or self._numbers_columns(filled):
            return RowKind.NOTE
        return RowKind.DATA

    def _is_plainly_data(self, cells: Sequence[Cell]) -> bool:
        """Cheap and never wrong: a running number at the left, and a name that is neither a number nor speaks of a sum."""
        for index in self.number_columns:
            cell = cells[index] if index < len(cells) else ""
            if not (isinstance(cell, int | float) or (isinstance(cell, str) and cell.isdigit())):
                return False
        names = [cells[index] for index in self.name_columns if index < len(cells) and cells[index] != ""]
        return bool(self.number_columns) and any(
            isinstance(name, str) and len(name) > 1 and not name.isascii() and "计" not in name and ":" not in name and "：" not in name
            for name in names
        )

    def _sparse(self, filled: Sequence[tuple[int, Cell]]) -> RowKind:
        """Only a running number or a carried place: nothing was written, unless it is a total, footer or divider."""
        text = half_width(as_text(filled[0][1])).replace(" ", "")
        if len(filled) == 1 and text.replace(".", "").isdigit():
            return RowKind.BLANK
        said = self._said_by(text, filled)
        if said is not None:
            return said
        if len(filled) == 1 and not is_ditto(filled[0][1]):
            return RowKind.NOTE
        return RowKind.BLANK

    def _said_by(self, text: str, filled: Sequence[tuple[int, Cell]]) -> RowKind | None:
        few = len(filled) <= max(3, len(self.header_cells) // 2)
        if _TOTAL.fullmatch(text) and self._is_total(filled):
            return RowKind.TOTAL
        if few and _FOOTER.fullmatch(text) and not self._looks_filled(filled):
            return RowKind.FOOTER
        if (
            len(filled) <= 2
            and len(self.header_cells) > 3
            and (_NOTE.fullmatch(text) or (len(filled) == 1 and self._is_lone_note(text, filled[0][0])))
        ):
            return RowKind.NOTE
        if _EXAMPLE.fullmatch(text) and filled[0][0] in self.number_columns:
            return RowKind.NOTE
        return None

    def _is_total(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Beside the word for total only figures stand, and no name."""
        rest = filled[1:]
        return all(
            not isinstance(cell, str) or _TOTAL_VALUE.fullmatch(half_width(cell).strip()) or _TOTAL.fullmatch(half_width(cell).strip())
            for _index, cell in rest
        )

    def _looks_filled(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """True if and only if a name column holds something other than a label."""
        return (
            any(
                index in self.name_columns
                and isinstance(cell, str)
                and not re.search(r"[:：]", cell)
                and cell not in ABSENT
                and not _FOOTER.fullmatch(half_width(cell).strip() + ":")
                for index, cell in filled[1:]
            )
            and len(filled) > 2
        )

    def _is_lone_note(self, text: str, index: int) -> bool:
        """A single cell in a wide table: a numbered note, a divider, a closing remark; a name alone stays data."""
        if (
            index in self.name_columns
            and len(text) <= 6
            and index not in self.number_columns
            and not (index == 0 and _DIVIDER.fullmatch(text) and text.endswith(("村", "社区", "镇", "街道")))
        ):
            return False
        return bool(_NUMBERED_NOTE.fullmatch(text)) or index == 0 or len(text) > 30 or index in self.number_columns

    def _repeats_header(self, cells: Sequence[Cell], first: Cell) -> bool:
        if not isinstance(first, str) or as_text(first).replace("\n", "") not in self.header_cells:
            return False
        same = sum(
            isinstance(cell, str) and cell != "" and as_text(cell).replace("\n", "") == header
            for cell, header in zip(cells, self.header_cells, strict=False)
        )
        return same >= 2 and same * 2 >= sum(cell != "" for cell in cells)

    def _numbers_columns(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """(1) (2) (3) … or 甲 乙 1 2 under the header."""
        if len(filled) < 4 or not all(_COLUMN_NUMBER.fullmatch(as_text(cell)) for _index, cell in filled):
            return False
        texts = [half_width(as_text(cell)).strip("()栏 ") for _index, cell in filled]
        numbers = [int(text) for text in texts if text.isdigit()]
        return len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def divider_name(cells: Sequence[Cell]) -> str:
    """The name on a divider row such as “二、两龙社区(5件)”, else nothing."""
    filled = [as_text(cell) for cell in cells if cell != ""]
    if len(filled) != 1:
        return ""
    match = _DIVIDER.fullmatch(half_width(filled[0]))
    return match["name"].strip() if match else ""
