"""Demo matters that are older than they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huajie.accounts.services.sign_in import open_demo
from huajie.audit.models import Entry
from huajie.audit.services import SYSTEM
from huajie.deadlines.services.running import counted
from huajie.demo.courses import COURSES, STAGES
from huajie.demo.services.ageing import set_back
from huajie.matters.models import CallBack, Handover, MatterClock, Notice, Step
from huajie.matters.tests.closing import resolved
from huajie.people.tests.making import make_areas

pytestmark = pytest.mark.django_db
DAYS = 90


def test_only_a_demo_makes_its_own_past() -> None:
    with pytest.raises(RuntimeError, match="only a demo"):
        set_back({1: DAYS})


def test_what_hangs_on_a_matter_is_older_and_its_deadlines_are_counted_anew() -> None:
    make_areas()
    matter, today = resolved(), timezone.localdate()
    open_demo(by=SYSTEM)
    record = list(Entry.objects.values())

    set_back({matter.pk: DAYS})

    then = today - timedelta(days=DAYS)
    assert {timezone.localdate(step.at) for step in Step.objects.all()} == {then}
    assert {timezone.localdate(sent.sent_at) for sent in Handover.objects.all()} == {then}
    assert set(Notice.objects.values_list("owed_since", flat=True)) == {then}
    clock = MatterClock.objects.get(code="HD-CONFIRM")
    assert clock.due_on == counted("HD-CONFIRM", then).due_on == CallBack.objects.get().due_on
    assert set(clock.changes.values_list("on", "after_due_on")) == {(then, clock.due_on)}
    matter.refresh_from_db()
    assert matter.due_on == min(MatterClock.objects.filter(stopped_on=None).values_list("due_on", flat=True)) < today
    assert list(Entry.objects.values()) == record


def test_about_120_matters_are_at_work_and_some_reach_every_stage() -> None:
    assert 110 <= sum(course.count for course in COURSES) <= 130
    assert {len(course.days) for course in COURSES} == set(range(1, len(STAGES) + 1))
