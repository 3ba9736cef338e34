"""Counting a limit, day by day."""

from datetime import date

from huajie.rules.clocks.calendar import Calendar, DayKind
from huajie.rules.clocks.counting import Count, Span, deadline
from huajie.rules.clocks.duties import duty

NATIONAL_DAY = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)} | {date(2026, 10, 10): DayKind.MAKE_UP}
CALENDAR = Calendar(NATIONAL_DAY, known_until=date(2026, 12, 31))


def test_a_limit_that_ends_on_a_holiday_has_a_target_and_a_later_hard_limit() -> None:
    started_on = date(2026, 8, 3)  # the 60th day after it is 2 October
    counted = deadline(Count(duty("XF-CLOSE", started_on), started_on), CALENDAR)
    assert (counted.target_on, counted.due_on, counted.half_on) == (date(2026, 10, 2), date(2026, 10, 8), date(2026, 9, 2))
    assert counted.rolled
    assert not counted.provisional


def test_what_is_suspended_does_not_count() -> None:
    started_on = date(2026, 7, 1)  # the 60th day after it is 30 August
    five_days = Span(date(2026, 8, 1), date(2026, 8, 5), "supplement")
    counted = deadline(Count(duty("XF-CLOSE", started_on), started_on, (five_days,)), CALENDAR)
    assert counted.target_on == date(2026, 9, 4)
    assert counted.provisional  # the ground is the district's own and not verified
