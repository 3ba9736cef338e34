"""What rooms above wait for: once a move of a matter is committed, they are told the step."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from huajie.matters.models import Step

Listener = Callable[[Step], None]
_listeners: dict[Listener, None] = {}


def when_moved(listener: Listener) -> None:
    """Call it after commit with every step. A consequence: the move stands even if the listener fails."""
    _listeners[listener] = None


def moved(step: Step) -> None:
    """Tell everybody who waits for it, once this is committed."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, step), robust=True)
