"""Several units on one matter: invited, who came, and what each takes on by when."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from huajie.accounts.models import Posting, Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing, NotFromHere
from huajie.matters.handovers import inbox_of
from huajie.matters.models import Handover, HandoverDuty, HandoverState
from huajie.matters.services.assisting import Part, ask_to_assist
from huajie.matters.services.withholding import withhold
from huajie.people.tests.making import OTHER_TOWN, TOWN, make_staff
from huajie.reception.models import JointReception
from huajie.reception.services.joint import Agreed, call_off_joint, hold_joint, plan_joint
from huajie.reception.tests.making import recorded, window_clerk


def two_units() -> list[Unit]:
    return [Unit.objects.create(code=code, name=code, kind=UnitKind.BUREAU, area_id=TOWN) for code in ("housing", "justice")]


def planned() -> JointReception:
    return plan_joint(recorded().matter, two_units(), timezone.localdate(), "综治中心二楼", by=make_staff())


def test_what_was_agreed_stands_with_a_duty_and_a_day_for_each_unit() -> None:
    joint, soon = planned(), timezone.localdate() + timedelta(days=10)
    housing, justice = joint.invited.all()

    held = hold_joint(joint, "楼上先停水检修", {housing.pk: Agreed(came=True, who="李工", duty="检修", due_on=soon)}, by=make_staff())

    housing.refresh_from_db()
    justice.refresh_from_db()
    assert (held.agreed, housing.duty, housing.due_on, justice.came) == ("楼上先停水检修", "检修", soon, False)
    with pytest.raises(NotFromHere):
        call_off_joint(held, "下雨", by=make_staff())


def test_a_duty_taken_on_is_in_the_inbox_of_the_unit_once() -> None:
    joint, soon = planned(), timezone.localdate() + timedelta(days=10)
    housing, justice = joint.invited.all()
    ask_to_assist(joint.matter, [Part(justice.unit, "调解", soon)], by=make_staff())
    head = Staff.objects.create(username="head", display_name="head")
    Posting.objects.create(staff=head, unit=housing.unit, role=Role.UNIT_HEAD, area_id=TOWN, since=date(2021, 1, 1))

    taken = {one.pk: Agreed(came=True, duty="检修", due_on=soon) for one in (housing, justice)}
    hold_joint(joint, "楼上先停水检修", taken, by=make_staff())

    handed = {one.unit_id: one for one in Handover.objects.filter(matter=joint.matter)}
    assert {key: one.task for key, one in handed.items()} == {housing.unit_id: "检修", justice.unit_id: "调解"}
    mine = inbox_of(scope_of(head), head).get()
    assert (mine.duty, mine.due_on, mine.state) == (HandoverDuty.ASSIST, soon, HandoverState.SENT)


def test_a_unit_that_is_reported_is_not_invited() -> None:
    units, matter = two_units(), recorded().matter
    withhold(matter, units=[units[0]], people=[], because="举报住建部门", by=make_staff())

    with pytest.raises(Refused):
        plan_joint(matter, units, timezone.localdate(), "二楼", by=make_staff())
    assert not JointReception.objects.exists()


def test_what_makes_no_sense_is_refused_and_nothing_is_written() -> None:
    units, matter, today = two_units(), recorded().matter, timezone.localdate()
    with pytest.raises(Missing):
        plan_joint(matter, [units[0], units[0]], today, "二楼", by=make_staff())
    with pytest.raises(NotPermitted):
        plan_joint(matter, units, today, "二楼", by=window_clerk())
    with pytest.raises(NotPermitted):
        plan_joint(matter, units, today, "二楼", by=make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN))
    units[1].active = False
    units[1].save()
    with pytest.raises(Refused, match="closed"):
        plan_joint(matter, units, today, "二楼", by=make_staff())
    assert not JointReception.objects.exists()


def test_a_duty_needs_a_day_and_an_end_needs_words() -> None:
    joint = planned()
    first = joint.invited.all()[0]
    with pytest.raises(Refused, match="day"):
        hold_joint(joint, "检修", {first.pk: Agreed(came=True, duty="检修")}, by=make_staff())
    with pytest.raises(Missing):
        hold_joint(joint, " ", {}, by=make_staff())
    with pytest.raises(Missing):
        call_off_joint(joint, "", by=make_staff())


def test_the_pages_lead_from_the_matter_to_what_was_agreed() -> None:
    matter, units, today = recorded().matter, two_units(), timezone.localdate().isoformat()
    client, stranger = Client(), Client()
    client.force_login(make_staff())
    stranger.force_login(make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN))

    assert f"/reception/joint/{matter.ref}/plan/" in client.get(f"/reception/joint/of-matter/{matter.ref}/").content.decode()
    sent = {"on": today, "place": "二楼", "units": [unit.pk for unit in units]}
    address = client.post(f"/reception/joint/{matter.ref}/plan/", sent).headers["Location"]
    first = JointReception.objects.get().invited.all()[0].pk
    wrong = client.post(f"{address}hold/", {"agreed": "检修", f"{first}-came": "on", f"{first}-due_on": "never"})
    client.post(f"{address}hold/", {"agreed": "先停水", f"{first}-came": "on", f"{first}-duty": "检修", f"{first}-due_on": today})

    assert wrong.status_code == 422
    assert stranger.get(address).status_code == 404
    assert "先停水" in client.get(f"/reception/joint/of-matter/{matter.ref}/").content.decode()
