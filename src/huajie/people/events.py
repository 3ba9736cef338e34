"""What rooms above wait for: once a change is committed they are told whose names have changed."""

from collections.abc import Callable, Iterable

from django.db import transaction

Listener = Callable[[frozenset[int]], None]
_listeners: dict[Listener, None] = {}


def when_names_change(listener: Listener) -> None:
    """Call it after commit with the keys of the people who go by other names, or stand for others, from now on."""
    _listeners[listener] = None


def names_changed(person_ids: Iterable[int]) -> None:
    """Tell everybody who waits for it, once this is committed."""
    keys = frozenset(person_ids)
    if keys:
        transaction.on_commit(lambda: _tell(keys))


def _tell(keys: frozenset[int]) -> None:
    for listener in _listeners:
        listener(keys)
