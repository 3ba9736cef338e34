"""How commands speak: results on standard output, progress and remarks on standard error."""

import sys

from rich.console import Console

ERR = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def say(line: str = "") -> None:
    """A result."""
    sys.stdout.write(f"{line}\n")


def remark(line: str) -> None:
    """Something to know beside the result."""
    ERR.print(line)


def warn(line: str) -> None:
    """Something that must not be missed."""
    ERR.print(line, style="bold red")
