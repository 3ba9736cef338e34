"""Plain shapes of what a workbook holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells shown as one, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Rows(Protocol):
    """Rows of a sheet, the first being row 1 of the file; may be walked again and again."""

    def __iter__(self) -> Iterator[list[Cell]]: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: Rows
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()  # 1-based
    widths: Mapping[int, float] = field(default_factory=dict)  # 0-based column → as Excel counts it, where the uploader set it
    is_text: bool = False  # read from delimited text, in which a comma too many shifts cells

    @property
    def is_empty(self) -> bool:
        return not any(cell != "" and not (isinstance(cell, str) and cell.isspace()) for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True)
class Workbook:
    name: str
    sheets: tuple[Sheet, ...]
