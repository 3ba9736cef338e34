"""Urgent relief in one sitting: within limit and fund, for whoever is in need, the papers afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.areas.models import Area
from huajie.assistance.models import EmergencyKind, FundEntry, Given, UrgentRelief
from huajie.assistance.relief_queries import earlier, funds_for, limit_in, papers_owed
from huajie.assistance.relief_states import RELIEF, STARTS, STOPS, ReliefState
from huajie.assistance.services.funds import fill_fund, set_limit
from huajie.assistance.services.relatives import file_relative
from huajie.assistance.services.relieving import Need, complete, give, take_back
from huajie.assistance.tests.making import approver, clerk, colleague
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, MoveRefused, NotFromHere
from huajie.people.models import Person
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, TOWN, VILLAGE, make_staff, register, scope_in

YUAN = 100
TODAY = timezone.localdate


def ready(fund_yuan: int = 5000, limit_yuan: int = 2000) -> None:
    """The town may give, and has something to give."""
    since = TODAY() - timedelta(days=400)
    set_limit(Area.objects.get(pk=DISTRICT), limit_yuan * YUAN, since, "区民政局文件（待核）", by=SYSTEM)
    fill_fund(Area.objects.get(pk=TOWN), fund_yuan * YUAN, "年初拨付", by=SYSTEM)


def burnt(**told: object) -> Need:
    """A fire in the village, money for the first days."""
    fields: dict[str, object] = {
        "area_code": VILLAGE,
        "kind": EmergencyKind.FIRE,
        "words": "昨夜失火，衣被全毁",
        "given": Given.MONEY,
        "found_at": timezone.now() - timedelta(hours=2),
        "name": "外地来的老林",
        "amount_fen": 1500 * YUAN,
    }
    return Need(**(fields | told))  # type: ignore[arg-type]  # the test names the fields


def given(**told: object) -> UrgentRelief:
    return give(burnt(**told), by=clerk(), form_key=uuid4())


def test_a_stranger_gets_money_the_same_day_and_the_papers_follow() -> None:
    ready()
    relief = given()

    assert relief.ref.startswith("HD-U")
    assert Person.objects.get() == relief.person
    first, after = relief.clocks.order_by("pk")
    assert (first.code, first.met, after.code, after.provisional) == ("LS-FIRST", True, "LS-AFTER", True)
    assert relief.deadline == after.due_on > TODAY()
    assert [line.left_fen for line in funds_for(scope_in(), RELIEF.move("give").permission, TODAY())] == [3500 * YUAN]
    assert Entry.objects.filter(act=Act.RELIEF_GIVEN.value, subject=relief.ref).count() == 1

    complete(relief, "身份证复印件、收条", signed=True, by=colleague())
    relief.refresh_from_db()
    assert relief.state == ReliefState.COMPLETED
    assert relief.deadline is None
    assert not relief.clocks.filter(stopped_on=None).exists()


def test_a_form_sent_twice_is_relief_once() -> None:
    ready()
    key = uuid4()
    assert give(burnt(), by=clerk(), form_key=key) == give(burnt(), by=clerk(), form_key=key)
    assert FundEntry.objects.filter(amount_fen__lt=0).count() == 1


def test_no_more_than_the_limit_and_than_the_fund_holds() -> None:
    with pytest.raises(Refused, match="by phone"):
        given()
    set_limit(Area.objects.get(pk=DISTRICT), 2000 * YUAN, TODAY(), "文件", by=SYSTEM)
    with pytest.raises(Refused, match="no reserve fund"):
        given()
    fill_fund(Area.objects.get(pk=TOWN), 1000 * YUAN, "", by=SYSTEM)
    with pytest.raises(Refused, match="Only 1,000 yuan"):
        given()
    with pytest.raises(Refused, match="At most 2,000 yuan"):
        given(amount_fen=2001 * YUAN)
    assert not UrgentRelief.objects.exists()
    assert not Person.objects.exists()
    assert given(amount_fen=1000 * YUAN).amount_fen == 1000 * YUAN


def test_the_towns_own_limit_goes_before_the_districts_from_its_day_on() -> None:
    ready()
    set_limit(Area.objects.get(pk=TOWN), 500 * YUAN, TODAY(), "镇文件", by=approver())
    assert [row.amount_fen for day in (0, 1) if (row := limit_in(VILLAGE, TODAY() - timedelta(days=day)))] == [500 * YUAN, 2000 * YUAN]


def test_a_referral_costs_nothing_and_needs_no_fund() -> None:
    relief = given(given=Given.REFERRAL, what="区救助管理站", amount_fen=0)
    assert relief.amount_fen == 0
    assert not FundEntry.objects.exists()


def test_what_did_not_reach_anybody_returns_to_the_fund() -> None:
    ready()
    relief = given()
    take_back(relief, "本人已离开，未领取", by=clerk())
    assert sum(FundEntry.objects.values_list("amount_fen", flat=True)) == 5000 * YUAN
    with pytest.raises(NotFromHere):
        complete(relief, "收条", signed=True, by=colleague())


def test_whoever_gave_it_does_not_sign_for_the_papers_and_no_relative_gives() -> None:
    ready()
    relief, other = given(), colleague()
    with pytest.raises(MoveRefused, match="You gave"):
        complete(relief, "收条", signed=True, by=clerk())
    with pytest.raises(Missing):
        complete(relief, "收条", signed=False, by=other)
    wei = register("陈伟")
    file_relative(wei, "表弟", by=clerk(), staff=clerk())
    with pytest.raises(MoveRefused, match="colleague give it"):
        given(person=wei)


def test_earlier_relief_is_shown_and_bars_nobody() -> None:
    ready()
    wei = register("陈伟")
    first = given(person=wei, amount_fen=100 * YUAN)
    assert earlier(wei, TODAY()) == [first]
    assert given(person=wei, amount_fen=100 * YUAN) != first


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": ""}, "Write down a name"),
        ({"words": " "}, "few words"),
        ({"amount_fen": 0}, "above zero"),
        ({"given": Given.GOODS}, "which goods"),
        ({"found_at": timezone.now() + timedelta(days=1)}, "not come"),
    ],
)
def test_what_cannot_be_given_is_refused_with_what_to_do(told: dict[str, object], words: str) -> None:
    ready()
    with pytest.raises(Refused, match=words):
        given(**told)
    assert not UrgentRelief.objects.exists()


def test_only_those_who_give_give_and_only_the_district_fills_and_sets() -> None:
    ready()
    for stranger in (make_staff(Role.ASSISTANCE_ADVISER, VILLAGE), clerk(OTHER_TOWN)):
        with pytest.raises(NotPermitted):
            give(burnt(), by=stranger, form_key=uuid4())
    town = Area.objects.get(pk=TOWN)
    with pytest.raises(NotPermitted):
        fill_fund(town, 1, "", by=clerk())
    with pytest.raises(NotPermitted):
        set_limit(town, 1, TODAY(), "x", by=clerk())
    assert fill_fund(town, 1, "", by=approver())
    relief = given()
    assert list(papers_owed(scope_in(TOWN, Role.CIVIL_AFFAIRS_CLERK))) == [relief]
    assert not papers_owed(scope_in(OTHER_TOWN, Role.CIVIL_AFFAIRS_CLERK)).exists()
    assert Staff.objects.filter(pk=relief.given_by_id).exists()


def test_every_clock_of_relief_that_starts_is_stopped() -> None:
    assert {code for codes in STARTS.values() for code in codes} == {code for codes in STOPS.values() for code in codes}
