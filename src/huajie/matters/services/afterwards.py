"""What a move plans: the call that asks whether it is settled, looks at whether it holds, and the random tenth that is called again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from random import Random, SystemRandom

from django.utils import timezone

from huajie.audit.services import Actor
from huajie.matters.after_closing import is_drawn, rules_on
from huajie.matters.models import CallBack, CallBackKind, FollowUp, Matter, MatterClock, Outcome, Step
from huajie.matters.services import clocks
from huajie.people.services.merging import staff_of

_source: ContextVar[Random] = ContextVar("source", default=SystemRandom())  # noqa: B039  # it has no state that could leak


@contextmanager
def drawn_by(source: Random) -> Iterator[None]:
    """Within, who is called again is drawn from this source; everywhere else from the machine's own, which nobody foresees."""
    was = _source.set(source)
    try:
        yield
    finally:
        _source.reset(was)


def plan(matter: Matter, step: Step, by: Actor) -> None:
    """Part of every move, after its clocks: nobody who moves a matter can leave it out."""
    _PLANS.get(step.move, _nothing)(matter, step, by)


def _ask_whether_settled(matter: Matter, _step: Step, _by: Actor) -> None:
    _ask_the_resident(matter, CallBackKind.CONFIRM)


def _ask_whether_withdrawn(matter: Matter, step: Step, by: Actor) -> None:
    """A withdrawal closes a matter without an answer to an outcome: another one outside the team asks whether it was the resident's own."""
    _drop(matter, step, by)
    _ask_the_resident(matter, CallBackKind.WITHDRAWAL)


def _ask_the_resident(matter: Matter, kind: CallBackKind) -> None:
    asked = MatterClock.objects.filter(matter=matter, code="HD-CONFIRM", stopped_on=None).order_by("-pk")
    CallBack.objects.create(matter=matter, kind=kind, due_on=asked[0].due_on)


def _look_again(matter: Matter, step: Step, by: Actor) -> None:
    on = timezone.localdate(step.at)
    rules = rules_on(on)
    _drop_calls(matter, on)
    FollowUp.objects.bulk_create(FollowUp(matter=matter, due_on=on + timedelta(days=days)) for days in rules.follow_up_days)
    if is_drawn(rules.recheck_share, _source.get()):
        clock = clocks.start(matter, "HD-RECHECK", on, by=staff_of(by))
        CallBack.objects.create(matter=matter, kind=CallBackKind.RECHECK, due_on=clock.due_on)


def _begin_anew(matter: Matter, step: Step, _by: Actor) -> None:
    """It is worked on again: the outcome stands no longer, nor does an answer to it, nor what was planned."""
    Outcome.objects.filter(matter=matter, superseded=False).update(superseded=True)
    _drop(matter, step, _by)


def _drop(matter: Matter, step: Step, _by: Actor) -> None:
    _drop_calls(matter, timezone.localdate(step.at))
    FollowUp.objects.filter(matter=matter, done_on=None).delete()


def _drop_calls(matter: Matter, on: date) -> None:
    """Nobody needs to be called about it any more; what was tried stays."""
    CallBack.objects.filter(matter=matter, done_on=None).update(done_on=on)


def _nothing(_matter: Matter, _step: Step, _by: Actor) -> None:
    """Most moves plan nothing."""


_PLANS: dict[str, Callable[[Matter, Step, Actor], None]] = {
    "resolve": _ask_whether_settled,
    "confirm": _look_again,
    "object": _begin_anew,
    "reopen": _begin_anew,
    "withdraw": _ask_whether_withdrawn,
}
