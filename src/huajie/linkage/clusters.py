"""Clusters of rows that respect what must stay apart and do not chain weak links."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

_MOST_CROSS_CHECKS = 400


@dataclass(frozen=True, slots=True)
class Link:
    """A pair that may be merged; a certain one needs no support from the rest of the two clusters."""

    left: int
    right: int
    weight: float
    is_certain: bool = False
    is_loose: bool = False


@dataclass(slots=True)
class Cluster:
    """Rows held to be one. `marks` are facts, such as a sound ID number, on which two clusters that merge must agree."""

    rows: list[int]
    marks: dict[str, set[str]] = field(default_factory=dict)


class Clusters:
    """Grows clusters link by link, the strongest first; refused links are handed back to be asked."""

    def __init__(
        self,
        marks: Sequence[Mapping[str, frozenset[str]]],
        apart: Iterable[tuple[int, int]],
        side: Callable[[int, int], int],
        vetoes: Callable[[Link, int, int], bool],
    ) -> None:
        """One row per entry of `marks`. `apart` pairs never share a cluster; `side` of a pair is 1 for a merge, -1 against.

        `vetoes` tells of two rows, one of each cluster, that they alone forbid what a link would merge.
        """
        self._of = [Cluster([row], {kind: set(values) for kind, values in owned.items()}) for row, owned in enumerate(marks)]
        self._apart: dict[int, set[int]] = {}
        for left, right in apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)
        self._side = side
        self._vetoes = vetoes

    def __getitem__(self, row: int) -> Cluster:
        return self._of[row]

    def merge_ruled(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Merges what a person has said is one, whatever speaks against it."""
        for left, right in sorted(pairs):
            if self._of[left] is not self._of[right]:
                self._merge(self._of[left], self._of[right])

    def merge_all(self, links: Iterable[Link]) -> list[Link]:
        """Merges what may be merged; the outcome does not depend on the order of `links`. Returns the refused."""
        refused = []
        for link in sorted(links, key=lambda each: (-each.is_certain, each.is_loose, -each.weight, each.left, each.right)):
            left, right = self._of[link.left], self._of[link.right]
            if left is right:
                continue
            is_open = not self._is_forbidden(left, right) and not self._is_vetoed(link, left, right)
            if not is_open or not (link.is_certain or self._is_supported(left, right)):
                refused.append(link)
            else:
                self._merge(left, right)
        return refused

    def are_apart(self, left: int, right: int) -> bool:
        """True if and only if somebody has said that the two clusters are different."""
        return any(not self._apart.get(row, frozenset()).isdisjoint(self._of[right].rows) for row in self._of[left].rows)

    def _is_forbidden(self, left: Cluster, right: Cluster) -> bool:
        if any(left.marks[kind].isdisjoint(right.marks[kind]) for kind in left.marks.keys() & right.marks.keys()):
            return True
        return self.are_apart(left.rows[0], right.rows[0])

    def _is_supported(self, left: Cluster, right: Cluster) -> bool:
        """True if and only if more pairs across speak for the merge than against it, so that weak links do not chain."""
        return sum(self._side(one, other) for one, other in _across(left, right)) > 0

    def _is_vetoed(self, link: Link, left: Cluster, right: Cluster) -> bool:
        return any(self._vetoes(link, one, other) for one, other in _across(left, right))

    def _merge(self, left: Cluster, right: Cluster) -> None:
        if len(left.rows) < len(right.rows):
            left, right = right, left
        left.rows.extend(right.rows)
        for kind, values in right.marks.items():
            left.marks.setdefault(kind, set()).update(values)
        for row in right.rows:
            self._of[row] = left


def _across(left: Cluster, right: Cluster) -> list[tuple[int, int]]:
    return list(islice(product(left.rows, right.rows), _MOST_CROSS_CHECKS))
