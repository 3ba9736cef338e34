"""What rooms above wait for: once a change is committed they are told whose names have changed."""

from collections.abc import Callable, Iterable

from django.db import transaction

Listener = Callable[[frozenset[int]], None]
FactListener = Callable[[frozenset[int], frozenset[int]], None]
_listeners: dict[Listener, None] = {}
_fact_listeners: dict[FactListener, None] = {}


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


def when_facts_change(listener: FactListener) -> None:
    """Call it after commit with the keys of the people and of the households of whom something else is known from now on."""
    _fact_listeners[listener] = None


def facts_changed(person_ids: Iterable[int | None], household_ids: Iterable[int | None]) -> None:
    """Tell everybody who waits for it, once this is committed."""
    people, households = (frozenset(key for key in keys if key) for keys in (person_ids, household_ids))
    if people or households:
        transaction.on_commit(lambda: _tell_of_facts(people, households))


def _tell_of_facts(people: frozenset[int], households: frozenset[int]) -> None:
    for listener in _fact_listeners:
        listener(people, households)
