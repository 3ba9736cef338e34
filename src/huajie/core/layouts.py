"""A table form: its title rows, its columns with their headers and order, what fills them, and the rows below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from django.utils.functional import Promise

R = TypeVar("R")
Cell = str | int | float | date | None
DAY = "yyyy-mm-dd"


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: the field it holds, its header, how a record fills it, and its width in characters.

    `group` is the word above it and its neighbours in a header of two rows; `shown_as` is how a spreadsheet shows days in it.
    """

    field: str
    header: str | Promise
    value: Callable[[R], Cell]
    width: int = 14
    group: str = ""
    shown_as: str = DAY


class HeaderCell(NamedTuple):
    """A word of the header, and the cells that it covers: row and column from 0, both ends included."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Layout(Generic[R]):
    """The columns of a table in their order, the title rows above the header, and the rows below the data.

    A form (`is_form`) is ruled, with its title in large letters over all columns: it is printed, signed and filed.
    """

    columns: tuple[Column[R], ...]
    titles: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    is_form: bool = False

    def headers(self) -> list[str]:
        """The lowest header of each column, in the reader's language."""
        return [str(column.header) for column in self.columns]

    @property
    def header_rows(self) -> int:
        """Two where columns stand in groups."""
        return 2 if any(column.group for column in self.columns) else 1

    def header_cells(self) -> list[HeaderCell]:
        """The header, row by row: groups over neighbours of the same group, columns without a group over both rows."""
        return header_cells([(column.group, str(column.header)) for column in self.columns])

    def row(self, record: R) -> list[Cell]:
        """The cells of one record."""
        return [column.value(record) for column in self.columns]


def header_cells(columns: Sequence[tuple[str, str]]) -> list[HeaderCell]:
    """The header over columns given as (group, header).

    >>> [tuple(cell) for cell in header_cells([("", "序号"), ("甲方", "姓名"), ("甲方", "电话")])]
    [('序号', 0, 0, 1, 0), ('甲方', 0, 1, 0, 2), ('姓名', 1, 1, 1, 1), ('电话', 1, 2, 1, 2)]
    """
    last = 1 if any(group for group, _header in columns) else 0
    upper: list[HeaderCell] = []
    lower: list[HeaderCell] = []
    for group, run in groupby(enumerate(columns), key=lambda column: column[1][0]):
        places = list(run)
        if group and last:
            upper.append(HeaderCell(group, 0, places[0][0], 0, places[-1][0]))
            lower += [HeaderCell(header, 1, place, 1, place) for place, (_group, header) in places]
        else:
            upper += [HeaderCell(header, 0, place, last, place) for place, (_group, header) in places]
    return upper + lower
