"""The deadlines of a matter: which run after a move, and the nearest of them, by which worklists are sorted."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.audit.services import Actor
from huajie.core.bulk import update
from huajie.core.written import Written
from huajie.deadlines.services import running
from huajie.deadlines.services.recounting import recount_open
from huajie.matters import duties
from huajie.matters.models import FAR, Matter, MatterClock, Step
from huajie.people.services.merging import staff_of
from huajie.people.trees import standing_ids, within
from huajie.rules.clocks.duties import duty

_AT_ONCE = 2_000


def follow(matter: Matter, step: Step, by: Actor) -> None:
    """End and begin what the move ends and begins, let stand still what may; the nearest deadline is put on the matter, not written yet."""
    on, staff = timezone.localdate(step.at), staff_of(by)
    _end(matter, step, on, staff)
    for code in duties.started_by(step.move, matter):
        start(matter, code, on, by=staff)
    if step.move in {"suspend", "resume"}:
        _stand_still(matter, step, on, staff)
    put_nearest(matter, _running.all(matter.pk))


def start(matter: Matter, code: str, on: date, *, by: Staff | None, because: str = "") -> MatterClock:
    """Let the time of a duty run from a day; the unit that leads owes it."""
    return running.start(MatterClock, code, on, by=by, because=because, matter=matter, unit_id=matter.lead_unit_id)


_running = Written(lambda key: MatterClock.objects.filter(within("matter", [key]), stopped_on=None).order_by("pk").select_for_update(), -1)


def end(matter: Matter, codes: Collection[str], on: date, *, by: Staff | None, because: str = "") -> None:
    """The duties of these codes are fulfilled, or owed no longer."""
    for clock in [clock for clock in _running.all(matter.pk) if clock.code in codes]:
        running.stop_held(clock, on, by=by, because=because)


def _end(matter: Matter, step: Step, on: date, by: Staff | None) -> None:
    codes = duties.ended_by(step.move)
    if codes:
        end(matter, codes, on, by=by, because=step.because[:200])


def _stand_still(matter: Matter, step: Step, on: date, by: Staff | None) -> None:
    """Only clocks whose own rule allows the ground stand still; the others run on."""
    ground = step.facts.get("ground", "")
    for clock in MatterClock.objects.filter(within("matter", [matter.pk]), stopped_on=None):
        if step.move == "resume" and clock.suspended_since:
            running.resume(clock, on, by=by, because=step.because[:200])
        elif step.move == "suspend" and any(allowed.code == ground for allowed in duty(clock.code, clock.started_on).suspends):
            running.suspend(clock, on, ground, by=by, because=step.because[:200])


def count_again(first: date, by: Staff | None, because: str) -> int:
    """Count again what runs, since the calendar changed from this day on; each matter's nearest deadline follows. How many moved."""
    changed = recount_open(MatterClock, first, by, because)
    moved = sorted({clock.matter_id for clock in changed})
    for at in range(0, len(moved), _AT_ONCE):
        refresh(moved[at : at + _AT_ONCE])
    return len(changed)


def refresh(matter_ids: Iterable[int]) -> None:
    """Write the nearest deadline, and from when it is near and silence is warned of, on the matters that stand for these. Three queries."""
    keys = standing_ids(Matter.objects.all(), matter_ids)
    matters = Matter.objects.in_bulk(keys)
    clocks: dict[int, list[MatterClock]] = defaultdict(list)
    for clock in MatterClock.objects.filter(within("matter", keys), stopped_on=None).select_related("matter"):
        clocks[clock.matter.standing_id].append(clock)
    for key, matter in matters.items():
        put_nearest(matter, clocks[key])
    update(list(matters.values()), ["due_on", "near_on", "silent_on"])


def put_nearest(matter: Matter, clocks: Iterable[MatterClock]) -> None:
    """Put on the matter what its running clocks say, not written yet."""
    matter.due_on, matter.near_on, matter.silent_on = nearest(matter, clocks)


def nearest(matter: Matter, clocks: Iterable[MatterClock]) -> tuple[date, date, date]:
    """The nearest hard limit of duties that run, its half-time, and the earliest half-time that passed without contact; FAR: none."""
    owed = [clock for clock in clocks if not clock.suspended_since and is_owed(clock)]
    if not matter.is_open:
        return FAR, FAR, FAR
    silent = [clock.half_on for clock in owed if not matter.last_contact_on or matter.last_contact_on < clock.started_on]
    due, half = min(((clock.due_on, clock.half_on) for clock in owed), default=(FAR, FAR))
    return due, half, min(silent, default=FAR)


def is_owed(clock: MatterClock) -> bool:
    """False if and only if the time is a right, of the resident or of a unit: nobody fails if it passes unused."""
    return clock.code not in duties.OBJECTING and not duty(clock.code, clock.started_on).is_right
