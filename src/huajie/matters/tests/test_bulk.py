"""Many matters at once: each done or refused by itself, with the reason, and none skipped."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huajie.accounts.models import Staff, Unit, UnitKind
from huajie.accounts.roles import Role
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted
from huajie.matters.models import BulkAct, BulkRun, LeaderLevel, LeaderNode, Matter, Task
from huajie.matters.newcomers import Reported
from huajie.matters.services.bulk import carry_out, prepare
from huajie.matters.services.moving import move
from huajie.matters.services.opening import open_matter
from huajie.matters.states import State
from huajie.matters.tests.making import new_matter, register_matter
from huajie.people.tests.making import DISTRICT, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> None:
    make_areas()
    cache.clear()
    Unit.objects.create(code="rsj", name="人社局", kind=UnitKind.BUREAU, area_id=DISTRICT)


def accepted(area: str = VILLAGE, town: str = TOWN) -> Matter:
    clerk = make_staff(Role.WINDOW_CLERK, town)
    matter = open_matter(new_matter(area_code=area, told_on=timezone.localdate()), by=clerk)
    move(matter, "accept", by=clerk)
    return matter


def coordinator() -> Staff:
    return make_staff(Role.TOWN_COORDINATOR, TOWN)


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_each_matter_is_an_act_of_its_own_and_each_refusal_says_why() -> None:
    good, registered, elsewhere = accepted(), accepted(), accepted(OTHER_VILLAGE, OTHER_TOWN)
    move(registered, "assign", by=coordinator(), facts={"unit": "rsj"})

    run = prepare([good.ref, registered.ref, elsewhere.ref], BulkAct.UNIT, {"unit": "rsj", "because": "劳资纠纷"}, by=coordinator())
    carry_out(run)

    good.refresh_from_db()
    assert (good.state, good.lead_unit) == (State.ASSIGNED, Unit.objects.get(code="rsj"))
    assert (run.done, list(run.answers)) == (1, [good.ref, registered.ref, elsewhere.ref])
    assert [ref for ref, _why in run.refused] == [registered.ref, elsewhere.ref]
    assert "Assigned" in run.answers[registered.ref]
    assert Entry.objects.filter(act=Act.MATTER_MOVED.value, subject=good.ref, detail__move="assign").count() == 1


def test_what_was_done_before_a_fault_is_not_done_again() -> None:
    first, second = accepted(), accepted()
    said = {"text": "上门", "assignee": coordinator().username, "due_on": (timezone.localdate() + timedelta(days=3)).isoformat()}
    run = prepare([first.ref, second.ref], BulkAct.TASK, said, by=coordinator())
    run.answers = {first.ref: ""}
    run.save()

    carry_out(run)

    assert [task.matter for task in Task.objects.all()] == [second]


def test_ticked_ones_are_assigned_on_the_page_and_the_report_is_for_the_one_who_asked() -> None:
    matters = [accepted(), accepted()]
    client = signed_in(coordinator())
    chosen = {"ref": [matter.ref for matter in matters]}

    page = client.post(reverse("matters:bulk"), chosen).content.decode()
    response = client.post(reverse("matters:bulk"), chosen | {"act": "unit", "unit-unit": "rsj"}, follow=True)

    assert "2 matters chosen" in page
    assert "2 of 2 done, 0 refused" in response.content.decode()
    assert signed_in(make_staff(Role.TOWN_COORDINATOR, OTHER_TOWN)).get(response.redirect_chain[0][0]).status_code == 404


def test_all_of_a_worklist_are_chosen_and_more_than_fifty_go_on_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    matters = [accepted() for _ in range(3)]
    monkeypatch.setattr("huajie.matters.views.bulk.AT_ONCE", 2)
    client = signed_in(coordinator())

    page = client.post(reverse("matters:bulk"), {"every": "1", "worklist": "unassigned"})
    sent = {"ref": page.context["refs"], "act": "unit", "unit-unit": "rsj"}
    report = client.post(reverse("matters:bulk"), sent, follow=True).content.decode()

    assert set(page.context["refs"]) == {matter.ref for matter in matters}
    assert "0 of 3 done" in report
    assert "every 1s" in report


def test_only_those_who_route_matters_do_so() -> None:
    clerk = make_staff(Role.WINDOW_CLERK, TOWN)

    assert signed_in(clerk).post(reverse("matters:bulk")).status_code == 403
    with pytest.raises(NotPermitted):
        prepare([accepted().ref], BulkAct.UNIT, {"unit": "rsj"}, by=clerk)
    assert not BulkRun.objects.exists()


def test_a_leader_is_set_only_by_those_who_set_leaders() -> None:
    matter = accepted()
    leader = make_staff(Role.RESPONSIBLE_LEADER, DISTRICT)
    node = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="副区长", leader=leader, area_id=DISTRICT)
    sent = {"ref": [matter.ref], "act": "leader", "leader-leader": node.pk}

    signed_in(coordinator()).post(reverse("matters:bulk"), sent)
    assert not BulkRun.objects.exists()
    signed_in(make_staff(Role.DISTRICT_COORDINATOR, DISTRICT)).post(reverse("matters:bulk"), sent)

    matter.refresh_from_db()
    assert matter.leader_node == node


def test_nothing_is_said_of_matters_that_the_reader_does_not_find() -> None:
    own, elsewhere = accepted(), accepted(OTHER_VILLAGE, OTHER_TOWN)
    withheld = register_matter(reported=Reported("检举"))
    Matter.objects.update(title="别处的标题")
    Matter.objects.filter(pk=own.pk).update(title="自己的标题")
    client = Client()
    client.force_login(make_staff(Role.UNIT_HEAD, TOWN))

    page = client.post(reverse("matters:bulk"), {"ref": [own.ref, elsewhere.ref, withheld.ref]}).content.decode()

    assert ("自己的标题" in page, "别处的标题" in page) == (True, False)
