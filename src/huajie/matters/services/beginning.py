"""What begins with a matter, for many at once: its first step and its first deadlines."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from huajie.accounts.models import Staff
from huajie.core.bulk import insert
from huajie.deadlines.services import running
from huajie.matters.duties import started_by
from huajie.matters.models import Matter, MatterClock, Step
from huajie.matters.services.clocks import nearest
from huajie.matters.states import State


def first_clocks(matters: Sequence[Matter], on: date) -> list[tuple[Matter, MatterClock]]:
    """The deadlines that begin with each matter, not written yet; the nearest stands on the matter."""
    clocks = []
    ends = cache(lambda code: running.counted(code, on))  # the same few duties for all of them
    for matter in matters:
        own = [running.prepared(MatterClock, code, on, ends(code)) for code in started_by("register", matter)]
        matter.due_on, matter.near_on, matter.silent_on = nearest(matter, own)
        clocks += [(matter, clock) for clock in own]
    return clocks


def begin(matters: Sequence[Matter], clocks: Sequence[tuple[Matter, MatterClock]], by: Staff | None) -> None:
    """Write the first step of each matter, and its deadlines."""
    insert([Step(matter=matter, move="register", to_state=State.REGISTERED, by=by) for matter in matters])
    for matter, clock in clocks:
        clock.matter_id = matter.pk
    insert([clock for _matter, clock in clocks])
