"""A table form: its columns, their order and headers, and what fills them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.utils.functional import Promise

R = TypeVar("R")
Cell = str | int | float | date | None


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: the field it holds, its header, how a record fills it, and its width in characters."""

    field: str
    header: str | Promise
    value: Callable[[R], Cell]
    width: int = 14


@dataclass(frozen=True)
class Layout(Generic[R]):
    """The columns of a table in their order, and the title rows above the header."""

    columns: tuple[Column[R], ...]
    titles: tuple[str, ...] = ()

    def headers(self) -> list[str]:
        """The header row, in the reader's language."""
        return [str(column.header) for column in self.columns]

    def row(self, record: R) -> list[Cell]:
        """The cells of one record."""
        return [column.value(record) for column in self.columns]
