"""What holds for every count over 20 years of days, with random suspensions and extensions; a second way of counting agrees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huajie.rules.clocks.announced import announced
from huajie.rules.clocks.calendar import Calendar
from huajie.rules.clocks.counting import Count, Deadline, Part, Span, deadline
from huajie.rules.clocks.duties import Duty, Unit, duties, duty
from huajie.rules.clocks.explaining import explain
from huajie.rules.clocks.refusals import ClockRefused, Why

DAY = timedelta(days=1)
CALENDAR = announced()
COUNTED_IN_DAYS = [version for versions in duties().values() for version in versions if version.unit is not Unit.HOURS]
STARTS = st.dates(date(2005, 1, 1), date(2024, 12, 31))


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """A duty from some day of 20 years, suspended and extended as its article allows."""
    version: Duty = draw(st.sampled_from(COUNTED_IN_DAYS))
    started_on = draw(STARTS)
    grounds = [ground.code for ground in version.suspends]
    spans = draw(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40), st.sampled_from(grounds)), max_size=3)) if grounds else []
    suspensions = tuple(Span(started_on + first * DAY, started_on + (first + length) * DAY, ground) for first, length, ground in spans)
    most = 0 if version.extension is None else version.extension.limit if version.extension.limit is not None else 60
    return Count(version, started_on, suspensions, draw(st.integers(0, most)))


def by_hand(count: Count, calendar: Calendar) -> tuple[date, date]:
    """(target, due) from a plain list of days that count."""
    suspended = {span.first + n * DAY for span in count.suspensions for n in range((span.last - span.first).days + 1)}
    following = [count.started_on + n * DAY for n in range(1, 900)]
    counting = [day for day in following if day not in suspended]
    if count.duty.unit is Unit.WORKDAYS:
        counting = [day for day in counting if calendar.is_workday(day)]
    number = count.duty.limit + count.extended_by
    if count.duty.unit is Unit.MONTHS:
        number = (same_day(count.started_on, number) - count.started_on).days
    target = counting[number - 1]
    worked = target if not count.duty.rolls else next(day for day in following if day >= target and calendar.is_workday(day))
    return target, worked


def same_day(day: date, months: int) -> date:
    """The day of the same number some months later, or the nearest before it that exists."""
    year, month = day.year + (day.month + months - 1) // 12, (day.month + months - 1) % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


@settings(max_examples=200, deadline=None)
@given(counts())
def test_a_second_way_of_counting_agrees_and_nothing_that_rolls_ends_on_a_day_off(count: Count) -> None:
    counted = deadline(count, CALENDAR)
    assert (counted.target_on, counted.due_on) == by_hand(count, CALENDAR)
    assert counted.rolled == (counted.due_on != counted.target_on)
    assert count.started_on <= counted.half_on <= counted.target_on <= counted.due_on
    assert CALENDAR.is_workday(counted.due_on) or not count.duty.rolls


@settings(max_examples=100, deadline=None)
@given(counts())
def test_the_explanation_says_what_the_deadline_says(count: Count) -> None:
    told = explain(count, CALENDAR)
    days = [each.counted for each in told.days]
    read_back = Deadline(
        target_on=next(day.day for day in days if day.is_target),
        due_on=next(day.day for day in days if day.is_due),
        half_on=next(day.day for day in days if day.is_half),
        provisional=told.deadline.provisional,
        rolled=days[-1].part is Part.ROLLED_TO,
    )
    assert read_back == told.deadline == deadline(count, CALENDAR)
    assert [day.day for day in days] == [count.started_on + n * DAY for n in range(len(days))]
    assert all(each.source.zh and each.source.en for each in told.days)


@settings(max_examples=100, deadline=None)
@given(counts())
def test_who_starts_a_day_later_ends_no_earlier(count: Count) -> None:
    later = replace(count, started_on=count.started_on + DAY, suspensions=())
    assert deadline(later, CALENDAR).due_on >= deadline(replace(count, suspensions=()), CALENDAR).due_on


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([version for version in COUNTED_IN_DAYS if version.suspends]), STARTS, st.integers(1, 30), st.integers(1, 20))
def test_suspended_days_move_the_target_by_as_many_days_as_would_have_counted(version: Duty, start: date, length: int, after: int) -> None:
    alone = Count(version, start)
    first = start + after * DAY
    span = Span(first, first + (length - 1) * DAY, version.suspends[0].code)
    before, now = deadline(alone, CALENDAR).target_on, deadline(replace(alone, suspensions=(span,)), CALENDAR).target_on
    assert now >= before
    if version.unit is not Unit.WORKDAYS:
        assert now - before == (length if first <= before else 0) * DAY


def test_beyond_the_known_calendar_a_date_is_provisional_and_follows_weekdays() -> None:
    started_on = date(2026, 12, 31)
    unknown = deadline(Count(duty("DB-REFUSE", started_on), started_on), CALENDAR)
    assert unknown.provisional
    assert unknown.due_on == date(2027, 1, 5)  # New Year's Day counts as the Friday that it is, until it is announced


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(ClockRefused) as refusal:
        duty("XF-CLOES", date(2026, 9, 20))
    assert refusal.value.why is Why.UNKNOWN_DUTY
