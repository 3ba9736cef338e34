"""The demo district at work: some matters go through the ordinary acts of its own staff, stage by stage, and days pass between."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.cli.demo_stages import STAGE_OF, THEN, Case
from huajie.deadlines.services.running import counted
from huajie.demo.courses import COURSES, STAGES, TOWN, UNTIL_DUE, Course
from huajie.demo.district import DemoPlan
from huajie.demo.services.ageing import set_back
from huajie.matters.duties import SETTLING
from huajie.matters.models import CallBack, CallBackKind, Matter, MatterClock
from huajie.matters.services.afterwards import drawn_by
from huajie.matters.services.confirming import record_try
from huajie.matters.states import State
from huajie.matters.worklists import due_soon_until

_LONGEST = 100
"""Days after which the longest of the deadlines for settling is over."""
_NOT_REACHED = 2


@transaction.atomic
def work_in_demo(plan: DemoPlan) -> None:
    """A stage is done for every matter that comes so far, then days pass for all of them at once."""
    rng = Random(f"work {plan.seed}")  # noqa: S311  # made-up work
    cases = list(_chosen(plan, rng))
    with drawn_by(rng):
        for number, stage in enumerate(STAGES):
            there = [case for case in cases if len(case.days) > number]
            for case in there:
                if case.days[number] == UNTIL_DUE:
                    case.days[number] = _until_due(case.matter)
                STAGE_OF[stage](case)
            set_back({case.matter.pk: case.days[number] for case in there})
            for case in there:
                case.matter.refresh_from_db()
        for case in cases:
            if case.then:
                THEN[case.then](case)
    _try_to_call()


def _chosen(plan: DemoPlan, rng: Random) -> Iterator[Case]:
    """Matters that were told early enough; before others those of leaders, and of the town whose staff signs in."""
    home, today = plan.places[0].code[:9], timezone.localdate()
    merged = Matter.objects.filter(root__isnull=False).values("root")
    free = Matter.objects.filter(merged_into=None, state=State.REGISTERED, withholding=None, team=None, steps__by=None)
    pool = list(free.exclude(pk__in=merged).select_related("sector_unit", "territorial_unit").order_by("pk"))
    rng.shuffle(pool)
    pool.sort(key=lambda matter: matter.leader_node_id is None and not matter.area_id.startswith(home))
    for course in sorted(COURSES, key=lambda course: course.unit == TOWN):
        for _number in range(course.count):
            matter = next((one for one in pool if _suits(one, course, today)), None)
            if matter:
                pool.remove(matter)
                yield Case(matter, course.unit, list(course.days), course.then, rng)


def _suits(matter: Matter, course: Course, today: date) -> bool:
    days = _LONGEST if UNTIL_DUE in course.days else sum(course.days)
    if matter.kind != course.kind or matter.found_on > today - timedelta(days=days):
        return False
    unit = matter.territorial_unit if course.unit == TOWN else matter.sector_unit
    return unit is not None and (course.unit == TOWN or unit.code == course.unit)


def _until_due(matter: Matter) -> int:
    """The fewest days by which the matter has to be older for its deadline to end soon."""
    until = due_soon_until(timezone.localdate())
    clock = MatterClock.objects.get(matter=matter, code__in=SETTLING, stopped_on=None)
    ends = (counted(clock.code, clock.started_on - timedelta(days=days)).due_on for days in range(_LONGEST))
    return next(days for days, due in enumerate(ends) if due <= until)


def _try_to_call() -> None:
    """Some residents were called and not reached."""
    operator = Staff.objects.get(username="hotline-operator")
    for call in CallBack.objects.filter(kind=CallBackKind.CONFIRM, done_on=None).order_by("pk")[:_NOT_REACHED]:
        record_try(call, by=operator, note="无人接听，改日再拨")
