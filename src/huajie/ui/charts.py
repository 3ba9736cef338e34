"""Charts drawn by the server as SVG: stacked columns on a plain scale, without script and without inline styles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT, HEAD = 480, 150, 20, 16
_FILL = 0.62  # of a column's room


@dataclass(frozen=True)
class Block:
    """One coloured rectangle of a column; `name` is a colour of parts.css."""

    name: str
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """One column: where it stands, its blocks from the foot up, and what stands below and above it."""

    x: float
    middle: float
    width: float
    label: str
    total: int
    top: float
    blocks: list[Block]


def columns(counts: Sequence[tuple[str, Mapping[str, int]]]) -> list[Column]:
    """Columns for labelled counts, the highest filling the drawing."""
    most = max((sum(parts.values()) for _, parts in counts), default=0) or 1
    room = WIDTH / max(len(counts), 1)
    scale = (HEIGHT - FOOT - HEAD) / most
    return [_column(label, parts, number * room, room, scale) for number, (label, parts) in enumerate(counts)]


def _column(label: str, parts: Mapping[str, int], left: float, room: float, scale: float) -> Column:
    blocks, foot = [], float(HEIGHT - FOOT)
    for name, count in parts.items():
        height = count * scale
        foot -= height
        blocks.append(Block(name, round(foot, 1), round(height, 1)))
    width = round(room * _FILL, 1)
    return Column(
        round(left + (room - width) / 2, 1), round(left + room / 2, 1), width, label, sum(parts.values()), round(foot - 4, 1), blocks
    )
