"""The two tables of leading/states.py as they stand in docs/architecture/leaders.md."""

from collections.abc import Iterator

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import Given, Lifecycle, Move
from huajie.matters.leading.states import CASE_LIFECYCLE, LIST_LIFECYCLE, Who, who_makes

_WHO = {Who.OFFICE: "the office", Who.LEADER: "the leader", Who.TOP: "the top leader"}


def drawn_tables() -> str:
    """Both tables in Markdown, in the language that is active."""
    return "\n\n".join(["### The list", _drawn(LIST_LIFECYCLE), "### A case on it", _drawn(CASE_LIFECYCLE)])


def _drawn(table: Lifecycle[Permission]) -> str:
    head = ["| move | from | to | who | permission | needs | ground |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_line(move) for move in table.moves)])


def _line(move: Move[Permission]) -> str:
    sources = ", ".join(f"`{source}`" if source else "—" for source in sorted(move.sources))
    needs = ", ".join(_needs(move)) or "—"
    cells = [f"`{move.name}` {move.label}", sources, f"`{move.target}`", _WHO[who_makes(move.name)], f"`{move.permission.value}`", needs]
    return f"| {' | '.join([*cells, move.basis])} |"


def _needs(move: Move[Permission]) -> Iterator[str]:
    for need in move.needs:
        yield f"`{need.name}`" if need.given is Given.SAID else f"`{need.name}` (held)"
