"""A matter goes to a unit, on to another, and back; the third time one level up."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from huajie.accounts.models import Unit
from huajie.accounts.roles import Role
from huajie.accounts.scope import scope_of
from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.matters.access import is_involved
from huajie.matters.models import HandoverState, Kind, Matter, MatterClock, Notice, PetitionClass, ServedBy
from huajie.matters.next_steps import next_step_of
from huajie.matters.services.answering import report_done, send_part_back, sign
from huajie.matters.services.assisting import Part, ask_to_assist, release
from huajie.matters.services.moving import move
from huajie.matters.services.serving import serve
from huajie.matters.services.withholding import withhold
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.routing import accepted, assigned, bureau, centre, coordinator, district_coordinator, posted, sent_to
from huajie.people.tests.making import TOWN, make_areas, make_staff


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    centre()
    with override("zh-hans"):
        yield


def running(matter: Matter) -> set[str]:
    return set(MatterClock.objects.filter(matter=matter, stopped_on=None).values_list("code", flat=True))


def sent_back_three_times() -> Matter:
    matter = accepted()
    for code in ("rsj", "zjj", "mzj"):
        move(matter, "assign", by=coordinator(), facts={"unit": bureau(code).code})
        move(matter, "return", by=posted(bureau(code)), because="不属本单位职责")
    return matter


def soon() -> date:
    return timezone.localdate() + timedelta(days=10)


def test_signing_for_a_petition_ends_the_wait_and_starts_the_time_to_tell_the_petitioner() -> None:
    matter = assigned(kind=Kind.PETITION, petition_class=PetitionClass.APPEAL)
    Notice.objects.filter(matter=matter).update(served_on=timezone.localdate())
    assert {"HD-SIGN", "XF-OBJECT"} <= running(matter)

    sign(sent_to(matter), by=posted(bureau()))

    assert {"XF-OBJECT", "XF-NOTICE-REF"} <= running(matter)
    assert "HD-SIGN" not in running(matter)
    assert MatterClock.objects.get(code="XF-NOTICE-REF").unit == bureau()
    assert Notice.objects.get(served_on=None).kind == NoticeKind.ACCEPTANCE
    assert Entry.objects.filter(act=Act.HANDOVER_SIGNED.value, subject=matter.ref).count() == 1


def test_the_time_to_tell_the_petitioner_ends_when_the_notice_of_acceptance_is_served() -> None:
    matter = assigned(kind=Kind.PETITION, petition_class=PetitionClass.APPEAL)
    Notice.objects.filter(matter=matter).update(served_on=timezone.localdate())
    sign(sent_to(matter), by=posted(bureau()))

    serve(Notice.objects.get(served_on=None), by=posted(bureau()), on=timezone.localdate(), way=ServedBy.HAND)

    told = MatterClock.objects.get(code="XF-NOTICE-REF")
    assert (told.stopped_on, told.met) == (timezone.localdate(), True)
    assert "XF-CLOSE" in running(matter)


def test_another_unit_cannot_sign_and_nothing_is_signed_twice() -> None:
    matter = assigned()
    with pytest.raises(NotPermitted):
        sign(sent_to(matter), by=posted(bureau("zjj")))
    handover = sent_to(matter)
    sign(handover, by=posted(bureau()))

    with pytest.raises(Refused, match="已签收"):
        sign(handover, by=posted(bureau()))


def test_a_right_to_object_that_passes_unused_makes_nothing_late() -> None:
    matter = assigned()
    sign(sent_to(matter), by=posted(bureau()))

    matter.refresh_from_db()

    assert matter.due_on == MatterClock.objects.get(matter=matter, code="HD-SETTLE").due_on


def test_what_is_sent_back_waits_for_the_sender_with_the_reason_and_the_unit_sees_it_no_more() -> None:
    matter = assigned()

    move(matter, "return", by=posted(bureau()), because="属住建部门职责")

    assert (matter.state, matter.lead_unit, matter.times_returned) == (State.ACCEPTED, None, 1)
    returned = matter.handovers.get()
    assert (returned.state, returned.answer, returned.answered_by) == (HandoverState.RETURNED, "属住建部门职责", posted(bureau()))
    assert bureau().name in next_step_of(matter).text  # type: ignore[union-attr]  # it is open
    assert not running(matter) & {"HD-SIGN", "HD-OBJECT"}
    assert not is_involved(scope_of(posted(bureau())), matter)


def test_after_five_working_days_only_a_coordinator_takes_it_back() -> None:
    matter = assigned()
    MatterClock.objects.filter(code="HD-OBJECT").update(
        started_on=date(2026, 1, 5), target_on=date(2026, 1, 12), half_on=date(2026, 1, 8), due_on=date(2026, 1, 12)
    )

    with pytest.raises(Refused, match="2026-01-12"):
        move(matter, "return", by=posted(bureau()), because="晚了")
    move(matter, "return", by=coordinator(), because="核实后同意退回")

    assert matter.state == State.ACCEPTED


def test_one_unit_does_not_send_back_what_another_has() -> None:
    with pytest.raises(NotPermitted):
        move(assigned(), "return", by=make_staff(Role.GRID_WORKER, TOWN), because="不是我们的")


def test_a_unit_does_not_pass_it_on_by_itself() -> None:
    matter = assigned()

    with pytest.raises(NotPermitted):
        move(matter, "reassign", by=posted(bureau()), because="他们更合适", facts={"unit": bureau("zjj").code})


def test_a_coordinator_hands_it_on_and_the_one_before_leads_no_longer() -> None:
    matter = assigned()
    sign(sent_to(matter), by=posted(bureau()))

    move(matter, "reassign", by=coordinator(), because="职责调整", facts={"unit": bureau("zjj").code})

    assert matter.lead_unit == bureau("zjj")
    assert {each.unit.code: each.state for each in matter.handovers.all()} == {"rsj": HandoverState.RECALLED, "zjj": HandoverState.SENT}
    assert MatterClock.objects.filter(matter=matter, code="HD-SIGN", stopped_on=None).get().unit == bureau("zjj")
    with pytest.raises(Refused, match="已"):
        move(matter, "reassign", by=coordinator(), because="再来", facts={"unit": bureau("zjj").code})


def test_a_closed_unit_and_a_day_gone_by_are_refused_and_nothing_is_written_half() -> None:
    matter, closed = assigned(), bureau("zjj")
    Unit.objects.filter(pk=closed.pk).update(active=False)
    closed.refresh_from_db()
    steps, entries = matter.steps.count(), Entry.objects.count()

    with pytest.raises(Refused, match="住建局"):
        move(matter, "reassign", by=coordinator(), because="职责调整", facts={"unit": closed.code})
    with pytest.raises(Refused, match="住建局"):
        ask_to_assist(matter, [Part(bureau("mzj"), "救助", soon()), Part(closed, "修缮", soon())], by=coordinator())
    with pytest.raises(Refused):
        move(matter, "reassign", by=coordinator(), because="职责调整", facts={"unit": bureau("mzj").code, "due_on": "2021-01-01"})

    matter.refresh_from_db()
    assert (matter.lead_unit, matter.steps.count(), Entry.objects.count()) == (bureau(), steps, entries)
    assert [each.state for each in matter.handovers.all()] == [HandoverState.SENT]


def test_sent_back_a_third_time_it_goes_one_level_up() -> None:
    matter = sent_back_three_times()

    assert (matter.state, matter.lead_unit, matter.times_returned) == (State.ACCEPTED, centre(), 3)
    assert sent_to(matter, "centre").task
    step = next_step_of(matter)
    assert step is not None
    assert "区协调员" in step.text
    assert "HD-SIGN" in running(matter)


def test_then_the_town_decides_no_longer() -> None:
    matter = sent_back_three_times()

    with pytest.raises(NotPermitted):
        move(matter, "assign", by=coordinator(), facts={"unit": bureau().code})


def test_what_the_district_decided_is_not_sent_back_again_but_the_district_may_decide_anew() -> None:
    matter = sent_back_three_times()
    move(matter, "assign", by=district_coordinator(), facts={"unit": bureau().code})
    assert (matter.times_returned, matter.lead_unit) == (0, bureau())

    for wants_out in (posted(bureau()), coordinator()):
        with pytest.raises(NotPermitted):
            move(matter, "return", by=wants_out, because="还是不属我们")
    move(matter, "return", by=district_coordinator(), because="新情况")

    assert matter.state == State.ACCEPTED


def test_a_matter_is_not_handed_to_the_unit_that_it_reports() -> None:
    matter = accepted()
    withhold(matter, [bureau("zjj")], by=district_coordinator(), because="检举")

    with pytest.raises(Refused, match="不能交给所选单位"):
        move(matter, "assign", by=coordinator(), facts={"unit": bureau("zjj").code})
    with pytest.raises(Refused, match="不能交给所选单位"):
        ask_to_assist(matter, [Part(bureau("zjj"), "配合", soon())], by=coordinator())

    assert not matter.handovers.exists()


def test_units_that_assist_have_a_part_and_a_day_sign_and_report() -> None:
    matter = assigned()

    ask_to_assist(matter, [Part(bureau("zjj"), "核查房屋安全", soon()), Part(bureau("mzj"), "临时救助", soon())], by=coordinator())
    sign(sent_to(matter, "zjj"), by=posted(bureau("zjj")))
    report_done(matter.handovers.get(unit__code="zjj"), by=posted(bureau("zjj")), words="已出具报告")
    send_part_back(sent_to(matter, "mzj"), by=posted(bureau("mzj")), because="不符合条件")

    assert {each.unit.code: (each.state, each.answer) for each in matter.handovers.filter(duty="assist")} == {
        "zjj": (HandoverState.DONE, "已出具报告"),
        "mzj": (HandoverState.RETURNED, "不符合条件"),
    }
    assert matter.lead_unit == bureau()
    assert is_involved(scope_of(posted(bureau("zjj"))), matter)
    assert not is_involved(scope_of(posted(bureau("mzj"))), matter)


@pytest.mark.parametrize(("task", "days"), [("", 3), ("核查", -1)])
def test_a_part_without_words_or_with_a_day_that_is_over_is_refused(task: str, days: int) -> None:
    matter = assigned()

    with pytest.raises(Refused):
        ask_to_assist(matter, [Part(bureau("zjj"), task, timezone.localdate() + timedelta(days=days))], by=coordinator())

    assert matter.handovers.count() == 1


def test_a_unit_has_one_duty_at_a_time_and_can_be_released() -> None:
    matter = assigned()
    with pytest.raises(Refused, match="已"):
        ask_to_assist(matter, [Part(bureau(), "协助自己", soon())], by=coordinator())
    ask_to_assist(matter, [Part(bureau("zjj"), "核查", soon())], by=coordinator())

    release(sent_to(matter, "zjj"), by=coordinator())

    assert matter.handovers.get(unit__code="zjj").state == HandoverState.RECALLED
    assert not is_involved(scope_of(posted(bureau("zjj"))), matter)
