"""Made-up age: a matter of the demo and all that hangs on it stand as if they had begun some days earlier.

Acts happen now, so a demo would be a district on its first morning. Only an installation marked as a demo may do this, and the record of
acts is left as it is: there every act keeps the moment at which it was really done.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import F

from huajie.accounts.queries import is_demo
from huajie.core.bulk import update
from huajie.deadlines.models import ChangeKind
from huajie.deadlines.services import running
from huajie.matters.models import (
    Attachment,
    CallBack,
    CaseNote,
    Confirmation,
    ExtensionRequest,
    FollowUp,
    Handover,
    Matter,
    MatterClock,
    MatterClockChange,
    Notice,
    Outcome,
    Step,
    Task,
    Team,
    TeamMember,
    Withholding,
)
from huajie.matters.services.clocks import refresh
from huajie.rules.clocks.counting import Span

_HANGS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Matter, "pk", ("last_contact_on", "next_step_on", "closed_on")),
    (Step, "matter_id", ("at",)),
    (CaseNote, "matter_id", ("on", "recorded_at")),
    (Task, "matter_id", ("due_on", "set_at", "done_on")),
    (Attachment, "matter_id", ("added_at",)),
    (Handover, "matter_id", ("due_on", "sent_at", "answered_at")),
    (Notice, "matter_id", ("owed_since", "made_at", "served_on")),
    (Outcome, "matter_id", ("written_at", "told_on")),
    (Confirmation, "outcome__matter_id", ("at",)),
    (CallBack, "matter_id", ("due_on", "done_on")),
    (FollowUp, "matter_id", ("due_on", "done_on")),
    (Withholding, "matter_id", ("since",)),
    (ExtensionRequest, "clock__matter_id", ("asked_at", "decided_at")),
    (Team, "matters__pk", ("formed_at",)),
    (TeamMember, "team__matters__pk", ("since", "due_on", "offered_at", "accepted_at")),
    (MatterClockChange, "clock__matter_id", ("on", "before_due_on", "after_due_on", "span_first", "span_last")),
    (MatterClock, "matter_id", ("started_on", "stopped_on", "suspended_since")),
)
"""Each model with the way to its matter, and the columns that hold a day or a moment. What lists told keeps its days."""


@transaction.atomic
def set_back(days: Mapping[int, int]) -> None:
    """Each of these matters (primary keys) so many days older. Its deadlines are counted anew from the earlier start."""
    if not is_demo():
        raise RuntimeError("only a demo makes its own past")
    for model, path, columns in _HANGS:
        _shift(model, path, columns, days)
    for age in set(days.values()):
        own = MatterClockChange.objects.filter(clock__matter__in=[key for key, back in days.items() if back == age])
        own.update(at=F("at") - timedelta(days=age))  # the moment it was written: the course of a matter is in its order
    _count_anew(list(days))
    refresh(days)


def _shift(model: type[models.Model], path: str, columns: tuple[str, ...], days: Mapping[int, int]) -> None:
    manager = model._default_manager
    matter_of = dict(manager.filter(**{f"{path}__in": list(days)}).values_list("pk", path))
    rows = list(manager.in_bulk(matter_of).values())
    for row in rows:
        back = timedelta(days=days[matter_of[row.pk]])
        for column in columns:
            was = getattr(row, column)
            setattr(row, column, was - back if was else was)
    update(rows, columns)


def _count_anew(keys: list[int]) -> None:
    """A deadline is not the old one less some days: other holidays lie between. Whatever repeats it is told the new one."""
    clocks = list(MatterClock.objects.filter(matter__in=keys).prefetch_related("changes"))
    changes: list[MatterClockChange] = []
    due: dict[tuple[int, str], date] = {}
    for clock in clocks:
        own = list(clock.changes.all())
        spans = tuple(Span(one.span_first, one.span_last, one.ground) for one in own if one.span_first and one.span_last)
        running.put(clock, running.counted(clock.code, clock.started_on, spans, clock.extended_by))
        clock.met = clock.stopped_on <= clock.due_on if clock.stopped_on else None
        due[clock.matter_id, clock.code] = clock.due_on
        changes += _told(clock, own)
    update(clocks, [*running.COUNTED, "met"])
    update(changes, ["before_due_on", "after_due_on"])
    _call_by(due)


def _told(clock: MatterClock, changes: list[MatterClockChange]) -> list[MatterClockChange]:
    """The first and the last limit that the changes of a clock name; those of extensions between stay shifted."""
    for change in changes:
        if change.kind == ChangeKind.STARTED:
            change.after_due_on = running.counted(clock.code, clock.started_on).due_on
        elif change.kind in {ChangeKind.STOPPED, ChangeKind.SUSPENDED}:
            change.before_due_on = clock.due_on
    return changes


def _call_by(due: Mapping[tuple[int, str], date]) -> None:
    """Calls are owed until the day on which their deadline ends."""
    calls = list(CallBack.objects.filter(matter__in={matter for matter, _code in due}))
    for call in calls:
        code = "HD-RECHECK" if call.kind == "recheck" else "HD-CONFIRM"
        call.due_on = due.get((call.matter_id, code), call.due_on)
    update(calls, ["due_on"])
