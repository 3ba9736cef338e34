"""What a move owes is served: on a day that makes sense, in a way, and it is kept as it was."""

import io
from collections.abc import Iterator
from datetime import timedelta

import docx
import pytest
from django.utils import timezone
from django.utils.translation import override

from huajie.audit.acts import Act
from huajie.audit.models import Entry
from huajie.core.documents import render
from huajie.core.errors import Refused
from huajie.core.uploads import opened
from huajie.matters.models import PROVING, Kind, Matter, MatterClock, Notice, ServedBy
from huajie.matters.outcomes import evidence_of
from huajie.matters.papers import KINDS, closing_report, paper_of, proof_of
from huajie.matters.readiness import held
from huajie.matters.services.attaching import attach
from huajie.matters.services.confirming import record_answer
from huajie.matters.services.moving import move
from huajie.matters.services.serving import serve
from huajie.matters.states import LIFECYCLE, NoticeKind
from huajie.matters.tests.closing import NO, clerk, coordinator, in_progress, png, resolved, worker
from huajie.people.tests.making import make_areas, register


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


def appeal() -> Matter:
    return resolved(register(), kind=Kind.PETITION, petition_class="appeal", told=False)


def owed(matter: Matter, kind: NoticeKind) -> Notice:
    return Notice.objects.get(matter=matter, kind=kind)


def running(matter: Matter) -> set[str]:
    return set(MatterClock.objects.filter(matter=matter, stopped_on=None).values_list("code", flat=True))


def served_today(matter: Matter, kind: NoticeKind, way: ServedBy = ServedBy.HAND, note: str = "") -> Notice:
    return serve(owed(matter, kind), by=worker(), on=timezone.localdate(), way=way, note=note)


def test_the_day_on_which_the_answer_is_received_begins_the_residents_time() -> None:
    matter = appeal()

    served_today(matter, NoticeKind.OUTCOME)

    clock = MatterClock.objects.get(matter=matter, code="XF-REVIEW-ASK")
    assert (clock.started_on, clock.target_on) == (timezone.localdate(), timezone.localdate() + timedelta(days=30))
    assert matter.outcomes.get().told_on == timezone.localdate()


def test_a_dispute_has_no_review() -> None:
    matter = resolved(told=False)

    served_today(matter, NoticeKind.OUTCOME)

    assert "XF-REVIEW-ASK" not in running(matter)


def test_telling_that_it_is_accepted_ends_the_duty_to_tell() -> None:
    matter = appeal()
    assert "XF-NOTICE-DIRECT" in running(matter)

    served_today(matter, NoticeKind.ACCEPTANCE)

    assert "XF-NOTICE-DIRECT" not in running(matter)


def test_what_cannot_be_served_begins_no_time_and_says_why() -> None:
    matter = appeal()

    with pytest.raises(Refused, match="why"):
        served_today(matter, NoticeKind.OUTCOME, ServedBy.IMPOSSIBLE)
    served_today(matter, NoticeKind.OUTCOME, ServedBy.IMPOSSIBLE, "地址不清,电话停机")

    assert "XF-REVIEW-ASK" not in running(matter)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_before_it_was_owed_or_after_today_is_refused(days: int) -> None:
    notice = owed(appeal(), NoticeKind.OUTCOME)

    with pytest.raises(Refused):
        serve(notice, by=worker(), on=timezone.localdate() + timedelta(days=days), way=ServedBy.HAND)
    assert not Entry.objects.filter(act=Act.NOTICE_SERVED.value).exists()


def test_a_notice_is_served_once_and_leaves_one_entry() -> None:
    matter = resolved(told=False)
    served_today(matter, NoticeKind.OUTCOME)

    with pytest.raises(Refused, match="was served"):
        served_today(matter, NoticeKind.OUTCOME)
    assert Entry.objects.filter(act=Act.NOTICE_SERVED.value, subject=matter.ref).count() == 1


def test_what_was_served_is_kept_as_it_was() -> None:
    notice = served_today(appeal(), NoticeKind.OUTCOME)

    assert notice.paper is not None
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(opened(notice.paper.key).read())).paragraphs)
    assert all(element in words for element in ("请楼上修好防水", "入户查看", "双方达成协议", "第二百八十八条", "向人民法院起诉", "陈伟"))


def test_what_was_served_is_no_evidence() -> None:
    matter = in_progress()
    served_today(matter, NoticeKind.ACCEPTANCE)

    assert matter.attachments.get().purpose == "letter"
    with pytest.raises(Refused):
        move(matter, "resolve", by=worker())


@pytest.mark.parametrize(
    ("purpose", "proves"), [*[(one, True) for one in PROVING], *[(one, False) for one in ("letter", "signature", "other")]]
)
def test_only_what_shows_the_outcome_is_evidence_of_it(purpose: str, proves: bool) -> None:
    matter = in_progress()
    attach(matter, io.BytesIO(png()), "photo.png", by=worker(), purpose=purpose)

    assert ("evidence" in held(matter, ["evidence"]), bool(evidence_of(matter))) == (purpose in PROVING,) * 2


def test_every_notice_that_a_move_owes_is_a_document() -> None:
    assert {NoticeKind(move.notice) for move in LIFECYCLE.moves if move.notice} <= set(KINDS)
    matter = resolved(register())
    record_answer(matter, NO, by=worker())
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    move(matter, "suspend", by=coordinator(), because="等待鉴定", facts={"until": until})
    move(matter, "withdraw", by=clerk(), facts={"words": "不用办了", "way": "in person"})
    matter = Matter.objects.select_related("lead_unit").get(pk=matter.pk)

    for notice in Notice.objects.filter(matter=matter):
        paper = paper_of(notice, matter)
        assert render(paper.kind, paper.data, on=notice.owed_since).docx
        assert {field.name for field in paper.missing} <= {"phone", "procedure", "code", "answer_by", "due_on"}, notice.kind
    assert not {field.name for field in proof_of(notice, matter).missing} & {"served_document", "resident"}
    assert {field.name for field in closing_report(matter).missing} == {"confirmation"}
