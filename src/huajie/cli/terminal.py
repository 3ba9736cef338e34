"""How commands speak: results on standard output, progress and remarks on standard error."""

import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

ERR = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
_WIDE = 240


def say(line: str = "") -> None:
    """A result."""
    sys.stdout.write(f"{line}\n")


def say_table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Results in columns; a pipe gets them as wide as they are."""
    table = Table(*titles, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else _WIDE, highlight=False, markup=False).print(table)


def remark(line: str) -> None:
    """Something to know beside the result."""
    ERR.print(line)


def warn(line: str) -> None:
    """Something that must not be missed."""
    ERR.print(line, style="bold red")
