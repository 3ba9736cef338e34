"""The deadlines of an application: which a move begins, ends, and lets stand still."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from huajie.accounts.models import Staff
from huajie.assistance.models import Application, ApplicationClock, Decision
from huajie.assistance.programmes import families_of
from huajie.assistance.states import GOES_ON, PAUSES, STARTS, STOPS
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open
from huajie.matters.models import FAR
from huajie.rules.clocks.duties import duty


def run_clocks(application: Application, name: str, on: date, by: Staff) -> None:
    """What a move means for the deadlines. Those of programmes that were not asked for never run."""
    programmes = dict(application.asked.values_list("programme", "decision"))
    undecided = families_of(code for code, decision in programmes.items() if decision == Decision.NONE)
    if name in GOES_ON:
        _go_on(application, GOES_ON[name], on, by)
    for clock in _running(application, STOPS.get(name, ())):
        if name != "decide" or clock.code.split("-")[0] not in undecided:
            running.stop(clock, on, by=by)
    for code in STARTS.get(name, ()):
        if code.split("-")[0] in families_of(programmes):
            running.start(ApplicationClock, code, on, by=by, application=application)
    if name in PAUSES:
        _pause(application, PAUSES[name], on, by)
    refresh([application.pk])


def start_refusal(application: Application, code: str, on: date, by: Staff) -> None:
    """A refusal is told in writing within the limit; two of the same rule share one clock."""
    if not _running(application, (code,)):
        running.start(ApplicationClock, code, on, by=by, application=application)


def stop_all(application: Application, on: date, by: Staff) -> None:
    """Nothing is owed any more."""
    for clock in application.clocks.filter(stopped_on=None):
        running.stop(clock, on, by=by)
    refresh([application.pk])


def lengthen(application: Application, extra: int, on: date, by: Staff, because: str) -> list[str]:
    """More time for the decision, where the rule of a programme allows it. The codes of what was lengthened."""
    clocks = [clock for clock in application.clocks.filter(stopped_on=None) if duty(clock.code, clock.started_on).extension]
    for clock in clocks:
        running.extend(clock, extra, on, by=by, because=because)
    refresh([application.pk])
    return [clock.code for clock in clocks]


def count_again(first: date, by: Staff | None, because: str) -> int:
    """The running deadlines of applications, after the calendar has changed."""
    changed = recount_open(ApplicationClock, first, by, because)
    refresh({clock.application_id for clock in changed})
    return len(changed)


def refresh(keys: Iterable[int]) -> None:
    """Write the nearest running limit on each application."""
    for key in keys:
        owed = ApplicationClock.objects.filter(application=key, stopped_on=None, suspended_since=None)
        nearest = owed.aggregate(due=Min("due_on"))["due"]
        Application.objects.filter(pk=key).update(due_on=nearest or FAR)


def _running(application: Application, codes: Iterable[str]) -> list[ApplicationClock]:
    return list(application.clocks.filter(code__in=list(codes), stopped_on=None))


def _pause(application: Application, ground: str, on: date, by: Staff) -> None:
    for clock in application.clocks.filter(stopped_on=None, suspended_since=None):
        if any(allowed.code == ground for allowed in duty(clock.code, clock.started_on).suspends):
            running.suspend(clock, on, ground, by=by)


def _go_on(application: Application, ground: str, on: date, by: Staff) -> None:
    for clock in application.clocks.filter(stopped_on=None, suspended_since__isnull=False):
        if any(allowed.code == ground for allowed in duty(clock.code, clock.started_on).suspends):
            running.resume(clock, on, by=by)
