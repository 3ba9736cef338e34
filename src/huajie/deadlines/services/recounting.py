"""Counting again whatever still runs, when the calendar has changed. Rooms that own clocks say so once, when they start."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.core.bulk import insert, update
from huajie.deadlines.models import ChangeKind, RunningClock
from huajie.deadlines.queries import counter
from huajie.deadlines.services.running import COUNTED, put
from huajie.rules.clocks.counting import Count, Span
from huajie.rules.clocks.duties import duty

C = TypeVar("C", bound=RunningClock)
Recount = Callable[[date, Staff | None, str], int]
"""(first day that changed, by whom, why) → how many clocks have another date now."""

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
    running = model._default_manager.filter(stopped_on=None, due_on__gte=first)
    changed = []
    for clocks in _in_question(running):
        changed += _recount(clocks, by, because)
    return changed


def _in_question(running: QuerySet[C]) -> Iterator[list[C]]:
    """The clocks that were ever paused, and those whose duty, counted from their day, now ends otherwise: the others need not be loaded."""
    held = running.select_for_update()
    paused = _changes_of(running.model).objects.filter(kind=ChangeKind.RESUMED)
    yield list(held.filter(pk__in=paused.values("clock")))
    alike, count = running.order_by().values("code", "started_on", "extended_by", *COUNTED).distinct(), counter()
    for known in list(alike):
        ends = count(Count(duty(known["code"], known["started_on"]), known["started_on"], (), known["extended_by"]))
        if any(known[column] != getattr(ends, column) for column in COUNTED):
            yield list(held.filter(**known))


def _recount(clocks: list[C], by: Staff | None, because: str) -> list[C]:
    if not clocks:
        return []
    changes = _changes_of(type(clocks[0]))
    spans, today, count = _spans(changes, [clock.pk for clock in clocks]), timezone.localdate(), counter()
    changed, rows = [], []
    for clock in clocks:
        before, version = clock.due_on, duty(clock.code, clock.started_on)
        if put(clock, count(Count(version, clock.started_on, spans[clock.pk], clock.extended_by))):
            changed.append(clock)
            told = {"by": by, "because": because[:200], "before_due_on": before, "after_due_on": clock.due_on}
            rows.append(changes(clock=clock, kind=ChangeKind.RECOMPUTED, on=today, **told))
    update(changed, COUNTED)
    insert(rows)
    return changed


def _changes_of(model: type[Model]) -> Any:  # Any: each concrete clock has its own
    return model._meta.get_field("changes").related_model


def _spans(changes: Any, keys: Iterable[int]) -> dict[int, tuple[Span, ...]]:
    """The days that were not counted, by clock."""
    found: dict[int, tuple[Span, ...]] = defaultdict(tuple)
    resumed = changes.objects.filter(clock__in=list(keys), kind=ChangeKind.RESUMED, span_first__isnull=False).order_by("pk")
    for key, first, last, ground in resumed.values_list("clock_id", "span_first", "span_last", "ground"):
        found[key] += (Span(first, last, ground),)
    return found
