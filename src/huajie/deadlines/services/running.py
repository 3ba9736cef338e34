"""Clocks of any record: started, paused, extended, stopped and counted again. Each change leaves a row beside the clock.

Whoever calls records the act: a clock changes as part of a larger one, in its transaction.
"""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.core.bulk import add, update
from huajie.core.errors import Refused
from huajie.deadlines.models import ChangeKind, RunningClock
from huajie.deadlines.queries import counter
from huajie.deadlines.said import refusal_of
from huajie.rules.clocks.counting import Count, Deadline, Span
from huajie.rules.clocks.duties import duty
from huajie.rules.clocks.refusals import ClockRefused, Why

C = TypeVar("C", bound=RunningClock)
_DAY = timedelta(days=1)
COUNTED = ("target_on", "due_on", "half_on", "provisional")


def counted(code: str, on: date, spans: tuple[Span, ...] = (), extended_by: int = 0) -> Deadline:
    """The days on which a duty that starts on a day ends, by the calendar as it stands. What its article does not allow is refused."""
    try:
        return counter()(Count(duty(code, _day(on)), on, spans, extended_by))
    except ClockRefused as refused:
        raise refusal_of(refused) from refused


def prepared(model: type[C], code: str, on: date, ends: Deadline, **columns: Any) -> C:  # Any: columns of the concrete model
    """A clock that is not written yet."""
    clock = model(code=code, started_on=_day(on), **columns)
    put(clock, ends)
    return clock


def start(model: type[C], code: str, on: date, *, by: Staff | None, because: str = "", **columns: Any) -> C:  # Any: as above
    """Let the time of a duty run from a day; for a limit in hours, from a moment."""
    clock = prepared(model, code, on, counted(code, on), **columns)
    add(clock)
    _change(clock, ChangeKind.STARTED, _day(on), by, because, after_due_on=clock.due_on)
    return clock


def suspend(clock: RunningClock, on: date, ground: str, *, by: Staff | None, because: str = "") -> None:
    """From this day on days are not counted, if the duty's article or a local rule knows the ground."""
    _hold(clock)
    _demand_running_on(clock, on)
    if clock.suspended_since:
        raise Refused(_("This deadline stands still already, since %(day)s.") % {"day": clock.suspended_since})
    try:
        duty(clock.code, clock.started_on).ground(ground)
    except ClockRefused as refused:
        raise refusal_of(refused) from refused
    clock.suspended_since = on
    clock.save(update_fields=["suspended_since"])
    _change(clock, ChangeKind.SUSPENDED, on, by, because, ground=ground, before_due_on=clock.due_on)


def resume(clock: RunningClock, on: date, *, by: Staff | None, because: str = "") -> None:
    """From this day on days are counted again; those since the suspension are not."""
    _hold(clock)
    _demand_running_on(clock, on)
    _resume(clock, on, by, because)


def extend(clock: RunningClock, extra: int, on: date, *, by: Staff | None, because: str) -> None:
    """More time, in the duty's own unit, within what its article allows in all, approved before the time was over."""
    _hold(clock)
    _demand_running_on(clock, on)
    if not because.strip():
        raise Refused(_("An extension needs a reason, and the resident is told it."))
    if extra < 1:
        raise refusal_of(ClockRefused(Why.EXTENSION_NOT_POSITIVE, asked=extra))
    if on > clock.due_on and not clock.suspended_since:
        raise Refused(_("The limit passed on %(day)s: it can no longer be extended.") % {"day": clock.due_on})
    before, clock.extended_by = clock.due_on, clock.extended_by + extra
    put(clock, counted(clock.code, clock.started_on, spans_of(clock), clock.extended_by))
    clock.save(update_fields=[*COUNTED, "extended_by"])
    _change(clock, ChangeKind.EXTENDED, on, by, because, before_due_on=before, after_due_on=clock.due_on)


def stop(clock: RunningClock, on: date, *, by: Staff | None, because: str = "") -> None:
    """The duty is fulfilled, or owed no longer. In time or not follows from the day."""
    _hold(clock)
    stop_held(clock, on, by=by, because=because)


def stop_held(clock: RunningClock, on: date, *, by: Staff | None, because: str = "") -> None:
    """The same for a clock that was read for change in this transaction."""
    _demand_running_on(clock, on)
    if clock.suspended_since:
        _resume(clock, on, by, because)
    clock.stopped_on, clock.met = on, on <= clock.due_on
    update([clock], ["stopped_on", "met"])
    _change(clock, ChangeKind.STOPPED, on, by, because, before_due_on=clock.due_on)


def recompute(clock: RunningClock, on: date, *, by: Staff | None, because: str) -> bool:
    """Count again by the calendar as it stands. True if and only if something changed; that leaves a row."""
    _hold(clock)
    before = clock.due_on
    if not put(clock, counted(clock.code, clock.started_on, spans_of(clock), clock.extended_by)):
        return False
    clock.save(update_fields=COUNTED)
    _change(clock, ChangeKind.RECOMPUTED, on, by, because, before_due_on=before, after_due_on=clock.due_on)
    return True


def spans_of(clock: RunningClock) -> tuple[Span, ...]:
    """The days that were not counted, from the rows beside the clock."""
    rows = clock.changes.filter(kind=ChangeKind.RESUMED, span_first__isnull=False).order_by("pk")  # type: ignore[attr-defined]  # concrete models have it
    return tuple(Span(first, last, ground) for first, last, ground in rows.values_list("span_first", "span_last", "ground"))


def _resume(clock: RunningClock, on: date, by: Staff | None, because: str) -> None:
    since = clock.suspended_since
    if since is None:
        raise Refused(_("This deadline does not stand still."))
    if on < since:
        raise Refused(_("It stands still since %(day)s: it cannot go on before.") % {"day": since})
    paused = clock.changes.filter(kind=ChangeKind.SUSPENDED).order_by("-pk")  # type: ignore[attr-defined]  # as above
    ground: str = paused.values_list("ground", flat=True)[0]
    span = (Span(since, on - _DAY, ground),) if on > since else ()
    before, clock.suspended_since = clock.due_on, None
    put(clock, counted(clock.code, clock.started_on, spans_of(clock) + span, clock.extended_by))
    clock.save(update_fields=[*COUNTED, "suspended_since"])
    written = {"span_first": span[0].first, "span_last": span[0].last} if span else {}
    _change(clock, ChangeKind.RESUMED, on, by, because, ground=ground, before_due_on=before, after_due_on=clock.due_on, **written)


def put(clock: RunningClock, ends: Deadline) -> bool:
    """Put the counted days on the clock. True if and only if one is another than before."""
    before = [getattr(clock, column) for column in COUNTED]
    clock.target_on, clock.due_on, clock.half_on = _day(ends.target_on), _day(ends.due_on), _day(ends.half_on)
    clock.provisional = ends.provisional
    return before != [getattr(clock, column) for column in COUNTED]


def _hold(clock: RunningClock) -> None:
    """One change of a clock at a time, on what it is now."""
    clock.refresh_from_db(from_queryset=type(clock)._default_manager.select_for_update())


def _demand_running_on(clock: RunningClock, on: date) -> None:
    if clock.stopped_on:
        raise Refused(_("This deadline ended on %(day)s.") % {"day": clock.stopped_on})
    if on < clock.started_on:
        raise Refused(_("%(on)s lies before %(day)s, the day on which the time began.") % {"on": on, "day": clock.started_on})


def _change(clock: RunningClock, kind: ChangeKind, on: date, by: Staff | None, because: str, **facts: Any) -> None:  # Any: its columns
    changes = clock.changes  # type: ignore[attr-defined]  # as above
    add(changes.model(clock=clock, kind=kind, on=on, by=by, because=because[:200], **facts))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
