"""The events that other systems can be told of: one for each move in the life of a matter."""

from huajie.matters.states import LIFECYCLE

TEST = "webhook.test"
_PREFIX = "matter."


def event_of(move: str) -> str:
    """The name of the event that a move is."""
    return _PREFIX + move


def move_of(event: str) -> str:
    """And back."""
    return event.removeprefix(_PREFIX)


EVENTS = {event_of(move.name): move.label for move in LIFECYCLE.moves}
