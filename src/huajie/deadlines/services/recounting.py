"""Counting again whatever still runs, when the calendar has changed. Rooms that own clocks say so once, when they start."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.core.bulk import insert, update
from huajie.deadlines.models import ChangeKind, RunningClock
from huajie.deadlines.services.running import COUNTED, counted, put
from huajie.rules.clocks.counting import Span

C = TypeVar("C", bound=RunningClock)
Recount = Callable[[date, Staff | None, str], int]
"""(first day that changed, by whom, why) → how many clocks have another date now."""

_AT_ONCE = 2_000
_recounts: list[Recount] = []


def when_calendar_changes(recount: Recount) -> None:
    """From now on this is called, within the edit's own transaction, whenever a day or a year has changed."""
    if recount not in _recounts:
        _recounts.append(recount)


def recount_all(first: date, by: Staff | None, because: str) -> int:
    """Every room counts its clocks again; how many have another date now."""
    return sum(recount(first, by, because) for recount in _recounts)


def recount_open(model: type[C], first: date, by: Staff | None, because: str) -> list[C]:
    """Count again the running clocks that end on or after the first changed day. Those that changed, each with a row that says so."""
    running = model._default_manager.filter(stopped_on=None, due_on__gte=first).order_by("pk")
    changed: list[C] = []
    after = 0
    while clocks := list(running.filter(pk__gt=after).select_for_update()[:_AT_ONCE]):
        changed += _recount(clocks, by, because)
        after = clocks[-1].pk
    return changed


def _recount(clocks: list[C], by: Staff | None, because: str) -> list[C]:
    changes: Any = type(clocks[0])._meta.get_field("changes").related_model  # Any: each concrete clock has its own
    spans, today = _spans(changes, [clock.pk for clock in clocks]), timezone.localdate()
    changed, rows = [], []
    for clock in clocks:
        before = clock.due_on
        if put(clock, counted(clock.code, clock.started_on, spans[clock.pk], clock.extended_by)):
            changed.append(clock)
            told = {"by": by, "because": because[:200], "before_due_on": before, "after_due_on": clock.due_on}
            rows.append(changes(clock=clock, kind=ChangeKind.RECOMPUTED, on=today, **told))
    update(changed, COUNTED)
    insert(rows)
    return changed


def _spans(changes: Any, keys: Iterable[int]) -> dict[int, tuple[Span, ...]]:
    """The days that were not counted, by clock."""
    found: dict[int, tuple[Span, ...]] = defaultdict(tuple)
    resumed = changes.objects.filter(clock__in=list(keys), kind=ChangeKind.RESUMED, span_first__isnull=False).order_by("pk")
    for key, first, last, ground in resumed.values_list("clock_id", "span_first", "span_last", "ground"):
        found[key] += (Span(first, last, ground),)
    return found
