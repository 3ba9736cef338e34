"""How far each made-up matter is: its moves with their days, as a register in its third year holds them. 60 of 100 are closed."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from huajie.matters.states import OPEN, State

S = State
SHARES: dict[State, float] = {
    S.REGISTERED: 0.03,
    S.ACCEPTED: 0.025,
    S.ASSIGNED: 0.05,
    S.IN_PROGRESS: 0.21,
    S.SUSPENDED: 0.01,
    S.RESOLVED: 0.06,
    S.REOPENED: 0.015,
    S.CONFIRMED: 0.06,
    S.FOLLOWED_UP: 0.18,
    S.ARCHIVED: 0.29,
    S.NOT_ACCEPTED: 0.02,
    S.TRANSFERRED: 0.02,
    S.WITHDRAWN: 0.03,
}
_WORKED = ("accept", "assign", "start")
_CLOSED = (*_WORKED, "resolve", "confirm")
MOVES: dict[State, tuple[str, ...]] = {
    S.REGISTERED: (),
    S.ACCEPTED: ("accept",),
    S.ASSIGNED: ("accept", "assign"),
    S.IN_PROGRESS: _WORKED,
    S.SUSPENDED: (*_WORKED, "suspend"),
    S.RESOLVED: (*_WORKED, "resolve"),
    S.REOPENED: (*_WORKED, "resolve", "object"),
    S.CONFIRMED: _CLOSED,
    S.FOLLOWED_UP: (*_CLOSED, "follow_up"),
    S.ARCHIVED: (*_CLOSED, "follow_up", "archive"),
    S.NOT_ACCEPTED: ("decline",),
    S.TRANSFERRED: ("accept", "transfer"),
    S.WITHDRAWN: ("accept", "withdraw"),
}
TARGETS: dict[str, State] = {
    "register": S.REGISTERED,
    "accept": S.ACCEPTED,
    "assign": S.ASSIGNED,
    "start": S.IN_PROGRESS,
    "suspend": S.SUSPENDED,
    "resolve": S.RESOLVED,
    "object": S.REOPENED,
    "confirm": S.CONFIRMED,
    "follow_up": S.FOLLOWED_UP,
    "archive": S.ARCHIVED,
    "decline": S.NOT_ACCEPTED,
    "transfer": S.TRANSFERRED,
    "withdraw": S.WITHDRAWN,
}
LONGEST_BEFORE: dict[str, int] = {
    "accept": 4,
    "decline": 4,
    "assign": 3,
    "start": 6,
    "suspend": 20,
    "resolve": 50,
    "object": 10,
    "confirm": 15,
    "follow_up": 90,
    "archive": 60,
    "transfer": 5,
    "withdraw": 20,
}
"""At most so many days lie between a move and the one before it."""
STANDS_AT_MOST: dict[State, int] = {
    S.REGISTERED: 6,
    S.ACCEPTED: 6,
    S.ASSIGNED: 8,
    S.IN_PROGRESS: 62,
    S.SUSPENDED: 40,
    S.RESOLVED: 16,
    S.REOPENED: 60,
}
"""An open matter has stood as it stands for at most so many days."""
YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class Life:
    """The moves made so far, the first of them "register", each with its day."""

    state: State
    moves: tuple[tuple[str, date], ...]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def began_on(self) -> date:
        return self.moves[0][1]

    def day_of(self, move: str) -> date | None:
        """The day of a move, if it was made."""
        return next((day for name, day in self.moves if name == move), None)


def made_life(rng: Random, today: date) -> Life:
    """One life that ends today or earlier."""
    state = rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
    names = MOVES[state]
    last = today - timedelta(days=rng.randrange(STANDS_AT_MOST[state] if state in OPEN else 365 * YEARS_BACK))
    days = [last]
    for name in reversed(names):
        days.append(days[-1] - timedelta(days=rng.randrange(LONGEST_BEFORE[name] + 1)))
    return Life(state, tuple(zip(("register", *names), reversed(days), strict=True)))
