"""A matter is closed by the resident alone, or by an independent call; silence closes nothing."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random, SystemRandom

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from huajie.accounts.roles import Role
from huajie.audit.models import Entry
from huajie.core.errors import NotPermitted, Refused
from huajie.core.lifecycle import Missing
from huajie.matters.after_closing import is_drawn, rules_on
from huajie.matters.drawings import is_drawn as shows_something
from huajie.matters.drawings import png_of
from huajie.matters.models import (
    Attachment,
    CallBack,
    CallBackKind,
    Confirmation,
    ConfirmedBy,
    FollowUp,
    LeaderLevel,
    LeaderNode,
    Matter,
    MatterClock,
    Notice,
    PhoneCode,
    ServedBy,
)
from huajie.matters.outsiders import insiders, why_not
from huajie.matters.readiness import held
from huajie.matters.services import afterwards
from huajie.matters.services.afterwards import drawn_by
from huajie.matters.services.attaching import attach, withdraw_attachment
from huajie.matters.services.confirming import Answer, record_answer, record_recheck, record_try
from huajie.matters.services.following_up import record_follow_up
from huajie.matters.services.moving import move
from huajie.matters.services.outcomes import write_outcome
from huajie.matters.services.phone_codes import MOST_SENT, MOST_TRIES, phones_of, send_code
from huajie.matters.services.serving import serve
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.closing import NO, YES, Always, clerk, in_progress, png, resolved, said, serve_outcome, worker
from huajie.people.tests.making import DISTRICT, PHONE, TOWN, make_areas, make_staff, register

PNG = "data:image/png;base64,"


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


class Never(Random):
    """A source that draws nobody."""

    def randrange(self, *limits: int) -> int:  # type: ignore[override]  # of one limit
        return limits[0] - 1


def call_of(matter: Matter, kind: CallBackKind = CallBackKind.CONFIRM) -> CallBack:
    return CallBack.objects.get(matter=matter, kind=kind, done_on=None)


def rechecked() -> CallBack:
    """The second call of a matter that was drawn."""
    matter = resolved()
    with drawn_by(Always()):
        record_answer(matter, YES, by=clerk())
    return call_of(matter, CallBackKind.RECHECK)


def test_resolving_plans_a_call_within_its_limit() -> None:
    matter = resolved()

    assert call_of(matter).due_on == MatterClock.objects.get(matter=matter, code="HD-CONFIRM").due_on


def test_silence_is_not_confirmation() -> None:
    matter = resolved()

    for note in ("没有人接", "没有人接", "请晚上再打"):
        record_try(call_of(matter), by=clerk(), note=note)

    matter.refresh_from_db()
    assert (matter.state, matter.is_open, call_of(matter).tries) == (State.RESOLVED, True, 3)
    assert not Confirmation.objects.exists()
    assert not matter.steps.filter(to_state=State.CONFIRMED).exists()


def test_nobody_confirms_without_an_answer_of_the_resident() -> None:
    with pytest.raises(Refused):
        move(resolved(), "confirm", by=clerk())


def test_a_yes_at_the_window_closes_it_and_plans_what_follows_in_one_act() -> None:
    matter = resolved()
    entries = Entry.objects.count()

    with drawn_by(Never()):
        record_answer(matter, YES, by=clerk())

    matter.refresh_from_db()
    assert (matter.state, matter.is_open, Entry.objects.count()) == (State.CONFIRMED, False, entries + 1)
    today = timezone.localdate()
    assert [(look.due_on - today).days for look in FollowUp.objects.filter(matter=matter)] == list(rules_on(today).follow_up_days)
    assert not CallBack.objects.filter(matter=matter, done_on=None).exists()


def test_a_no_opens_it_again_whoever_writes_it_down() -> None:
    matter = resolved()

    record_answer(matter, NO, by=worker())

    matter.refresh_from_db()
    assert (matter.state, matter.steps.last().facts["words"]) == (State.REOPENED, "还在漏水")  # type: ignore[union-attr]  # it has steps
    assert not CallBack.objects.filter(matter=matter, done_on=None).exists()


def test_a_supervisor_who_calls_writes_the_objection_down() -> None:
    matter = resolved()

    record_answer(matter, Answer(ConfirmedBy.CALL_BACK, settled=False, words="没有修"), by=make_staff(Role.SUPERVISOR, TOWN))

    assert Matter.objects.get(pk=matter.pk).state == State.REOPENED
    assert Confirmation.objects.get() == CallBack.objects.get(matter=matter).confirmation


def test_what_the_team_was_told_confirms_nothing() -> None:
    with pytest.raises(NotPermitted, match="confirms nothing"):
        record_answer(resolved(), Answer(ConfirmedBy.TOLD, settled=True, words="好了"), by=clerk())


@pytest.mark.parametrize("way", [ConfirmedBy.WINDOW, ConfirmedBy.CALL_BACK])
def test_whoever_is_on_the_team_does_not_ask(way: ConfirmedBy) -> None:
    matter = resolved()
    worker().postings.update(role=Role.WINDOW_CLERK)

    with pytest.raises(NotPermitted, match="team"):
        record_answer(matter, Answer(way, settled=True, words="好了"), by=worker())


def test_the_leader_who_answers_for_it_does_not_ask() -> None:
    matter = resolved()
    top = LeaderNode.objects.create(level=LeaderLevel.DISTRICT, name="区领导", leader=clerk(), area_id=DISTRICT)
    node = LeaderNode.objects.create(level=LeaderLevel.LEADING_GROUP, name="第三领导小组", parent=top, area_id=DISTRICT)
    Matter.objects.filter(pk=matter.pk).update(leader_node=node)

    with pytest.raises(NotPermitted, match="leader"):
        record_answer(matter, YES, by=clerk())
    assert Matter.objects.filter(insiders(clerk().pk), pk=matter.pk).exists()


def test_whoever_wrote_the_outcome_does_not_ask() -> None:
    matter = resolved()

    assert "team" in why_not(matter, worker())
    matter.outcomes.update(by=clerk())
    assert "outcome" in why_not(matter, clerk())


def test_a_signature_is_kept_with_the_answer() -> None:
    matter = resolved()

    record_answer(matter, Answer(ConfirmedBy.SIGNATURE, settled=True, signature=png()), by=clerk())

    answer = Confirmation.objects.get()
    assert answer.signature == Attachment.objects.get(matter=matter, purpose="signature")


@pytest.mark.parametrize("signature", [b"", png(drawn=False), b"\x89PNG\r\n\x1a\nrest", png()[:40]])
def test_an_empty_canvas_is_no_signature(signature: bytes) -> None:
    assert not shows_something(signature)
    with pytest.raises(Refused, match="signed"):
        record_answer(resolved(), Answer(ConfirmedBy.SIGNATURE, settled=True, signature=signature), by=clerk())


@pytest.mark.parametrize("field", ["", "data:image/svg+xml;base64,AAAA", PNG + "???", PNG + "A" * 900_000])
def test_a_field_without_a_picture_holds_none(field: str) -> None:
    assert png_of(field) == b""


def test_a_code_that_reached_the_phone_confirms(settings: Settings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FOLDER = "file", tmp_path
    matter = resolved(register(phones=("13800000001",)))

    send_code(matter, phones_of(matter)[0].pk, by=clerk(), draw=lambda _limit: 42)

    sent = json.loads(next(tmp_path.iterdir()).read_text())
    assert (sent["phone"], "000042" in sent["text"]) == ("13800000001", True)
    assert not any("000042" in str(entry.detail) for entry in Entry.objects.all())
    record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code=" 000042 "), by=clerk())
    assert Matter.objects.get(pk=matter.pk).state == State.CONFIRMED


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FOLDER = "file", tmp_path
    matter = resolved(register(phones=("13800000001",)))
    send_code(matter, phones_of(matter)[0].pk, by=clerk(), draw=lambda _limit: 42)

    for _ in range(MOST_TRIES):
        with pytest.raises(Refused, match="not the code"):
            record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code="999999"), by=clerk())

    with pytest.raises(Refused, match="No code"):
        record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code="000042"), by=clerk())


def test_codes_end_are_replaced_and_are_not_sent_without_end(settings: Settings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FOLDER = "file", tmp_path
    matter = resolved(register(phones=("13800000001",)))
    phone = phones_of(matter)[0].pk
    for number in range(MOST_SENT):
        send_code(matter, phone, by=clerk(), draw=lambda _limit, number=number: number)  # type: ignore[misc]  # of one limit

    with pytest.raises(Refused, match="within an hour"):
        send_code(matter, phone, by=clerk())
    with pytest.raises(Refused, match="not the code"):
        record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code="000000"), by=clerk())
    PhoneCode.objects.update(good_until=PhoneCode.objects.first().sent_at)  # type: ignore[union-attr]  # there is one
    with pytest.raises(Refused, match="No code"):
        record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code="000002"), by=clerk())


def test_a_code_goes_to_no_phone_but_the_residents(settings: Settings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FOLDER = "file", tmp_path
    other = register("别人", phones=(PHONE,)).phones.get()

    with pytest.raises(Refused, match="Choose a phone"):
        send_code(resolved(register()), other.pk, by=clerk())
    assert not list(tmp_path.iterdir())


def test_about_a_tenth_is_drawn() -> None:
    source = Random(20210401)  # a test that repeats itself

    drawn = sum(is_drawn(rules_on(date(2026, 11, 25)).recheck_share, source) for _ in range(10_000))

    assert 900 < drawn < 1100


def test_nobody_foresees_who_is_drawn() -> None:
    assert isinstance(afterwards._source.get(), SystemRandom)


def test_no_way_of_confirming_leaves_the_draw_out() -> None:
    call = rechecked()

    assert call.due_on == MatterClock.objects.get(matter=call.matter, code="HD-RECHECK").due_on
    with pytest.raises(NotPermitted):
        record_recheck(call, YES, by=worker())


def test_a_recheck_that_finds_it_settled_ends_its_time() -> None:
    call = rechecked()

    record_recheck(call, YES, by=clerk())

    clock = MatterClock.objects.get(matter=call.matter, code="HD-RECHECK")
    assert (clock.met, Matter.objects.get(pk=call.matter_id).state) == (True, State.CONFIRMED)


def test_a_recheck_that_fails_reopens_and_counts_against_the_unit() -> None:
    call = rechecked()

    record_recheck(call, Answer(ConfirmedBy.CALL_BACK, settled=False, words="又漏了"), by=clerk())

    step = call.matter.steps.get(move="reopen")
    assert (step.facts["by"], step.unit, step.because) == ("recheck", call.matter.lead_unit, "又漏了")


def test_what_is_opened_again_needs_a_new_outcome_and_a_new_answer() -> None:
    matter = resolved()
    record_answer(matter, YES, by=clerk())
    move(matter, "reopen", by=clerk(), because="对方反悔")
    move(matter, "take_up", by=worker())

    with pytest.raises(Missing) as refused:
        move(matter, "resolve", by=worker())
    assert refused.value.needs == ("outcome",)
    assert not FollowUp.objects.filter(matter=matter, done_on=None).exists()


def test_a_follow_up_that_does_not_hold_opens_it_again() -> None:
    matter = resolved()
    record_answer(matter, YES, by=clerk())
    first, second = FollowUp.objects.filter(matter=matter)
    record_follow_up(first, by=worker(), holds=True, text="没有再漏")

    record_follow_up(second, by=worker(), holds=False, text="又漏了")

    assert Matter.objects.get(pk=matter.pk).state == State.REOPENED


def test_followed_up_once_every_look_is_done() -> None:
    matter = resolved()
    record_answer(matter, YES, by=clerk())

    with pytest.raises(Refused):
        move(matter, "follow_up", by=worker())
    for look in FollowUp.objects.filter(matter=matter):
        record_follow_up(look, by=worker(), holds=True, text="没有再漏")
    move(matter, "follow_up", by=worker())

    assert Matter.objects.get(pk=matter.pk).state == State.FOLLOWED_UP


def test_nothing_is_answered_before_there_is_an_outcome() -> None:
    with pytest.raises(Refused, match="outcome"):
        record_answer(in_progress(), YES, by=clerk())


def test_a_yes_needs_the_statement_of_the_outcome_served() -> None:
    matter = resolved(told=False)

    with pytest.raises(Missing) as refused:
        record_answer(matter, YES, by=clerk())
    assert (refused.value.needs, Confirmation.objects.exists()) == (("told",), False)

    serve_outcome(matter)
    record_answer(matter, YES, by=clerk())
    assert Matter.objects.get(pk=matter.pk).state == State.CONFIRMED


def test_a_no_needs_nothing_served() -> None:
    matter = resolved(told=False)

    record_answer(matter, NO, by=worker())

    assert Matter.objects.get(pk=matter.pk).state == State.REOPENED


def test_an_outcome_that_cannot_be_served_can_be_confirmed_and_an_older_statement_tells_nothing() -> None:
    matter = resolved(told=False)
    older = Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME)
    record_answer(matter, NO, by=worker())
    move(matter, "take_up", by=worker())
    write_outcome(matter, said(), by=worker())
    move(matter, "resolve", by=worker())
    newer = Notice.objects.filter(matter=matter, kind=NoticeKind.OUTCOME).latest("pk")

    serve(older, by=worker(), on=timezone.localdate(), way=ServedBy.HAND)
    assert "told" not in held(matter, ["told"])
    serve(newer, by=worker(), on=timezone.localdate(), way=ServedBy.IMPOSSIBLE, note="地址不详")

    assert "told" in held(matter, ["told"])


def test_a_code_is_not_used_up_before_the_outcome_was_served(settings: Settings, tmp_path: Path) -> None:
    settings.SMS, settings.SMS_FOLDER = "file", tmp_path
    matter = resolved(register(phones=(PHONE,)), told=False)
    send_code(matter, phones_of(matter)[0].pk, by=clerk(), draw=lambda _limit: 42)

    with pytest.raises(Missing):
        record_answer(matter, Answer(ConfirmedBy.CODE, settled=True, code="000042"), by=clerk())

    assert PhoneCode.objects.get().used_at is None


def test_the_last_evidence_of_what_was_submitted_is_not_withdrawn() -> None:
    matter = resolved()
    first = Attachment.objects.get(matter=matter, purpose="evidence")

    with pytest.raises(Refused, match="last evidence"):
        withdraw_attachment(first, by=worker(), because="放错了")

    attach(matter, io.BytesIO(b"another photo"), "note.txt", by=worker())
    withdraw_attachment(first, by=worker(), because="放错了")
    assert "evidence" in held(matter, ["evidence"])
