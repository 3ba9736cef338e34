"""The entries of the side navigation. Rooms above are entered by the composition root; this room knows none of them."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


class MayAsk(Protocol):
    """Whoever knows what the reader may do."""

    def may(self, permission: Any) -> bool: ...  # Any: permissions are declared in a room above


@dataclass(frozen=True)
class Group:
    """Entries that belong together, folded under one place in the navigation."""

    label: Promise | str
    icon: str
    order: int


@dataclass(frozen=True)
class Entry:
    """One place to go: shown if and only if the reader may go there. `count` gives what waits there."""

    label: Promise | str
    icon: str
    url_name: str
    permission: Hashable | None
    order: int
    count: Callable[[Any], int] | None = None
    group: Group | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: its group's place first, then its own inside it."""
        return (self.group.order if self.group else self.order, self.order)


@dataclass(frozen=True)
class Shortcut:
    """A key that leads somewhere from every page, with the button that it presses; shown if and only if the reader may go there."""

    key: str
    label: Promise | str
    icon: str
    url_name: str
    permission: Hashable


@dataclass(frozen=True)
class Link:
    """An entry as one reader sees it on one page; with children: a group, whose own address is that of the first of them."""

    label: Promise | str
    icon: str
    url: str
    current: bool
    count: int
    children: tuple["Link", ...] = ()

    @property
    def is_here(self) -> bool:
        """True if and only if the page belongs to one of its children."""
        return any(child.current for child in self.children)

    @property
    def is_unfolded(self) -> bool:
        """True if and only if its children show by themselves: the page belongs to one of them, or something waits there."""
        return self.is_here or any(child.count for child in self.children)


_entries: dict[str, Entry] = {}
_shortcuts: dict[str, Shortcut] = {}
_searchable: set[Hashable] = set()


def register_entry(entry: Entry) -> None:
    """Show an entry; the same address registered again replaces it."""
    _entries[entry.url_name] = entry


def register_shortcut(shortcut: Shortcut) -> None:
    """Let a key lead somewhere; the same key registered again replaces it."""
    _shortcuts[shortcut.key] = shortcut


def register_search(permission: Hashable) -> None:
    """Show the search at the top of every page to those who hold the permission, too."""
    _searchable.add(permission)


def may_search(scope: MayAsk) -> bool:
    """True if and only if the search could find the reader anything."""
    return any(scope.may(permission) for permission in _searchable)


def shortcuts_for(scope: MayAsk) -> list[Shortcut]:
    """The shortcuts that the reader may use."""
    return [shortcut for shortcut in _shortcuts.values() if scope.may(shortcut.permission)]


def links_for(request: HttpRequest, scope: MayAsk) -> list[Link]:
    """The entries that the reader may open, in order and by group, with the one that the page belongs to marked."""
    allowed = [entry for entry in _entries.values() if entry.permission is None or scope.may(entry.permission)]
    allowed.sort(key=lambda entry: entry.place)
    urls = {entry.url_name: reverse(entry.url_name) for entry in allowed}
    here = _closest(request.path, list(urls.values()))
    links: list[Link] = []
    for group, entries in groupby(allowed, key=lambda entry: entry.group):
        inside = [_link(entry, urls[entry.url_name], here, scope) for entry in entries]
        links += [_folded(group, inside)] if group and len(inside) > 1 else inside
    return links


def _folded(group: Group, inside: list[Link]) -> Link:
    return Link(group.label, group.icon, inside[0].url, current=False, count=0, children=tuple(inside))


def _link(entry: Entry, url: str, here: str, scope: MayAsk) -> Link:
    return Link(entry.label, entry.icon, url, url == here, entry.count(scope) if entry.count else 0)


def _closest(path: str, urls: list[str]) -> str:
    """The longest address that the path begins with; the root counts only for itself."""
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")
