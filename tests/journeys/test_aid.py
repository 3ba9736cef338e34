"""Aid from the sweep to the review: found, asked, applied for, looked into, made public, objected to, decided, paid, reviewed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from huajie.accounts.roles import Role
from huajie.areas.models import Area
from huajie.assistance.models import Certainty, Decision, Finding, Grant, Prospect, ProspectState
from huajie.assistance.services.answering import answer
from huajie.assistance.services.applying import apply
from huajie.assistance.services.deciding import Verdict, decide, month_after, notify
from huajie.assistance.services.granting import review, set_account
from huajie.assistance.services.inquiring import ask_check, authorise, enter_check, opine, re_investigate, survey, visit
from huajie.assistance.services.moving import move
from huajie.assistance.services.paying import confirm, draw_up, file_for_bank
from huajie.assistance.services.publishing import publish, record_objection
from huajie.assistance.services.sweeping import sweep, sweep_some
from huajie.assistance.states import AppliedState
from huajie.assistance.tests.making import approver, clerk, colleague, family, filled, found
from huajie.audit.verification import Verified, verify
from huajie.people.models import FactKind
from huajie.people.newcomers import NewFact
from huajie.people.services.registering import record_facts
from huajie.people.tests.making import DISTRICT, TOWN, VILLAGE, make_areas, make_staff

pytestmark = pytest.mark.django_db
LACKS_FEN = 2 * 130_900 - 80_000
KNOWN = {"savings": 0.0, "vehicles": 0.0, "homes": 1.0, "illness_costs": 0.0, "work_costs": 0.0}


def on(day: date) -> time_machine.travel:
    """A morning at work."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC), tick=False)


def test_from_the_sweep_to_the_review(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # a record and files of its own
    make_areas()
    adviser, handler, decider = make_staff(Role.ASSISTANCE_ADVISER, VILLAGE), clerk(), approver()

    with on(date(2026, 9, 21)):
        home = family()
        record_facts([NewFact(FactKind.INCOME, "80000", "row:1", household_id=home.pk)])
        assert sweep().with_prospect == 1
        assert home.head
        answer(home, home.head, {"registered": 1.0}, by=adviser)
        answer(home, None, KNOWN, by=adviser)
        prospect = Prospect.objects.get(household=home, programme="low_income")
        assert (prospect.certainty, prospect.low_fen) == (Certainty.ENTITLED, LACKS_FEN)

    with on(date(2026, 9, 22)):
        application = apply(home, filled(home, "low_income"), by=adviser)
        assert application.asked.get().advice["said"]
        sweep_some([home.pk])
        prospect.refresh_from_db()
        assert prospect.state == ProspectState.APPLIED

    with on(date(2026, 9, 23)):
        move(application, "accept", by=handler)
        authorise(application, [application.applicant], timezone.localdate(), by=adviser)
        ask_check(application, by=handler)
        enter_check(application, "名下无车辆，存款 2100 元", by=handler)
        survey(application, found(handler, colleague()), by=handler)
        opine(application, "符合条件", {"low_income": LACKS_FEN}, by=handler)
        publish(application, "村务公开栏", by=handler)

    with on(date(2026, 9, 25)):
        record_objection(application, "他家有两辆车", by=handler)
        re_investigate(application, "再次入户，核对车辆登记，名下无车", by=handler)
        survey(application, found(handler, colleague("second")), by=handler)
        opine(application, "异议不成立，符合条件", {"low_income": LACKS_FEN}, by=handler)
        again = publish(application, "村务公开栏", by=handler)

    with on(again.until + timedelta(days=1)):
        move(application, "submit", by=handler)
    with on(again.until + timedelta(days=4)):
        visit(application, found(make_staff(Role.SUPERVISOR, DISTRICT), colleague("third")), by=decider)  # somebody objected
        asked = application.asked.get()
        granted = Verdict(Decision.GRANTED, "人均月收入低于标准", "社会救助暂行办法第九条", amount_fen=LACKS_FEN)
        decide(asked, granted, by=decider)
        notify(application, "当面送达", by=handler)
        application.refresh_from_db()
        assert application.state == AppliedState.TOLD

        grant = Grant.objects.get(asked=asked)
        set_account(grant, "6222000011112222", "陈伟", by=handler)
        listed = confirm(draw_up(Area.objects.get(pk=TOWN), month_after(timezone.localdate()), by=handler), by=decider)
        with file_for_bank(listed, "发放低保金", by=decider) as book:
            assert book.read(2) == b"PK"

    with on(date(2027, 9, 10)):
        review(grant, Finding.KEEP, "收入没有变化", on=timezone.localdate(), by=handler)
        assert grant.clocks.filter(stopped_on=None).get().due_on.year == 2028
    assert isinstance(verify(), Verified)
