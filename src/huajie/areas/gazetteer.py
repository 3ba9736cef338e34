"""Names to areas, in memory: a name, a path of names (花山镇东湖村) or an address gives one area, or says between which it cannot tell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from huajie.areas.models import Level
from huajie.areas.naming import fold, is_full, without_ending

_BETWEEN = re.compile(r"[,.;:/\\|、，。；：·\-—_>()\[\]（）的]*")
_ENOUGH_AFTER_A_SHORT_NAME = re.compile(r"$|[\d,.;:、。()\-]|第|[一二三四五六七八九十]+[社队组号巷]")
_ELSEWHERE = re.compile(r"省|自治[区州县旗]|市|县|州|[^小社校园山库片]区|旗|盟|镇|乡|街道")
_AFTER_A_ROAD = re.compile(r"[路街道巷里坊号栋楼园苑庭厦场圩旁边侧内口\W]")
_REACH = 12  # characters of roads and estates that may stand between a town and its village


class Place(NamedTuple):
    """One area as the gazetteer knows it."""

    code: str
    name: str
    level: Level
    active: bool = True


class Resolution(NamedTuple):
    """The area that a name means; None with the candidates when it means several, or none exactly."""

    area: Place | None
    candidates: tuple[Place, ...] = ()

    @property
    def code(self) -> str:
        """The area's code; empty when there is no one area."""
        return self.area.code if self.area else ""


class _Path(NamedTuple):
    """Names read one after another from the left: where reading stopped, how many there were, and the area they lead to."""

    end: int
    names: int
    place: Place


NOWHERE = Resolution(None)


class Gazetteer:
    """All names of a county, its villages, its grids and what lies above. Built once for an import; then only looked up."""

    def __init__(self, named: Iterable[tuple[str, Place]]) -> None:
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._codes: dict[Level, set[str]] = defaultdict(set)
        for name, place in named:
            self._by_name[fold(name)].append(place)
            self._codes[place.level].add(place.code)
        self._lengths: dict[str, list[int]] = defaultdict(list)  # by the first two characters: most places in a text begin no name
        for length, opening in sorted({(len(name), name[:2]) for name in self._by_name}, reverse=True):
            self._lengths[opening].append(length)
        self._resolved: dict[tuple[str, str, Level | None], Resolution] = {}
        self._found: dict[tuple[str, str], Resolution] = {}

    def resolve(self, name: str, within: str, level: Level | None = None) -> Resolution:
        """The one area within a code that a name or a whole path of names means. `level` settles 新华: the town or the village."""
        key = (fold(name), within, level)
        if key not in self._resolved:
            self._resolved[key] = self._whole(*key)
        return self._resolved[key]

    def holds(self, level: Level, within: str) -> bool:
        """True if and only if an area of this level within a code has a name."""
        return any(code.startswith(within) for code in self._codes[level])

    def find_in(self, address: str, within: str) -> Resolution:
        """The smallest area that an address names (广州市花都区花东镇天和村17社18号: the village), whatever follows it."""
        key = (fold(address), within)
        if key not in self._found:
            self._found[key] = self._search(*key)
        return self._found[key]

    def _whole(self, text: str, within: str, level: Level | None) -> Resolution:
        """Paths that use up the whole text. One that leaves `within` counts only when it names its way: 花山镇东湖村."""
        whole = [path for path in self._paths(text, 0, "") if path.end == len(text) and level in (None, path.place.level)]
        inside = [path.place for path in whole if path.place.code.startswith(within)]
        if inside:
            return _one_of(inside)
        named = [path.place for path in whole if path.names > 1]
        if named:
            return _one_of(named)
        return Resolution(None, _distinct([path.place for path in whole] or self._alike(text, within)))

    def _alike(self, text: str, within: str) -> list[Place]:
        """Villages of the same stem but another kind: 云山村 where there is 云山社区. Never taken without asking."""
        stem = without_ending(text)
        return [place for place in self._by_name.get(stem, ()) if place.level == Level.VILLAGE and place.code.startswith(within)]

    def _search(self, text: str, within: str) -> Resolution:
        """The path that reads furthest, begun at the first name that stands out."""
        elsewhere = _ELSEWHERE.search(text)
        for start in range(elsewhere.end() if elsewhere else len(text)):
            paths = [path for path in self._paths(text, start, "") if _stands_out(text, start, path)]
            if paths:
                return self._furthest(text, paths, within)
        return NOWHERE

    def _furthest(self, text: str, paths: list[_Path], within: str) -> Resolution:
        """Of the paths that were read, those that go furthest down and along; inside `within` where any does."""
        end = max(path.end for path in paths)
        last = [path for path in paths if path.end == end]
        last = [step for path in last for step in self._beyond(text, path)] or last
        inside = [path.place for path in last if path.place.code.startswith(within)]
        if inside:
            return _one_of(inside)
        known_way = [path.place for path in last if path.names > 1 or path.place.level != Level.VILLAGE]
        if known_way:
            return _one_of([place for place in known_way if not within.startswith(place.code)] or known_way)
        return Resolution(None, _distinct([path.place for path in last]))

    def _beyond(self, text: str, path: _Path) -> Iterator[_Path]:
        """A village named a little further on than its town: 新华街道新都大道5号云山社区."""
        if path.place.level != Level.TOWN:
            return
        for start in range(path.end + 1, min(len(text), path.end + _REACH)):
            if not _AFTER_A_ROAD.match(text, start - 1):
                continue
            for further in self._paths(text, start, path.place.code):
                if is_full(text[start : further.end], further.place.level) and further.end - start > 2:
                    yield _Path(further.end, path.names + further.names, further.place)
                    return

    def _paths(self, text: str, start: int, above: str) -> Iterator[_Path]:
        """Every way to read names from `start`, each name within the one before it."""
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            for place in self._by_name.get(text[start:end], ()):
                if place.code.startswith(above) and place.code != above:
                    yield _Path(end, 1, place)
                    gap = _BETWEEN.match(text, end)
                    for further in self._paths(text, gap.end() if gap else end, place.code):
                        yield _Path(further.end, further.names + 1, further.place)


def _stands_out(text: str, start: int, path: _Path) -> bool:
    """A path is taken from a text if its last name says what it is, or if what follows lets a short name stand.

    Within a text only a town's full name, or a village's after a mark (现住:天和村), is certain to begin where it seems to.
    """
    begins = start == 0 or path.names > 1 or path.place.level != Level.VILLAGE or _BETWEEN.fullmatch(text, start - 1, start)
    if is_full(text[start : path.end], path.place.level):
        return bool(begins)
    return (start == 0 or path.names > 1) and bool(_ENOUGH_AFTER_A_SHORT_NAME.match(text, path.end))


def _one_of(places: list[Place]) -> Resolution:
    """The area if all are one, or if only one of them is still in use."""
    found = _distinct(places)
    active = tuple(place for place in found if place.active)
    if len(found) == 1 or len(active) == 1:
        return Resolution((active or found)[0])
    return Resolution(None, found)


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(set(places)))
