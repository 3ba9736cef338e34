"""Numbers as shares of a bar 100 wide, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 0.4
_LEAST = 0.8  # what is there at all stays visible


@dataclass(frozen=True)
class Segment:
    """One stretch of a bar: its name as a class, where it starts and how wide it is, of 100."""

    name: str
    start: float
    width: float


def segments(parts: Sequence[tuple[str, int]], total: int) -> list[Segment]:
    """The stretches for named counts, with a gap between them; nothing for zero. They never run past 100."""
    shown = [(name, count) for name, count in parts if count > 0]
    if not shown or total <= 0:
        return []
    room = 100 - _GAP * (len(shown) - 1)
    widths = [max(_LEAST, room * count / total) for _, count in shown]
    over = max(0.0, sum(widths) - room)
    widest = widths.index(max(widths))
    widths[widest] -= over
    laid, start = [], 0.0
    for (name, _), width in zip(shown, widths, strict=True):
        laid.append(Segment(name, round(start, 2), round(width, 2)))
        start += width + _GAP
    return laid
