"""The pages of aid: each by those who work with it, and by nobody else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.areas.models import Area
from huajie.assistance.models import Application, Decision, StaffRelative, UrgentRelief
from huajie.assistance.services.funds import fill_fund, set_limit
from huajie.assistance.services.relatives import file_relative
from huajie.assistance.states import AppliedState
from huajie.assistance.tests.making import applied, approver, clerk, colleague, family, hang_out, led_to
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, make_staff, register

A = AppliedState


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_form_is_filled_from_the_register_and_leads_to_a_decision() -> None:
    household, town, county = family(), signed_in(clerk()), signed_in(approver())
    wei, ming = (row.person for row in household.memberships.select_related("person"))
    address = f"/aid/new/?household={household.ref}"
    assert "陈小明" in shown(town, address)
    today = timezone.localdate().isoformat()
    sent = {"programmes": ["low_income"], "applicant": wei.pk, "received_on": today, "way": "self"}
    sent |= {
        f"m{wei.pk}-counts": "on",
        f"m{wei.pk}-income": "820.50",
        f"m{ming.pk}-counts": "on",
        f"m{ming.pk}-programmes": ["education_aid"],
    }
    page = town.post(address, sent).headers["Location"]
    application = Application.objects.get()
    assert application.statement.declared["members"][0]["income_fen_per_month"] == 82_050
    assert {one.programme for one in application.asked.all()} == {"low_income", "education_aid"}

    other = colleague()
    moves: tuple[tuple[str, dict[str, object]], ...] = (
        ("accept", {}),
        ("authorise", {"people": [wei.pk], "signed_on": today}),
        ("check", {}),
        ("checked", {"words": "名下无车辆"}),
        ("survey", {"staff": [clerk().pk, other.pk], "on": today, "findings": "租住单间", "signed": "on"}),
        ("opine", {"opinion": "符合条件", "low_income": "900", "education_aid": ""}),
        ("publish", {"place": "村务公开栏"}),
    )
    for move, told in moves:
        assert town.post(f"{page}{move}/", told).status_code == 302, move
    notice = shown(town, f"{page}notice/")
    assert "900 yuan" in notice
    assert "820" not in notice
    assert "hangs until" in shown(town, page)
    hang_out(application)
    town.post(f"{page}submit/")
    assert application.ref in shown(county, "/aid/decisions/")
    for asked in application.asked.all():
        verdict = {"asked": asked.pk, "decision": "refused", "because": "超过标准", "law": "第九条", "next_route": "可以申请行政复议"}
        county.post(f"{page}decide/", verdict)
    assert {one.decision for one in application.asked.all()} == {Decision.REFUSED}
    assert "可以申请行政复议" in shown(town, page)
    town.post(f"{page}notify/", {"how": "当面送达"})
    town.post(f"{page}close/")
    assert application.ref in shown(town, "/aid/?ended=1")
    assert application.ref not in shown(town, "/aid/")


def test_what_is_wrong_in_a_form_is_said_and_nothing_is_lost() -> None:
    application, town = led_to(A.ACCEPTED), signed_in(clerk())
    answer = town.post(f"/aid/applications/{application.ref}/survey/", {"findings": "租住单间", "on": "2021-04-16"})
    assert answer.status_code == 422
    assert "租住单间" in answer.content.decode()


def test_a_second_application_is_refused_with_a_link_for_those_who_may_see_the_first() -> None:
    wei, ming = register("陈伟"), register("陈小明")
    first, elsewhere = applied(household=family(wei, ming)), family(wei, ming, area=OTHER_VILLAGE)
    address = f"/aid/new/?household={elsewhere.ref}"
    sent = {"programmes": ["low_income"], "applicant": wei.pk, "received_on": timezone.localdate().isoformat(), "way": "self"}
    sent |= {f"m{wei.pk}-counts": "on", "counted_because": "已搬来"}
    west, district = signed_in(clerk(OTHER_TOWN)), signed_in(make_staff(Role.DISTRICT_COORDINATOR, DISTRICT))
    for client, opens in ((west, False), (district, True)):
        answer = client.post(address, sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert first.ref in page
        assert (f"/aid/applications/{first.ref}/" in page) is opens


def test_only_those_who_handle_it_read_the_statement_and_a_stranger_finds_nothing() -> None:
    application = led_to(A.SURVEYED)
    page, county = f"/aid/applications/{application.ref}/", signed_in(approver())
    assert "租住单间" in shown(signed_in(clerk()), page)
    assert "租住单间" in shown(county, page)
    shown(county, page)
    read = Entry.objects.filter(act=Act.AID_READ.value, subject=application.ref)
    assert [entry.actor for entry in read] == [clerk().audit_name, approver().audit_name]
    assert "租住单间" not in shown(signed_in(make_staff(Role.ASSISTANCE_ADVISER, VILLAGE)), page)
    shown(signed_in(clerk(OTHER_TOWN)), page, 404)
    shown(signed_in(make_staff(Role.MEDIATOR, VILLAGE)), page, 404)
    shown(signed_in(make_staff(Role.MEDIATOR, VILLAGE)), "/aid/", 403)


def test_urgent_relief_in_one_sitting() -> None:
    set_limit(Area.objects.get(pk=DISTRICT), 200_000, timezone.localdate(), "文件", by=SYSTEM)
    fill_fund(Area.objects.get(pk=TOWN), 500_000, "拨付", by=SYSTEM)
    town = signed_in(clerk())
    assert "5,000 yuan left" in shown(town, "/aid/relief/new/")
    moment = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    sent = {"form_key": uuid4(), "name": "老林", "area": VILLAGE, "kind": "fire", "words": "失火", "found_at": moment, "given": "money"}
    assert town.post("/aid/relief/new/", sent | {"amount": "2001"}).status_code == 422
    page = town.post("/aid/relief/new/", sent | {"amount": "1500"}).headers["Location"]
    assert town.post("/aid/relief/new/", sent | {"amount": "1500"}).headers["Location"] == page
    assert UrgentRelief.objects.count() == 1
    assert "a colleague completes" in shown(town, page)
    assert "老林" in shown(town, "/aid/relief/")
    other = signed_in(colleague())
    assert other.post(f"{page}complete/", {"papers": "收条"}).status_code == 422
    other.post(f"{page}complete/", {"papers": "收条", "signed": "on"})
    assert "老林" not in shown(other, "/aid/relief/")
    assert "收条" in shown(other, page)
    shown(signed_in(clerk(OTHER_TOWN)), page, 404)


def test_the_district_fills_funds_and_sets_limits() -> None:
    county = signed_in(approver())
    assert "–" in shown(county, "/aid/relief/funds/")
    county.post(f"/aid/relief/funds/{TOWN}/", {"fill": "1", "amount": "3000", "because": "拨付"})
    today = timezone.localdate().isoformat()
    county.post(f"/aid/relief/funds/{TOWN}/", {"set": "1", "limit": "2000", "since": today, "source": "文件", "checked": "on"})
    page = shown(county, f"/aid/relief/funds/{TOWN}/")
    assert "3,000 yuan" in page
    assert "2,000 yuan" in shown(county, "/aid/relief/funds/")
    shown(signed_in(clerk()), "/aid/relief/funds/", 403)


def test_a_relative_is_filed_from_the_persons_page_and_ended_by_somebody_else() -> None:
    wei, town = register("陈伟"), signed_in(clerk())
    assert f"/aid/relatives/of/{wei.ref}/" in shown(town, f"/aid/of-person/{wei.ref}/")
    assert town.post(f"/aid/relatives/of/{wei.ref}/", {"relation": "侄子"}).status_code == 422
    town.post(f"/aid/relatives/of/{wei.ref}/", {"relation": "侄子", "cadre": "村委会主任某某"})
    assert "村委会主任某某" in shown(town, "/aid/relatives/")
    town.post(f"/aid/relatives/{StaffRelative.objects.get().pk}/end/")
    assert "村委会主任某某" not in shown(town, "/aid/relatives/")


def test_panels_say_what_there_is_and_lead_to_the_forms() -> None:
    household, town = family(), signed_in(clerk())
    assert f"/aid/new/?household={household.ref}" in shown(town, f"/aid/of-household/{household.ref}/")
    application = applied(household=household)
    file_relative(application.applicant, "侄子", by=clerk(), cadre="某某")
    assert application.ref in shown(town, f"/aid/of-household/{household.ref}/")
    assert application.ref in shown(town, f"/aid/of-person/{application.applicant.ref}/")
    assert "某某" in shown(town, f"/aid/applications/{application.ref}/")


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_takes_the_same_queries_however_long_it_is(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        applied(household=family(register(f"陈{number}")))
    client = signed_in(clerk())
    shown(client, "/aid/")
    with django_assert_num_queries(5):
        shown(client, "/aid/")
