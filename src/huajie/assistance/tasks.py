"""What the background worker does for aid."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from huajie.assistance.models import Sweep
from huajie.assistance.services.claiming import sweep_proofs
from huajie.assistance.services.releasing import release_overdue
from huajie.assistance.services.sweeping import AT_ONCE, households_of, sweep_if_due, sweep_some
from huajie.people.services.registering import chunks

_NIGHT_HOUR = 3


@task()
def look_again(people: list[int], households: list[int]) -> int:
    """Of whom something changed, held against the programmes anew; how many households."""
    keys = households_of(people, households)
    for chunk in chunks(keys, AT_ONCE):
        sweep_some(chunk)
    return len(keys)


def facts_changed(people: frozenset[int], households: frozenset[int]) -> None:
    """Let the worker look, once the register was swept for the first time."""
    if Sweep.objects.exists():
        look_again.enqueue(sorted(people), sorted(households))


@task()
def sweep_nightly() -> bool:
    """A new month and new rules are looked at in the night in which they begin."""
    sweep_nightly.using(run_after=_next_night()).enqueue()
    return sweep_if_due()


def keep_sweeping() -> None:
    """Let the worker look every night; by day it has others to serve."""
    if not DBTaskResult.objects.filter(task_path=sweep_nightly.module_path, status=TaskResultStatus.READY).exists():
        sweep_nightly.using(run_after=_next_night()).enqueue()


def _next_night() -> datetime:
    now = timezone.localtime()
    tonight = now.replace(hour=_NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight > now else tonight + timedelta(days=1)


@task()
def release_daily() -> int:
    """Claims whose term is over are released in the night after it; how many."""
    release_daily.using(run_after=timezone.now() + timedelta(days=1)).enqueue()
    return release_overdue()


def keep_releasing() -> None:
    """Release what is over and delete what failed acts have left, then once a day."""
    sweep_proofs()
    release_overdue()
    if not DBTaskResult.objects.filter(task_path=release_daily.module_path, status=TaskResultStatus.READY).exists():
        release_daily.using(run_after=timezone.now() + timedelta(days=1)).enqueue()
