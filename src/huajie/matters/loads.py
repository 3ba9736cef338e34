"""How much somebody has to do: numbers to plan by, shown where people are chosen. They rank nobody and are kept nowhere."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from huajie.matters.models import Leave, Matter, Task, TeamMember


@dataclass(frozen=True, slots=True)
class Load:
    """Open matters of somebody's teams, tasks of theirs that are due today or overdue, and until when they are away."""

    open_matters: int = 0
    tasks_due: int = 0
    away_until: date | None = None


def places_on(day: date) -> QuerySet[TeamMember]:
    """The places on teams that are held on a day: accepted, and not handed on."""
    return TeamMember.objects.filter(Q(until=None) | Q(until__gt=day), accepted_at__isnull=False)


def leaves_on(day: date) -> QuerySet[Leave]:
    """Who is away on a day."""
    return Leave.objects.filter(since__lte=day, until__gte=day, ended_early=False)


def loads_of(people: Collection[int]) -> dict[int, Load]:
    """The load of each of these members of staff (keys), without reports of misconduct: nobody is to guess from it. Four queries."""
    today = timezone.localdate()
    matters = _open_matters(people, today)
    due = Task.objects.filter(assignee__in=people, done_on=None, due_on__lte=today, matter__withholding=None)
    tasks = dict(due.order_by().values_list("assignee").annotate(Count("pk")))
    away = dict(leaves_on(today).filter(staff__in=people).order_by("until").values_list("staff", "until"))
    return {key: Load(matters[key], tasks.get(key, 0), away.get(key)) for key in people}


def _open_matters(people: Collection[int], today: date) -> Counter[int]:
    places = set(places_on(today).filter(staff__in=people).values_list("staff_id", "team_id"))
    matters = Matter.objects.filter(team__in={team for _staff, team in places}, is_open=True, merged_into=None, withholding=None)
    counts = dict(matters.order_by().values_list("team").annotate(Count("pk")))
    found: Counter[int] = Counter()
    for staff, team in places:
        found[staff] += counts.get(team, 0)
    return found
