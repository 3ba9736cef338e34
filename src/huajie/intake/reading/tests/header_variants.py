"""Reads the header variants: set → kind of list → lists."""

from __future__ import annotations

from pathlib import Path

Variants = dict[str, list[str]]


def _read() -> dict[str, Variants]:
    sets: dict[str, Variants] = {}
    lists: list[str] = []
    for line in (Path(__file__).parent / "header_variants.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, kind = line.strip("[]").split()
            lists = sets.setdefault(name, {}).setdefault(kind, [])
        elif line and not line.startswith("#"):
            lists.append(line)
    return sets


_SETS = _read()
BUILT_ON, SEEN_LATER, HELD_OUT, FINAL, FRESH, JUDGED = (
    _SETS[name] for name in ("built_on", "seen_later", "held_out", "final", "fresh", "judged")
)
