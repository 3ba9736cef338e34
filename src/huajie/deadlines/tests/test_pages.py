"""The calendar under settings: who opens it, what it shows, what an edit says."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huajie.accounts.models import Staff
from huajie.accounts.roles import PERMISSIONS, Permission, Role
from huajie.accounts.tests.conftest import as_person, district, posted
from huajie.deadlines.announcements import NotRead, announcement_of, read, written
from huajie.deadlines.models import CalendarDay, CalendarYear
from huajie.deadlines.queries import calendar
from huajie.rules.clocks.calendar import DayKind

__all__ = ["as_person", "district", "posted"]
Browser = Callable[..., Client]
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
A_DAY = reverse("deadlines:day", args=[2026, 11, 6])
NEXT_YEAR = reverse("deadlines:year_edit", args=[2027])


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.DISTRICT_COORDINATOR, Role.TOWN_COORDINATOR, Role.AUDITOR])
def test_the_calendar_opens_for_those_who_keep_it(as_person: Browser, role: Role) -> None:
    expected = 200 if Permission.EDIT_CALENDAR in PERMISSIONS[role] else 403
    browser = as_person(role)
    assert [browser.get(page).status_code for page in (reverse("deadlines:year", args=[2026]), A_DAY, NEXT_YEAR)] == [expected] * 3


@pytest.mark.parametrize(("language", "mark", "warning"), [("zh-hans", "休", "尚未录入"), ("en", "off", "are not known")])
def test_a_year_shows_its_days_and_whether_it_is_known(as_person: Browser, language: str, mark: str, warning: str) -> None:
    browser = as_person(Role.OPERATOR)
    Staff.objects.update(language=language)
    known, unknown = (browser.get(reverse("deadlines:year", args=[year])).content.decode() for year in (2026, 2027))
    assert known.count(f"<small>{mark}</small>") == 33 + 1  # and once in the legend
    assert warning in unknown
    assert warning not in known


def test_a_year_takes_few_queries(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR)
    calendar()
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("deadlines:year", args=[2026]))
    assert len([query for query in asked if "deadlines_" in query["sql"]]) == 3


def test_a_day_is_changed_with_a_reason(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR)
    assert browser.post(A_DAY, {"kind": "holiday", "name": "", "because": ""}).status_code == 422
    saved = browser.post(A_DAY, {"kind": "holiday", "name": "台风停工", "because": "区政府通告"}, follow=True)
    page = saved.content.decode()
    assert "已保存" in page
    assert "区政府通告" in page
    assert not calendar().is_workday(CalendarDay.objects.get(name="台风停工").day)


def test_a_year_is_entered_as_it_was_announced(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR)
    begun = browser.get(NEXT_YEAR).content.decode()
    assert "2027-01-01 元旦" in begun
    assert "农历推算" in begun
    told = {"announced": "on", "source": NOTICE, "holidays": "2027-01-01..2027-01-03 元旦", "make_up": "2027-01-09 元旦"}
    browser.post(NEXT_YEAR, told)
    assert (CalendarYear.objects.get(pk=2027).source, CalendarDay.objects.filter(day__year=2027).count()) == (NOTICE, 4)
    assert "2027-01-01..2027-01-03 元旦" in browser.get(NEXT_YEAR).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"holidays": "元旦放假三天"}, "第 1 行"),
        ({"holidays": "2027-02-30 春节"}, "第 1 行"),
        ({"holidays": "2026-12-31 元旦"}, "不在 2027 年内"),
        ({"make_up": "2027-01-01"}, "同时写成了节假日"),
        ({"source": ""}, "请写明公布放假安排的通知"),
    ],
)
def test_a_slip_is_refused_with_what_to_do(as_person: Browser, wrong: dict[str, str], said: str) -> None:
    told = {"announced": "on", "source": NOTICE, "holidays": "2027-01-01 元旦", "make_up": ""} | wrong
    refused = as_person(Role.OPERATOR).post(NEXT_YEAR, told)
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert not CalendarYear.objects.filter(pk=2027).exists()


def test_no_day_outside_of_the_calendar_exists(as_person: Browser) -> None:
    browser = as_person(Role.OPERATOR)
    pages = ["/calendar/2003/", "/calendar/2100/edit/", "/calendar/2026/2/30/"]
    assert [browser.get(page).status_code for page in pages] == [404] * 3


@pytest.mark.django_db
def test_what_is_written_down_is_read_the_same() -> None:
    kept = announcement_of(2026).days
    for kind in (DayKind.HOLIDAY, DayKind.MAKE_UP):
        assert read(written(kept, kind)) == {day: name for day, (each, name) in kept.items() if each is kind}
    with pytest.raises(NotRead):
        read("2027-02-12..2027-02-05 春节")
