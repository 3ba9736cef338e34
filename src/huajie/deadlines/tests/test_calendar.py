"""The calendar that everything counts by, and editing it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from huajie.accounts.roles import Role
from huajie.accounts.tests.conftest import Posted, district, posted
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.deadlines.queries import calendar
from huajie.deadlines.services.editing import set_day, set_year
from huajie.rules.clocks.announced import announced
from huajie.rules.clocks.calendar import DayKind

__all__ = ["district", "posted"]
NEW_YEAR = date(2027, 1, 1)
OF_2027 = {NEW_YEAR: (DayKind.HOLIDAY, "元旦"), date(2027, 1, 3): (DayKind.MAKE_UP, "元旦")}


@pytest.mark.django_db
def test_a_register_begins_with_what_was_announced() -> None:
    found = calendar()
    assert (dict(found.days), found.known_until) == (dict(announced().days), announced().known_until)
    assert found.names[date(2026, 10, 1)].en == "National Day"
    assert found.sources[2026] == announced().sources[2026]


@pytest.mark.django_db
def test_an_edited_day_counts_at_once_and_says_who_and_why(posted: Posted) -> None:
    assert calendar().is_workday(date(2026, 11, 6))
    operator = posted(Role.OPERATOR)
    set_day(date(2026, 11, 6), DayKind.HOLIDAY, by=operator, name="台风停工", because="区政府通告")
    assert not calendar().is_workday(date(2026, 11, 6))
    assert calendar().names[date(2026, 11, 6)].zh == "台风停工（区政府通告）"
    assert CalendarDay.objects.get(pk=date(2026, 11, 6)).edited_by == operator
    entry = Entry.objects.filter(act="deadlines.calendar_changed").get()
    assert (entry.actor, entry.subject, entry.purpose) == (operator.audit_name, "calendar:2026-11-06", "区政府通告")
    assert entry.detail == {"kind": "holiday", "before": "", "deadlines_moved": 0}


@pytest.mark.django_db
def test_what_another_process_edits_is_read_again_by_one_small_query() -> None:
    calendar()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        calendar()
    assert len(asked) == 1
    CalendarDay.objects.create(day=date(2026, 11, 6), kind="holiday")
    assert calendar().is_workday(date(2026, 11, 6))
    CalendarYear.objects.filter(year=2026).update(revision=uuid4())
    assert not calendar().is_workday(date(2026, 11, 6))


@pytest.mark.django_db
def test_an_announced_year_is_known_and_can_be_taken_back() -> None:
    set_year(2027, OF_2027, announced=True, source="国务院办公厅关于2027年部分节假日安排的通知", by=SYSTEM)
    assert calendar().known_until == date(2027, 12, 31)
    assert not calendar().is_workday(NEW_YEAR)
    set_year(2027, {}, announced=False, source="", by=SYSTEM)
    assert calendar().known_until == date(2026, 12, 31)
    assert calendar().is_workday(NEW_YEAR)


@pytest.mark.django_db
def test_a_year_beyond_a_gap_is_not_known() -> None:
    set_year(2028, {}, announced=True, source="通知", by=SYSTEM)
    assert calendar().known_until == date(2026, 12, 31)


@pytest.mark.django_db
def test_a_day_that_stays_what_it_was_keeps_who_edited_it() -> None:
    set_year(2027, OF_2027, announced=False, source="", by=SYSTEM)
    set_day(NEW_YEAR, DayKind.HOLIDAY, by=SYSTEM, name="元旦", because="先行确认")
    set_year(2027, OF_2027, announced=True, source="通知", by=SYSTEM)
    assert CalendarDay.objects.get(pk=NEW_YEAR).because == "先行确认"


@pytest.mark.django_db
def test_an_edit_that_cannot_be_is_refused_and_writes_nothing(posted: Posted) -> None:
    with pytest.raises(NotPermitted):
        set_day(NEW_YEAR, DayKind.HOLIDAY, by=posted(Role.TOWN_COORDINATOR), because="x")
    with pytest.raises(Refused, match="说明原因"):
        set_day(NEW_YEAR, DayKind.HOLIDAY, by=SYSTEM, because=" ")
    with pytest.raises(Refused):
        set_year(2027, {date(2026, 1, 1): (DayKind.HOLIDAY, "")}, announced=True, source="通知", by=SYSTEM)
    with pytest.raises(Refused):
        set_year(2027, {}, announced=True, source=" ", by=SYSTEM)
    assert not CalendarYear.objects.filter(year=2027).exists()
    assert not Entry.objects.filter(act="deadlines.calendar_changed").exists()


@pytest.mark.django_db
def test_without_a_calendar_the_announced_one_counts() -> None:
    CalendarYear.objects.all().delete()
    assert calendar().known_until == announced().known_until
    set_year(2027, OF_2027, announced=True, source="通知", by=SYSTEM)
    assert calendar().known_until == date(2027, 12, 31)
