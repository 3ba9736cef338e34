"""The two reviews of an answer: asked in time or late, heard, decided, and what stays when they are over."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from huajie.accounts.models import Staff
from huajie.core.errors import Refused
from huajie.matters.models import Kind, Matter, MatterClock, Notice, Review, ServedBy
from huajie.matters.papers import paper_of
from huajie.matters.reviews import RE_REVIEW, REVIEW, reviews_of
from huajie.matters.services.reviewing import Opinion, ask_for_review, decide_review, hold_hearing
from huajie.matters.services.serving import serve
from huajie.matters.states import NoticeKind, State
from huajie.matters.tests.closing import clerk, coordinator, resolved, worker
from huajie.people.tests.making import make_areas

BODY = "试区人民政府信访局"


@pytest.fixture(autouse=True)
def _areas(db: None) -> Iterator[None]:
    make_areas()
    with override("en"):
        yield


def answered(days_ago: int = 0) -> Matter:
    """An appeal whose answer was received so many days ago."""
    matter = resolved(kind=Kind.PETITION, petition_class="appeal", told=False)
    on = timezone.localdate() - timedelta(days=days_ago)
    Notice.objects.filter(matter=matter).update(owed_since=on)
    MatterClock.objects.filter(matter=matter).update(started_on=on)
    serve(Notice.objects.get(matter=matter, kind=NoticeKind.OUTCOME), by=worker(), on=on, way=ServedBy.HAND)
    return matter


def asked(matter: Matter, level: str = REVIEW, by: Staff | None = None, on: date | None = None) -> Review:
    return ask_for_review(matter, level, by=by or clerk(), on=on or timezone.localdate(), body=BODY, words="不同意处理意见")


def opinion(*, upheld: bool) -> Opinion:
    return Opinion(
        timezone.localdate(),
        upheld,
        "事实清楚",
        "维持原处理意见" if upheld else "撤销原处理意见,重新办理",
        "《信访工作条例》第三十五条",
        "可以请求复核",
    )


def decided(matter: Matter, *, upheld: bool, level: str = REVIEW) -> Review:
    return decide_review(asked(matter, level), opinion(upheld=upheld), by=coordinator())


def serve_the_review(matter: Matter) -> None:
    notice = Notice.objects.get(matter=matter, kind=NoticeKind.REVIEW)
    serve(notice, by=worker(), on=timezone.localdate(), way=ServedBy.HAND)


def test_a_review_asked_in_time_begins_the_time_of_the_body() -> None:
    matter = answered()

    review = asked(matter)

    assert (review.in_time, reviews_of(matter).pending) == (True, review)
    codes = MatterClock.objects.filter(matter=matter, stopped_on=None).values_list("code", flat=True)
    assert {"XF-REVIEW", "XF-REVIEW-ASK"} & set(codes) == {"XF-REVIEW"}


def test_one_asked_late_is_written_down_as_late() -> None:
    assert asked(answered(days_ago=45)).in_time is False


def test_nothing_is_asked_before_the_answer_was_served() -> None:
    with pytest.raises(Refused, match="served"):
        asked(resolved(kind=Kind.PETITION, petition_class="appeal", told=False))


def test_a_review_is_asked_once_and_on_a_day_that_makes_sense() -> None:
    matter = answered()
    with pytest.raises(Refused, match="Correct the day"):
        asked(matter, on=timezone.localdate() + timedelta(days=1))
    asked(matter)

    with pytest.raises(Refused):
        asked(matter)


def test_an_outcome_that_is_not_upheld_is_worked_on_again() -> None:
    matter = answered()

    decided(matter, upheld=False)

    step = Matter.objects.get(pk=matter.pk).steps.last()
    assert step is not None
    assert (step.to_state, step.facts["by"]) == (State.REOPENED, REVIEW)
    assert not matter.outcomes.filter(superseded=False).exists()


def test_the_decision_is_owed_in_writing_and_opens_the_second_review() -> None:
    matter = answered()
    review = decided(matter, upheld=True)
    paper = paper_of(Notice.objects.get(matter=matter, kind=NoticeKind.REVIEW), matter)
    assert (paper.data["claims"], paper.data["office"], paper.data["opinion"]) == (review.words, BODY, review.decision)

    serve_the_review(matter)

    assert reviews_of(matter).next_level == RE_REVIEW


def test_the_days_of_a_hearing_do_not_count() -> None:
    matter = answered()
    decided(matter, upheld=True)
    serve_the_review(matter)
    second = asked(matter, RE_REVIEW)
    first = timezone.localdate() + timedelta(days=3)
    before = MatterClock.objects.get(matter=matter, code="XF-REREVIEW").target_on

    clock = hold_hearing(second, by=coordinator(), first=first, last=first + timedelta(days=4))

    assert clock.target_on == before + timedelta(days=5)


def test_after_the_second_review_the_same_reasons_are_not_accepted_again() -> None:
    matter = answered()
    decided(matter, upheld=True)
    serve_the_review(matter)
    decided(matter, upheld=True, level=RE_REVIEW)

    assert reviews_of(matter).is_over
    with pytest.raises(Refused, match="§37"):
        asked(matter, RE_REVIEW)
