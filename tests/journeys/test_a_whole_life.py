"""The whole life of one matter, from the window to the archive, with everything that can happen on the way."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.audit.verification import Verified, verify
from huajie.matters.models import (
    CallBack,
    ConfirmedBy,
    FollowUp,
    Handover,
    HandoverState,
    Kind,
    Matter,
    MatterClock,
    NoteKind,
    Notice,
    OutcomeKind,
    ServedBy,
)
from huajie.matters.outcomes import Draft
from huajie.matters.services.answering import report_done, sign
from huajie.matters.services.assisting import Part, ask_to_assist
from huajie.matters.services.confirming import Answer, record_answer, record_try
from huajie.matters.services.extending import ask_extension, decide_extension
from huajie.matters.services.following_up import record_follow_up
from huajie.matters.services.moving import move
from huajie.matters.services.noting import add_note
from huajie.matters.services.opening import open_matter
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.services.serving import serve
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.states import State
from huajie.matters.tests.closing import png
from huajie.matters.tests.making import new_matter
from huajie.matters.tests.routing import bureau, posted
from huajie.matters.tests.staffing import worker
from huajie.people.tests.making import TOWN, make_areas, make_staff, register

pytestmark = pytest.mark.django_db
WAGES = "工地拖欠我三个月工资,老板说没钱"


@contextmanager
def on(day: date) -> Iterator[None]:
    """A morning at work."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC), tick=False):
        yield


def hand_over_notices(matter: Matter, by: Staff) -> None:
    for notice in Notice.objects.filter(matter=matter, served_on=None):
        serve(notice, by=by, on=timezone.localdate(), way=ServedBy.HAND)


def outcome_of(words: str) -> Draft:
    return Draft(OutcomeKind.SUPPORTED, WAGES, words, "支持信访人请求,督促支付", "《保障农民工工资支付条例》第三条", "三十日内可以请求复查")


def test_from_the_window_to_the_archive(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # a record and files of its own
    make_areas()
    chen = register("陈伟")
    clerk, coordinator = make_staff(Role.WINDOW_CLERK, TOWN), make_staff(Role.TOWN_COORDINATOR, TOWN)
    labour, housing = bureau("rsj"), bureau("zjj")
    head, helper = posted(labour), posted(housing)
    lead, *others = (worker(name, unit=labour) for name in ("何劳监", "刘劳监", "谢劳监"))

    with on(date(2026, 9, 21)):
        told = new_matter(chen, text=WAGES, kind=Kind.PETITION, told_on=date(2026, 9, 21))
        matter = open_matter(told, by=clerk, petition_class="appeal")
        move(matter, "accept", by=clerk, facts={"petition_route": "petition"})
        hand_over_notices(matter, clerk)
        move(matter, "assign", by=coordinator, facts={"unit": labour.code}, because="劳动保障监察职责")
        ask_to_assist(matter, [Part(housing, "核对工程款支付", date(2026, 10, 12))], by=coordinator)
    close = MatterClock.objects.get(matter=matter, code="XF-CLOSE")
    assert (close.target_on, close.due_on) == (date(2026, 11, 20), date(2026, 11, 20))  # 60 days; a Friday

    with on(date(2026, 9, 22)):
        sign(Handover.objects.get(matter=matter, unit=labour, state=HandoverState.SENT), by=head)
        sign(Handover.objects.get(matter=matter, unit=housing), by=helper)
        members = [
            NewMember(lead, "约谈用人单位", is_lead=True, rhythm="每周一次"),
            *(NewMember(one, "调取工资表", rhythm="每周一次") for one in others),
        ]
        appoint(matter, members, by=head, whom=chen)
        move(matter, "start", by=lead)
        add_note(matter, NoteKind.CALL, "向信访人了解欠薪经过", by=lead, with_resident=True)

    with on(date(2026, 11, 16)):
        report_done(Handover.objects.get(matter=matter, unit=housing), by=helper, words="工程款已拨付至总包")
        decide_extension(ask_extension(close, 30, by=lead, because="总包分包两家账目需审计"), approve=True, by=head)
        hand_over_notices(matter, lead)
    close.refresh_from_db()
    assert (close.target_on, close.due_on) == (date(2026, 12, 20), date(2026, 12, 21))  # 30 days more end on a Sunday

    with on(date(2026, 12, 7)):
        write_outcome(matter, outcome_of("12月5日支付两个月工资"), by=lead, evidence=((io.BytesIO(png()), "转账.png"),))
        move(matter, "resolve", by=lead)
        hand_over_notices(matter, lead)
        record_try(CallBack.objects.get(matter=matter, done_on=None), by=clerk, note="无人接听")
        matter.refresh_from_db()
        assert matter.state == State.RESOLVED  # silence confirms nothing

    with on(date(2026, 12, 8)):
        record_answer(matter, Answer(ConfirmedBy.WINDOW, settled=False, words="还差一个月"), by=clerk)
        move(matter, "take_up", by=lead)
        write_outcome(matter, outcome_of("12月9日付清三个月工资"), by=lead)
        move(matter, "resolve", by=lead)
        hand_over_notices(matter, lead)

    with on(date(2026, 12, 10)):
        record_answer(matter, Answer(ConfirmedBy.WINDOW, settled=True, words="都拿到了"), by=clerk)
        matter.refresh_from_db()
        assert (matter.state, matter.is_open, matter.closed_on) == (State.CONFIRMED, False, date(2026, 12, 10))

    for look in FollowUp.objects.filter(matter=matter).order_by("due_on"):
        with on(look.due_on):
            record_follow_up(look, by=lead, holds=True, text="工资按月发放")
    with on(date(2027, 3, 12)):
        move(matter, "follow_up", by=lead)
        move(matter, "archive", by=coordinator, facts={"retention": "10"})

    matter.refresh_from_db()
    assert (matter.state, matter.retain_until) == (State.ARCHIVED, date(2037, 12, 31))
    assert [step.move for step in matter.steps.all()] == [
        *("register", "accept", "assign", "start", "resolve", "object", "take_up", "resolve", "confirm", "follow_up", "archive")
    ]
    assert not Notice.objects.filter(matter=matter, served_on=None).exists()
    assert isinstance(verify(), Verified)
