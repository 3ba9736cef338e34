"""The deadlines of a matter as its page shows them: both dates, what is left, why a date may still change, and who asked for more time."""

from dataclasses import dataclass

from django.utils import timezone

from huajie.deadlines.explained import Line, lines_of, why_provisional
from huajie.deadlines.queries import calendar
from huajie.deadlines.remaining import Remaining, remaining
from huajie.deadlines.said import length_of, told
from huajie.deadlines.services.running import spans_of
from huajie.matters.models import ExtensionRequest, Matter, MatterClock
from huajie.matters.services.clocks import is_owed
from huajie.people.trees import within
from huajie.rules.clocks.calendar import Calendar
from huajie.rules.clocks.counting import Count
from huajie.rules.clocks.duties import Duty, duty
from huajie.rules.clocks.explaining import explain


@dataclass(frozen=True, slots=True)
class Shown:
    """One deadline with its rule, told in the reader's language. `left` is None once it has ended."""

    clock: MatterClock
    name: str
    article: str
    limit: str
    left: Remaining | None
    is_owed: bool
    why_provisional: str
    waiting: ExtensionRequest | None

    @property
    def is_rolled(self) -> bool:
        """True if and only if the internal target and the hard limit are different days."""
        return self.clock.target_on != self.clock.due_on

    @property
    def is_late(self) -> bool:
        """True if and only if somebody fails a duty: it runs on beyond its limit, or it ended after it."""
        return self.is_owed and (self.left.is_over if self.left else self.clock.met is False)


@dataclass(frozen=True, slots=True)
class Longer:
    """How much more time the article allows still (None: it names no most), who approves it, and whom it is told."""

    most: int | None
    unit: str
    approved_by: str
    notice: str
    article: str


@dataclass(frozen=True, slots=True)
class Course:
    """One deadline day by day, and what happened to it."""

    shown: Shown
    starts: str
    lines: tuple[Line, ...]
    longer: Longer | None
    requests: tuple[ExtensionRequest, ...]


def deadlines_of(matter: Matter) -> list[Shown]:
    """Those that run, the nearest first, then those that ended. Three queries."""
    clocks = MatterClock.objects.filter(within("matter", [matter.standing_id])).select_related("unit").order_by("due_on", "pk")
    waiting = {one.clock_id: one for one in ExtensionRequest.objects.filter(clock__in=clocks, approved=None).select_related("asked_by")}
    days = calendar()
    shown = [_shown(clock, days, waiting.get(clock.pk)) for clock in clocks]
    return sorted(shown, key=lambda one: one.clock.stopped_on is not None)


def course_of(clock: MatterClock) -> Course:
    """Each day's part in the count, as `huajie clocks explain` tells it."""
    rule = duty(clock.code, clock.started_on)
    days = calendar()
    explanation = explain(Count(rule, clock.started_on, spans_of(clock), clock.extended_by), days)
    requests = tuple(clock.extension_requests.select_related("asked_by", "decided_by"))
    waiting = next((one for one in requests if one.approved is None), None)
    shown = _shown(clock, days, waiting)
    return Course(shown, told(rule.starts), lines_of(explanation), _longer(clock, rule), requests)


def _shown(clock: MatterClock, days: Calendar, waiting: ExtensionRequest | None) -> Shown:
    rule = duty(clock.code, clock.started_on)
    return Shown(
        clock=clock,
        name=told(rule.name),
        article=told(rule.article),
        limit=length_of(rule.limit + clock.extended_by, rule.unit),
        left=None if clock.stopped_on else remaining(clock, timezone.localdate(), days),
        is_owed=is_owed(clock),
        why_provisional=why_provisional(clock.due_on, days) if clock.provisional else "",
        waiting=waiting,
    )


def _longer(clock: MatterClock, rule: Duty) -> Longer | None:
    longer = rule.extension
    if longer is None or clock.stopped_on or timezone.localdate() > clock.due_on:
        return None
    most = None if longer.limit is None else longer.limit - clock.extended_by
    if most == 0:
        return None
    unit = length_of(most or 1, rule.unit)
    return Longer(most, unit, told(longer.approved_by), told(longer.notice), told(longer.article))
