"""Aid that was granted: paid from the next month on, reviewed, changed with notice, left gradually, ended; and the list for the bank."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.areas.models import Area
from huajie.assistance.grant_queries import notices_owed, payable, reviews_due
from huajie.assistance.grant_states import GRANT, STARTS, STOPS, GrantState
from huajie.assistance.models import Finding, Grant, Payment
from huajie.assistance.services.deciding import decide, month_after
from huajie.assistance.services.granting import change, end, exit_gradually, review, serve_notice, set_account
from huajie.assistance.services.paying import confirm, draw_up, file_for_bank
from huajie.assistance.services.relatives import file_relative
from huajie.assistance.states import AppliedState
from huajie.assistance.tests.making import GRANT as GRANTED
from huajie.assistance.tests.making import applied, approver, clerk, led_to
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import MoveRefused, NotFromHere
from huajie.people.services.revealing import PurposeMissing
from huajie.people.tests.making import DISTRICT, TOWN, make_staff, scope_in

ACCOUNT = "6222000011112222"


def granted() -> Grant:
    """An allowance of 800 yuan a month, from the next month on."""
    return Grant.objects.get(asked=led_to(AppliedState.DECIDED).asked.get())


def town() -> Area:
    return Area.objects.get(pk=TOWN)


def make_approver_too(staff: Staff) -> None:
    """Somebody who holds both duties."""
    staff.postings.create(unit=staff.postings.get().unit, role=Role.CIVIL_AFFAIRS_APPROVER, area_id=DISTRICT, since=date(2021, 1, 1))


def following(months: int = 1) -> date:
    day = timezone.localdate()
    for _number in range(months):
        day = month_after(day)
    return day


def test_a_decision_begins_the_aid_and_its_yearly_review() -> None:
    grant = granted()
    assert (grant.amount_fen, grant.from_month, grant.review_months) == (80_000, following(), 12)
    assert grant.clocks.get().code == "DB-REVIEW"
    assert grant.deadline == grant.clocks.get().due_on
    assert not reviews_due(scope_in(), timezone.localdate()).exists()
    assert list(reviews_due(scope_in(), grant.due_on - timedelta(days=30))) == [grant]


def test_what_runs_bars_a_second_application_and_what_ended_does_not() -> None:
    grant = granted()
    application = grant.asked.application
    application.state = AppliedState.CLOSED
    application.save()
    with pytest.raises(Refused, match="already"):
        applied(household=grant.household)
    end(grant, "收入提高", "第三十二条", "可以申请行政复议", by=approver())
    Grant.objects.update(until=timezone.localdate().replace(day=1))
    assert applied(household=grant.household)


def test_a_change_is_paid_from_the_next_month_on_and_owes_a_notice() -> None:
    grant = granted()
    step = change(grant, 60_000, "家庭成员就业", by=approver())
    grant.refresh_from_db()
    assert [grant.amount_in(day) for day in (timezone.localdate().replace(day=1), following())] == [80_000, 60_000]
    assert list(notices_owed(scope_in())) == [step]
    serve_notice(step, "当面送达", by=clerk())
    assert not notices_owed(scope_in()).exists()
    with pytest.raises(Refused, match="No notice"):
        serve_notice(step, "再送一次", by=clerk())


def test_who_found_work_leaves_gradually() -> None:
    grant = granted()
    exit_gradually(grant, following(3), "已就业", by=approver())
    grant.refresh_from_db()
    assert grant.state == GrantState.EXITING
    assert payable(TOWN, following(3)).exists()
    assert not payable(TOWN, following(4)).exists()
    with pytest.raises(NotFromHere):
        exit_gradually(grant, following(5), "再延", by=approver())
    with pytest.raises(Refused, match="over"):
        exit_gradually(granted_again(grant), timezone.localdate() - timedelta(days=40), "x", by=approver())


def granted_again(grant: Grant) -> Grant:
    """As if nothing had been decided since."""
    Grant.objects.filter(pk=grant.pk).update(state=GrantState.ACTIVE)
    grant.refresh_from_db()
    return grant


def test_an_end_has_reason_law_and_route_and_stops_what_runs() -> None:
    grant = granted()
    end(grant, "收入提高", "第三十二条", "可以申请行政复议", by=approver())
    grant.refresh_from_db()
    assert (grant.state, grant.deadline) == (GrantState.ENDED, None)
    assert not grant.clocks.filter(stopped_on=None).exists()
    assert not payable(TOWN, following()).exists()
    with pytest.raises(NotFromHere):
        review(grant, Finding.KEEP, "无变化", on=timezone.localdate(), by=clerk())


def test_a_review_counts_anew_and_changes_nothing_by_itself() -> None:
    grant = granted()
    before = grant.clocks.get()
    made = review(grant, Finding.CHANGE, "长子已工作", on=timezone.localdate(), by=clerk())
    grant.refresh_from_db()
    before.refresh_from_db()
    assert before.met
    assert grant.amount_fen == 80_000
    assert (made.finding, grant.clocks.filter(stopped_on=None).count()) == (Finding.CHANGE, 1)


def test_neither_a_relative_nor_the_town_changes_aid() -> None:
    grant = granted()
    with pytest.raises(NotPermitted):
        change(grant, 1, "x", by=clerk())
    file_relative(grant.asked.application.applicant, "侄子", by=clerk(), staff=approver())
    with pytest.raises(MoveRefused, match="relative"):
        change(grant, 1, "x", by=approver())


def test_a_list_is_drawn_up_by_one_confirmed_by_another_and_fetched_for_a_purpose() -> None:
    grant = granted()
    set_account(grant, "6222 0000 1111 2222", "陈伟", by=clerk())
    found = draw_up(town(), following(), by=clerk())
    draw_up(town(), following(), by=clerk())
    assert Payment.objects.get().amount_fen == 80_000
    with pytest.raises(Refused, match="confirmed"):
        file_for_bank(found, "发放十二月低保金", by=approver())
    clerk_too = clerk()
    make_approver_too(clerk_too)
    with pytest.raises(MoveRefused, match="drew it up"):
        confirm(found, by=clerk_too)

    found = confirm(found, by=approver())
    with pytest.raises(NotFromHere):
        draw_up(town(), following(), by=clerk())
    with pytest.raises(PurposeMissing):
        file_for_bank(found, "发", by=approver())
    with file_for_bank(found, "发放十二月低保金", by=approver()) as book:
        cells = [cell.value for row in load_workbook(BytesIO(book.read())).worksheets[0].iter_rows() for cell in row]
    assert ACCOUNT in cells
    assert 800 in cells
    entry = Entry.objects.get(act=Act.PAYMENTS_EXPORTED.value)
    assert (entry.purpose, ACCOUNT in str(entry.detail)) == ("发放十二月低保金", False)


def test_what_is_given_once_is_paid_once() -> None:
    application = led_to(AppliedState.SUBMITTED, "expenditure_relief")
    decide(application.asked.get(), GRANTED, by=approver())
    found = draw_up(town(), following(), by=clerk())
    assert found.payments.count() == 1
    assert not payable(TOWN, following(2)).exists()


def test_the_pages_lead_from_the_grant_to_the_bank() -> None:
    grant = granted()
    handler, payer = Client(), Client()
    handler.force_login(clerk())
    payer.force_login(approver())
    page = f"/aid/grants/{grant.pk}/"
    handler.post(f"{page}set_account/", {"account": ACCOUNT, "holder": "陈伟"})
    shown = handler.get(page).content.decode()
    assert ACCOUNT not in shown
    assert "2222" in shown
    payer.post(f"{page}change/", {"amount": "700", "because": "收入变化"})
    step = grant.steps.latest("pk")
    assert "收入变化" in payer.get(page).content.decode()
    handler.post(f"{page}told/{step.pk}/", {"how": "当面送达"})
    handler.post(f"{page}review/", {"on": timezone.localdate().isoformat(), "finding": "keep", "words": "无变化"})
    assert "当面送达" in handler.get(page).content.decode()
    assert str(grant.asked.application.ref) in handler.get("/aid/grants/").content.decode()

    address = handler.post("/aid/payments/new/", {"town": TOWN, "month": f"{following():%Y-%m}"}).headers["Location"]
    assert ACCOUNT not in handler.get(address).content.decode()
    assert handler.post(f"{address}confirm/").status_code == 403
    payer.post(f"{address}confirm/")
    assert payer.post(f"{address}file/", {"purpose": ""}).status_code == 422
    answer = payer.post(f"{address}file/", {"purpose": "发放低保金"})
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    stranger = Client()
    stranger.force_login(make_staff(Role.MEDIATOR, TOWN))
    assert stranger.get(page).status_code == stranger.get(address).status_code == 404


def test_every_clock_of_aid_that_starts_is_stopped() -> None:
    assert {code for codes in STARTS.values() for code in codes} == {code for codes in STOPS.values() for code in codes}
    assert {row.name for row in GRANT.moves} >= set(STARTS) | set(STOPS)
