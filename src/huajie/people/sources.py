"""Where something was read, in words: rooms above say what their sources are called and where they are shown."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Source:
    """What a source is called, and the page that shows it, if there is one."""

    label: str | Promise
    url: str = ""


# From the keys of some sources ("37" of "row:37") to what they are called; unknown keys are left out.
Resolver = Callable[[Collection[str]], Mapping[str, Source]]
_resolvers: dict[str, Resolver] = {}


def register_sources(prefix: str, resolver: Resolver) -> None:
    """Say how the sources that begin with a prefix ("row") are called."""
    _resolvers[prefix] = resolver


def named(sources: Collection[str]) -> dict[str, Source]:
    """A name for every source; one call to its room for all sources of a kind."""
    by_prefix: dict[str, set[str]] = {}
    for source in set(sources):
        prefix, _colon, key = source.partition(":")
        by_prefix.setdefault(prefix, set()).add(key)
    found = {source: Source(_plain(source)) for source in sources}
    for prefix, keys in by_prefix.items():
        if prefix in _resolvers:
            found |= {f"{prefix}:{key}": source for key, source in _resolvers[prefix](keys).items()}
    return found


def _plain(source: str) -> str:
    """A source whose room says nothing about it."""
    prefix, _colon, key = source.partition(":")
    if prefix == "staff":
        return _("entered by %(name)s") % {"name": key}
    return _("list row no. %(key)s") % {"key": key} if prefix == "row" else source
