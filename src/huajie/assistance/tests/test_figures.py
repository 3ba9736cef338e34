"""The figures of aid: each with its denominator, for the reader's area alone."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from huajie.accounts.roles import Role
from huajie.areas.models import Area
from huajie.assistance.figures import figures
from huajie.assistance.models import Certainty, Grant, Prospect, ProspectState
from huajie.assistance.services.deciding import decide, month_after
from huajie.assistance.services.paying import confirm, draw_up
from huajie.assistance.states import AppliedState
from huajie.assistance.tests.making import REFUSAL, applied, approver, clerk, led_to
from huajie.assistance.tests.test_relief import given, ready
from huajie.people.models import Household
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_staff, scope_in

TODAY = timezone.localdate


def _prospect(household: Household, state: ProspectState, certainty: Certainty = Certainty.ENTITLED) -> None:
    Prospect.objects.create(household=household, area_id=household.area_id, programme="low_income", certainty=certainty, state=state)


def test_reached_counts_of_those_entitled_and_nobody_else() -> None:
    home = applied().household
    _prospect(home, ProspectState.APPLIED)
    others = ((ProspectState.OPEN, Certainty.ENTITLED), (ProspectState.PAST, Certainty.ENTITLED), (ProspectState.OPEN, Certainty.DEPENDS))
    for number, (state, certainty) in enumerate(others):
        _prospect(Household.objects.create(ref=f"H-{number}", area_id=home.area_id), state, certainty)
    (reached,) = figures(scope_in(), TODAY().year).reached
    assert (reached.entitled, reached.applied, reached.declined, reached.days) == (2, 1, 0, None)


def test_days_run_from_the_application_to_the_list_that_paid_first() -> None:
    grant = Grant.objects.get(asked=led_to(AppliedState.DECIDED).asked.get())
    application = grant.asked.application
    application.received_on = TODAY() - timedelta(days=20)
    application.save()
    month = month_after(TODAY())
    confirm(draw_up(Area.objects.get(pk=TOWN), month, by=clerk()), by=approver())
    (reached,) = figures(scope_in(), TODAY().year).reached
    assert (reached.first_paid, reached.days) == (1, 20)
    assert figures(scope_in(), month.year).total_fen == 80_000


def test_urgent_relief_counts_on_the_day_it_was_given() -> None:
    ready()
    given()
    found = figures(scope_in(), TODAY().year)
    assert found.total_fen == 150_000
    assert next(one.days for one in found.reached if one.first_paid) in (0, 1)
    assert figures(scope_in(), TODAY().year - 1).total_fen == 0


def test_a_refusal_stands_with_its_law_and_the_decisions_it_is_one_of() -> None:
    decide(led_to(AppliedState.SUBMITTED).asked.get(), REFUSAL, by=approver())
    (refused,) = figures(scope_in(), TODAY().year).refused
    assert (refused.law, refused.times, refused.decided) == (REFUSAL.law, 1, 1)


def test_another_town_sees_nothing_of_it() -> None:
    ready()
    given()
    assert figures(scope_in(OTHER_TOWN), TODAY().year).total_fen == 0


def test_the_page_says_when_there_is_nothing_and_names_no_family() -> None:
    client = Client()
    client.force_login(make_staff(Role.CIVIL_AFFAIRS_CLERK, TOWN))
    assert "Nothing was paid" in client.get("/aid/figures/").content.decode()
    ready()
    given()
    page = client.get("/aid/figures/?year=abc").content.decode()
    assert "1,500" in page
    assert "老林" not in page
