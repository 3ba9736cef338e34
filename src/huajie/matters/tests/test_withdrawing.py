"""A resident may take a matter back, and nobody who works on it may say so for them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from huajie.accounts.models import Staff
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.calls import calls_to_make
from huajie.matters.models import FAR, CallBack, CallBackKind, Leave, Matter, MatterClock
from huajie.matters.outsiders import insiders, why_not
from huajie.matters.services.confirming import record_accord, record_try
from huajie.matters.services.moving import move
from huajie.matters.services.teams import NewMember, appoint
from huajie.matters.states import State
from huajie.matters.tests.closing import clerk, coordinator, in_progress, resolved, worker
from huajie.people.tests.making import TOWN, make_areas, make_staff

WITHDRAWN = {"words": "我们自己商量好了", "way": "in_person"}


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


def supervisor() -> Staff:
    return make_staff(Role.SUPERVISOR, TOWN)


def taken_back(by: Staff | None = None) -> CallBack:
    """The call about a matter that the clerk withdrew for the resident."""
    matter = resolved()
    move(matter, "withdraw", by=by or clerk(), facts=WITHDRAWN)
    return CallBack.objects.get(matter=matter, done_on=None)


def on_desk(staff: Staff) -> list[CallBack]:
    return list(calls_to_make(scope_of(staff)))


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def test_nobody_of_the_team_writes_a_withdrawal_down() -> None:
    matter = resolved()
    worker().postings.update(role=Role.WINDOW_CLERK)

    with pytest.raises(NotPermitted, match="team"):
        move(matter, "withdraw", by=worker(), facts=WITHDRAWN)
    page = signed_in(worker()).get(reverse("matters:move", args=[matter.ref, "withdraw"])).content.decode()
    assert "You are or were on the team" in page


def test_whoever_only_opens_matters_withdraws_none() -> None:
    with pytest.raises(NotPermitted):
        move(resolved(), "withdraw", by=make_staff(Role.COMMUNITY_WORKER, TOWN), facts=WITHDRAWN)


def test_a_withdrawal_plans_a_call_by_another_person_outside_the_team() -> None:
    call = taken_back()

    assert (call.kind, call.matter.due_on) == (CallBackKind.WITHDRAWAL, FAR)
    assert call.due_on == MatterClock.objects.get(matter=call.matter, code="HD-CONFIRM", stopped_on=None).due_on
    assert (on_desk(clerk()), on_desk(supervisor())) == ([], [call])
    with pytest.raises(NotPermitted, match="Somebody else asks"):
        record_accord(call, of_own_accord=True, words="是我自己撤的", by=clerk())
    with pytest.raises(NotPermitted):
        record_accord(call, of_own_accord=True, words="是我自己撤的", by=worker())


def test_a_yes_leaves_it_withdrawn_and_a_call_without_an_answer_stays() -> None:
    call = taken_back()
    record_try(call, by=supervisor(), note="没有人接")
    assert on_desk(supervisor()) == [call]
    with pytest.raises(Refused, match="Write down"):
        record_accord(call, of_own_accord=True, words=" ", by=supervisor())

    record_accord(call, of_own_accord=True, words="是我自己撤的", by=supervisor())

    call.refresh_from_db()
    assert (call.matter.state, call.done_on, call.tries) == (State.WITHDRAWN, timezone.localdate(), 2)
    assert not MatterClock.objects.filter(matter=call.matter, code="HD-CONFIRM", stopped_on=None).exists()
    assert (on_desk(supervisor()), why_not(call.matter, clerk())) == ([], "")


def test_a_no_opens_it_again_on_the_page_of_the_call() -> None:
    call, client = taken_back(), signed_in(supervisor())
    matter, address = call.matter, reverse("matters:answer", args=[call.matter.ref])
    assert address in client.get(reverse("matters:closing", args=[matter.ref])).content.decode()
    assert "of their own accord" in client.get(address).content.decode()

    answer = client.post(address, {"version": matter.version, "settled": "no", "way": "call_back", "words": "是他们叫我撤的"})

    step = matter.steps.last()
    assert (answer.status_code, step and (step.move, step.because, step.facts["by"])) == (302, ("reopen", "是他们叫我撤的", "recheck"))
    assert not MatterClock.objects.filter(matter=matter, code="HD-CONFIRM", stopped_on=None).exists()


def test_whoever_was_on_an_earlier_team_or_stood_in_is_inside() -> None:
    matter, today = in_progress(), timezone.localdate()
    helper = worker("曾代班")
    Leave.objects.create(staff=worker(), substitute=helper, since=today - timedelta(days=30), until=today - timedelta(days=20))
    anew = [NewMember(worker(name), "联络", is_lead=name == "甲", rhythm="每周一次") for name in ("甲", "乙", "丙")]

    appoint(matter, anew, by=coordinator())

    for staff in (worker(), helper, worker("甲")):
        assert "team" in why_not(matter, staff)
        assert Matter.objects.filter(insiders(staff.pk), pk=matter.pk).count() == 1
    assert why_not(matter, clerk()) == ""
    assert not Matter.objects.filter(insiders(clerk().pk)).exists()
