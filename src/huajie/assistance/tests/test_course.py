"""The course of an application by its table: who may, what is needed, which time runs, and what a notice shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.assistance.fairness import hindrance
from huajie.assistance.models import Application, Decision
from huajie.assistance.publicity import notice_of
from huajie.assistance.services.deciding import Verdict, decide, month_after, notify
from huajie.assistance.services.inquiring import ask_check, authorise, enter_check, opine, re_investigate, survey, visit
from huajie.assistance.services.moving import ask_material, move, take_longer
from huajie.assistance.services.publishing import publish, record_objection
from huajie.assistance.services.relatives import end_relative, file_relative
from huajie.assistance.states import APPLICATION, OPEN, STARTS, STOPS, AppliedState
from huajie.assistance.tests.making import (
    GRANT,
    REFUSAL,
    applied,
    approver,
    clerk,
    colleague,
    found,
    hang_out,
    led_to,
)
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, MoveRefused, NotFromHere, Overtaken

A = AppliedState


def running(application: Application) -> dict[str, bool]:
    """The codes of the clocks that run, and whether each stands still."""
    rows = application.clocks.filter(stopped_on=None)
    return {clock.code: clock.suspended_since is not None for clock in rows}


def test_an_application_goes_from_the_window_to_a_granted_allowance() -> None:
    application = led_to(A.DECIDED)
    asked = application.asked.get()

    assert (asked.decision, asked.amount_fen) == (Decision.GRANTED, 80_000)
    assert asked.decided_by == approver()
    assert asked.from_month == month_after(timezone.localdate())
    assert running(application) == {}
    assert application.clocks.get(code="DB-WHOLE").met
    notify(application, "当面送达", by=clerk())
    move(application, "close", by=clerk())
    assert application.state == A.CLOSED
    steps, entries = application.steps.count(), Entry.objects.filter(subject=application.ref)
    assert entries.count() == steps


def test_the_time_for_a_decision_stands_still_while_others_are_waited_for() -> None:
    application = led_to(A.ACCEPTED)
    assert running(application) == {"DB-INVESTIGATE": False, "DB-WHOLE": False}

    authorise(application, [application.applicant], timezone.localdate(), by=clerk())
    ask_check(application, by=clerk())
    assert running(application) == {"DB-WHOLE": True, "DB-CHECK": False}
    enter_check(application, "无", by=clerk())
    survey(application, found(clerk(), colleague()), by=clerk())
    opine(application, "符合", {"low_income": 1}, by=clerk())
    publish(application, "公开栏", by=clerk())
    assert running(application) == {"DB-WHOLE": True, "DB-PUBLIC": False}
    hang_out(application)
    move(application, "submit", by=clerk())
    assert running(application) == {"DB-WHOLE": False, "DB-DECIDE": False}
    assert application.deadline == application.clocks.get(code="DB-DECIDE").due_on


def test_what_was_not_asked_for_has_no_clock_and_needs_no_publicity() -> None:
    application = applied("housing_aid")
    move(application, "accept", by=clerk())
    assert running(application) == {}
    survey(application, found(clerk(), colleague()), by=clerk())
    opine(application, "符合", {}, by=clerk())
    with pytest.raises(MoveRefused, match="Submit it"):
        publish(application, "公开栏", by=clerk())
    move(application, "submit", by=clerk())
    decide(application.asked.get(), REFUSAL, by=approver())
    assert set(running(application)) == {"HD-AID-REFUSE"}


def test_a_notice_shows_name_number_and_amount_and_nothing_else() -> None:
    application = led_to(A.PUBLIC)
    notice = notice_of(application.notices.get())

    assert [(line.name, line.members, line.amount_fen) for line in notice.lines] == [("陈伟", 2, 80_000)]
    assert set(notice.__dataclass_fields__) == {"since", "until", "place", "lines"}
    assert set(notice.lines[0].__dataclass_fields__) == {
        "programme",
        "name",
        "members",
        "amount_fen",
        "monthly",
    }  # monthly: the amount's unit
    assert (notice.until - notice.since).days == 7
    with pytest.raises(MoveRefused, match="hangs until"):
        move(application, "submit", by=clerk())


def test_an_objection_has_the_home_surveyed_again_and_the_county_visit_it() -> None:
    application = led_to(A.PUBLIC)
    record_objection(application, "他家有两辆车", by=clerk())
    assert application.state == A.OBJECTED
    re_investigate(application, "再次入户，核对车辆", by=clerk())
    assert application.notices.get().objections.get().handled == "再次入户，核对车辆"
    survey(application, found(clerk(), Staff.objects.get(username="colleague")), by=clerk())
    opine(application, "车辆属于邻居", {"low_income": 80_000}, by=clerk())
    publish(application, "公开栏", by=clerk())
    hang_out(application)
    move(application, "submit", by=clerk())

    asked = application.asked.get()
    with pytest.raises(MoveRefused, match="visits the home"):
        decide(asked, GRANT, by=approver())
    visit(application, found(approver(), colleague("other")), by=approver())
    assert decide(asked, GRANT, by=approver()).decision == Decision.GRANTED


def test_a_relative_neither_surveys_nor_decides_and_the_county_visits_first() -> None:
    application = led_to(A.SUBMITTED)
    asked, cousin = application.asked.get(), approver()
    filed = file_relative(application.applicant, "表弟", by=clerk(), staff=cousin)

    with pytest.raises(MoveRefused, match="relative"):
        decide(asked, GRANT, by=cousin)
    with pytest.raises(Refused, match="somebody else goes"):
        visit(application, found(cousin, colleague("third")), by=cousin)
    with pytest.raises(Refused, match="about you"):
        end_relative(filed, by=_as_clerk(cousin))
    end_relative(filed, by=clerk())
    assert hindrance(application, "decide", cousin) == ""


def _as_clerk(staff: Staff) -> Staff:
    posting = staff.postings.get()
    posting.role = "civil_affairs_clerk"
    posting.save()
    return staff


def test_two_people_survey_and_both_work_here() -> None:
    application = led_to(A.ACCEPTED)
    gone = colleague("gone", until=timezone.localdate())
    for staff, words in (([clerk()], "two different"), ([clerk(), clerk()], "two different"), ([clerk(), gone], "any more")):
        with pytest.raises(Refused, match=words):
            survey(application, found(*staff), by=clerk())
    with pytest.raises(Missing):
        survey(application, found(clerk(), colleague(), signed=False), by=clerk())
    assert not application.surveys.exists()


def test_whoever_prepared_it_does_not_decide() -> None:
    application = led_to(A.SUBMITTED)
    both = clerk()
    both.postings.create(unit=both.postings.get().unit, role="civil_affairs_approver", area_id="440190", since="2021-01-01")
    with pytest.raises(MoveRefused, match="prepared"):
        decide(application.asked.get(), GRANT, by=both)


def test_each_programme_is_decided_on_its_own_and_a_refusal_is_told_in_three_working_days() -> None:
    application = led_to(A.SUBMITTED, "low_income", "medical_aid")
    low, medical = application.asked.all()
    decide(medical, REFUSAL, by=approver())
    assert Application.objects.get().state == A.SUBMITTED
    assert {"DB-WHOLE", "DB-DECIDE", "HD-AID-REFUSE"} == set(running(application))
    with pytest.raises(Refused, match="already"):
        decide(medical, GRANT, by=approver())
    low.application.refresh_from_db()
    with pytest.raises(Refused, match="route"):
        decide(low, Verdict(Decision.REFUSED, "超标", "第九条"), by=approver())
    with pytest.raises(Refused, match="month"):
        decide(low, Verdict(Decision.GRANTED, "符合", "第九条"), by=approver())
    decide(low, REFUSAL, by=approver())
    application.refresh_from_db()
    assert set(running(application)) == {"HD-AID-REFUSE", "DB-REFUSE"}
    assert application.clocks.get(code="DB-REFUSE").target_on > timezone.localdate()

    notify(application, "当面送达", by=clerk())
    assert running(application) == {}
    assert {one.told_how for one in application.asked.all()} == {"当面送达"}


def test_what_is_missing_is_asked_for_once() -> None:
    application = applied()
    ask_material(application, "诊断证明；银行流水", by=clerk())
    move(application, "complete", by=clerk())
    assert application.missing.completed_on
    with pytest.raises(MoveRefused, match="once"):
        ask_material(application, "还有一样", by=clerk())


def test_more_time_is_given_within_the_rule_and_with_a_reason() -> None:
    application = led_to(A.ACCEPTED)
    before = application.clocks.get(code="DB-WHOLE").due_on
    with pytest.raises(Refused):
        take_longer(application, 16, "人户分离", by=approver())
    take_longer(application, 15, "人户分离", by=approver())
    assert application.clocks.get(code="DB-WHOLE").due_on > before + timedelta(days=15)


def test_no_opinion_before_the_check_is_asked_for_and_answered() -> None:
    application = led_to(A.ACCEPTED)
    with pytest.raises(MoveRefused, match="authorisation"):
        ask_check(application, by=clerk())
    survey(application, found(clerk(), colleague()), by=clerk())
    assert "checked first" in hindrance(application, "opine", clerk())
    authorise(application, [application.applicant], timezone.localdate(), by=clerk())
    ask_check(application, by=clerk())
    assert "not come yet" in hindrance(application, "opine", clerk())
    assert "not come yet" in hindrance(application, "check", clerk())


@pytest.mark.parametrize("row", [row for row in APPLICATION.moves if row.name != "apply"], ids=lambda row: row.name)
def test_every_move_starts_from_its_states_only(row) -> None:  # type: ignore[no-untyped-def]  # a row of the table
    application = applied()
    elsewhere = min(state for state in AppliedState if state not in row.sources)
    Application.objects.filter(pk=application.pk).update(state=elsewhere)
    by = approver() if row.permission.value == "decide_aid" else clerk()
    with pytest.raises(Overtaken):
        move(application, row.name, by=by, facts={})
    application.refresh_from_db()
    with pytest.raises(NotFromHere):
        move(application, row.name, by=by, facts={})
    stranger = clerk() if row.permission.value == "decide_aid" else approver()
    with pytest.raises(NotPermitted):
        move(application, row.name, by=stranger, facts={})


def test_every_clock_that_starts_is_stopped_by_some_move() -> None:
    assert {code for codes in STARTS.values() for code in codes} <= {code for codes in STOPS.values() for code in codes}
    assert {move.name for move in APPLICATION.moves} >= set(STARTS) | set(STOPS)
    assert all(state in OPEN for move in APPLICATION.moves for state in move.sources if state)
