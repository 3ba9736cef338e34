"""A lifecycle is a table of moves: from where to where, who may, what is needed, on which ground, and which notice it owes."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from django.utils.functional import Promise

from huajie.core.errors import Refused

P = TypeVar("P", bound=Hashable)  # permissions are declared in a room above
BEGINNING = ""
STAYS = "(stays)"  # the target of a move that records something and leaves the record where it stands
BEFORE = "(before)"  # the target of a move that leads back to where the record stood before


class MoveRefused(Refused):
    """The move is not possible now."""


class NotFromHere(MoveRefused):
    """The table has no such move from the state in which the record stands."""


class Missing(MoveRefused):
    """A fact that the move needs is not there. `needs` names them."""

    def __init__(self, message: object, needs: tuple[str, ...]) -> None:
        super().__init__(message)
        self.needs = needs


class Overtaken(MoveRefused):
    """Somebody else changed the record since it was read."""


class Given(Enum):
    """Where a fact that a move needs comes from."""

    SAID = "said"  # with the move itself
    HELD = "held"  # it stands in the record before the move


@dataclass(frozen=True, slots=True)
class Need:
    """A fact without which a move is refused, and what to do when it is missing."""

    name: str
    label: Promise | str
    advice: Promise | str
    given: Given = Given.SAID


@dataclass(frozen=True, slots=True)
class Move(Generic[P]):
    """One row of the table. `sources` holds BEGINNING where a record begins; `target` may be BEFORE or STAYS."""

    name: str
    label: Promise | str
    sources: frozenset[str]
    target: str
    permission: P
    basis: str  # law and article in Chinese, or whose rule it is
    needs: tuple[Need, ...] = ()
    notice: str = ""  # the notice that the move owes the resident; empty: none
    explains: Promise | str = ""  # what will happen, and whether it can be undone

    def demand(self, said: frozenset[str], held: frozenset[str]) -> None:
        """Refuse unless everything that the move needs is said or held."""
        missing = [need for need in self.needs if need.name not in (said if need.given is Given.SAID else held)]
        if missing:
            raise Missing(" ".join(str(need.advice) for need in missing), tuple(need.name for need in missing))


@dataclass(frozen=True)
class Lifecycle(Generic[P]):
    """All moves of one kind of record."""

    moves: tuple[Move[P], ...]
    _by_name: dict[str, Move[P]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {move.name: move for move in self.moves})

    def move(self, name: str) -> Move[P]:
        """The move of that name; an unknown name is a programming error."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def from_state(self, state: str) -> tuple[Move[P], ...]:
        """The moves that lead away from a state, in the order of the table."""
        return tuple(move for move in self.moves if state in move.sources)
