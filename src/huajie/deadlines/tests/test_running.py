"""A clock that runs for a record: each change has its row, and the days follow the rules."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huajie.accounts.roles import Role
from huajie.audit.services import SYSTEM
from huajie.core.errors import Refused
from huajie.deadlines.queries import calendar
from huajie.deadlines.services import running
from huajie.deadlines.services.editing import set_day, set_year
from huajie.matters.models import Matter, MatterClock
from huajie.matters.tests.making import register_matter
from huajie.people.tests.making import TOWN, make_areas, make_staff
from huajie.rules.clocks.calendar import DayKind

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
SEPTEMBER = date(2026, 9, 20)


@pytest.fixture
def matter(db: None) -> Matter:
    make_areas()
    return register_matter()


def started(matter: Matter, code: str, on: date = SEPTEMBER) -> MatterClock:
    return running.start(MatterClock, code, on, by=None, matter=matter)


def rows(clock: MatterClock) -> list[tuple[str, date | None, date | None]]:
    return list(clock.changes.values_list("kind", "before_due_on", "after_due_on"))


def test_a_started_clock_knows_its_days(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE", date(2026, 8, 3))
    assert (clock.target_on, clock.due_on, clock.half_on) == (date(2026, 10, 2), date(2026, 10, 8), date(2026, 9, 2))
    assert not clock.provisional
    assert rows(clock) == [("started", None, date(2026, 10, 8))]


def test_suspended_days_do_not_count_once_it_goes_on(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE")
    running.suspend(clock, date(2026, 10, 1), "supplement", by=None, because="等待补正")
    running.resume(clock, date(2026, 10, 11), by=None)
    assert (clock.due_on, clock.suspended_since, clock.provisional) == (date(2026, 11, 30), None, True)
    resumed = clock.changes.get(kind="resumed")
    assert (resumed.span_first, resumed.span_last, resumed.ground) == (date(2026, 10, 1), date(2026, 10, 10), "supplement")


def test_suspended_and_resumed_on_one_day_changes_nothing(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE")
    running.suspend(clock, date(2026, 10, 1), "supplement", by=None)
    running.resume(clock, date(2026, 10, 1), by=None)
    assert clock.due_on == date(2026, 11, 19)


def test_two_extensions_reach_the_most_and_no_further(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE")
    running.extend(clock, 20, date(2026, 11, 1), by=None, because="情况复杂")
    running.extend(clock, 10, date(2026, 11, 2), by=None, because="情况复杂")
    assert (clock.target_on, clock.due_on, clock.extended_by) == (date(2026, 12, 19), date(2026, 12, 21), 30)
    with pytest.raises(Refused, match="至多延长 30"):
        running.extend(clock, 1, date(2026, 11, 3), by=None, because="情况复杂")
    assert MatterClock.objects.get(pk=clock.pk).extended_by == 30


def test_met_follows_from_the_day_and_a_pause_that_still_lasts_counts(matter: Matter) -> None:
    in_time, late, paused = (started(matter, "XF-CLOSE") for _ in range(3))
    running.stop(in_time, date(2026, 11, 19), by=None)
    running.stop(late, date(2026, 11, 20), by=None)
    running.suspend(paused, date(2026, 11, 10), "supplement", by=None)
    running.stop(paused, date(2026, 11, 25), by=None)
    assert (in_time.met, late.met, paused.met) == (True, False, True)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda clock: running.suspend(clock, date(2026, 10, 1), "hearing", by=None), "不因“hearing”中止"),
        (lambda clock: running.suspend(clock, date(2026, 9, 1), "supplement", by=None), "早于起算之日"),
        (lambda clock: running.resume(clock, date(2026, 10, 1), by=None), "没有中止"),
        (lambda clock: running.extend(clock, 31, date(2026, 10, 1), by=None, because="情况复杂"), "至多延长 30"),
        (lambda clock: running.extend(clock, 0, date(2026, 10, 1), by=None, because="情况复杂"), "延长至少为 1"),
        (lambda clock: running.extend(clock, 5, date(2026, 10, 1), by=None, because=" "), "延长要说明理由"),
        (lambda clock: running.extend(clock, 5, date(2026, 11, 20), by=None, because="情况复杂"), "不能再延长"),
        (lambda clock: running.stop(clock, date(2026, 9, 19), by=None), "早于起算之日"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_row(matter: Matter, act: "object", said: str) -> None:
    clock = started(matter, "XF-CLOSE")
    with pytest.raises(Refused, match=said):
        act(clock)  # type: ignore[operator]  # a function of the table above
    assert [kind for kind, _, _ in rows(clock)] == ["started"]


def test_a_stopped_clock_does_not_change(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE")
    running.stop(clock, date(2026, 10, 1), by=None)
    with pytest.raises(Refused, match="停止计算"):
        running.suspend(clock, date(2026, 10, 2), "supplement", by=None)


def test_an_edited_calendar_moves_what_runs_and_each_keeps_a_row(matter: Matter) -> None:
    running_one, stopped, earlier = (
        started(matter, "XF-OBJECT"),
        started(matter, "XF-OBJECT"),
        started(matter, "XF-OBJECT", date(2026, 9, 1)),
    )
    running.stop(stopped, date(2026, 9, 22), by=None)
    operator = make_staff(Role.OPERATOR, TOWN)
    moved = set_day(date(2026, 9, 22), DayKind.HOLIDAY, by=operator, because="台风停工")
    assert moved == MatterClock.objects.filter(changes__kind="recomputed").count() == 1
    clock = MatterClock.objects.get(pk=running_one.pk)
    assert (running_one.due_on, clock.due_on) == (date(2026, 9, 28), date(2026, 9, 29))
    row = clock.changes.get(kind="recomputed")
    assert (row.by, row.because, row.before_due_on, row.after_due_on) == (operator, "台风停工", date(2026, 9, 28), date(2026, 9, 29))
    assert [MatterClock.objects.get(pk=each.pk).due_on for each in (stopped, earlier)] == [stopped.due_on, earlier.due_on]


def test_a_provisional_date_is_settled_once_the_year_is_announced(matter: Matter) -> None:
    clock = started(matter, "DB-REFUSE", date(2026, 12, 31))
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 5), True)
    days = {date(2027, 1, day): (DayKind.HOLIDAY, "元旦") for day in (1, 2, 3)}
    assert set_year(2027, days, announced=True, source=NOTICE, by=SYSTEM) == 1
    clock.refresh_from_db()
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 6), False)


def test_pauses_and_extensions_are_kept_when_it_is_counted_again(matter: Matter) -> None:
    clock = started(matter, "XF-CLOSE")
    running.suspend(clock, date(2026, 10, 1), "supplement", by=None)
    running.resume(clock, date(2026, 10, 11), by=None)
    running.extend(clock, 30, date(2026, 11, 1), by=None, because="情况复杂")
    set_day(date(2026, 12, 29), DayKind.HOLIDAY, by=SYSTEM, because="试")
    clock.refresh_from_db()
    assert (clock.target_on, clock.due_on) == (date(2026, 12, 29), date(2026, 12, 30))
    assert not running.recompute(clock, date(2026, 12, 1), by=None, because="试")


def test_many_of_a_day_are_counted_once(matter: Matter) -> None:
    calendar()
    with CaptureQueriesContext(connection) as asked:
        ends = [running.counted("HD-ACCEPT", SEPTEMBER) for _ in range(50)]
    assert all(end is ends[0] for end in ends)
    assert all("calendaryear" in query["sql"] for query in asked)
