"""Deadlines of matters when the calendar changes, and when two matters are found to be one."""

from datetime import date

import pytest
import time_machine

from huajie.audit.services import SYSTEM
from huajie.deadlines.models import ChangeKind
from huajie.deadlines.services.editing import set_day
from huajie.matters.models import FAR, MatterClock
from huajie.matters.services.merging import merge_matters, undo
from huajie.matters.services.moving import move
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import make_areas
from huajie.rules.clocks.calendar import DayKind


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()


@time_machine.travel("2026-11-02 10:00+08:00")
def test_a_day_off_in_between_moves_every_open_deadline_and_leaves_a_row_beside_each() -> None:
    open_ones, done = [register_matter(text=f"第{number}件漏水") for number in range(3)], register_matter(text="已受理的漏水")
    move(done, "accept", by=SYSTEM)
    ended = done.clocks.get(code="HD-ACCEPT").due_on

    moved = set_day(date(2026, 11, 4), DayKind.HOLIDAY, by=SYSTEM, because="本区放假一天")

    for matter in open_ones:
        matter.refresh_from_db()
        assert matter.due_on == matter.clocks.get().due_on == date(2026, 11, 6)
        assert matter.clocks.get().changes.get(kind=ChangeKind.RECOMPUTED).before_due_on == date(2026, 11, 5)
    assert moved == len(open_ones)
    assert done.clocks.get(code="HD-ACCEPT").due_on == ended


def test_the_deadlines_of_what_was_merged_count_for_the_matter_that_stands() -> None:
    kept, absorbed = register_matter(), register_matter(text="同一件漏水")
    move(kept, "accept", by=SYSTEM)
    soonest = MatterClock.objects.get(matter=absorbed, stopped_on=None).due_on
    assert kept.due_on > soonest

    merge = merge_matters(kept, absorbed, by=SYSTEM, because="同一件事")
    assert kept.due_on == soonest

    undo(merge, by=SYSTEM)
    kept.refresh_from_db()
    assert soonest < kept.due_on < FAR
