"""复查 and 复核 (信访工作条例 §35, §36): asked for, heard, decided."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.deadlines.services import running
from huajie.matters.access import demand
from huajie.matters.models import Matter, MatterClock, Notice, Outcome, Review
from huajie.matters.reviews import ASKING, DECIDING, NOTICE, RE_REVIEW, REVIEW, reviews_of
from huajie.matters.services import clocks
from huajie.matters.services.moving import lock, move
from huajie.matters.states import LIFECYCLE, State
from huajie.people.services.merging import staff_of

HEARING = "hearing"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reviewing body decided, with the elements of its statement."""

    on: date
    upheld: bool
    facts: str
    opinion: str
    law: str
    next_route: str


@transaction.atomic
def ask_for_review(matter: Matter, level: str, *, by: Staff, on: date, body: str, words: str) -> Review:
    """The request is written down, in time or late: whether it is late is for the body to decide, and is shown to it."""
    found = lock(matter)
    demand(by, Permission.OPEN_MATTERS, found)
    clock = _askable(found, level, on)
    if not body.strip():
        raise Refused(_("Name the body that reviews it."))
    in_time = on <= clock.due_on
    review = Review.objects.create(
        matter=found, level=level, asked_on=on, body=body.strip()[:80], words=words.strip(), in_time=in_time, by=by
    )
    clocks.end(found, {ASKING[level]}, on, by=by)
    clocks.start(found, DECIDING[level], on, by=by)
    record(Act.REVIEW_ASKED, by=by, subject=found.ref, detail={"review": review.pk, "level": level, "in_time": in_time})
    return review


@transaction.atomic
def hold_hearing(review: Review, *, by: Staff, first: date, last: date) -> MatterClock:
    """The days of a hearing do not count (§36)."""
    held, found = _held(review, by)
    clock = MatterClock.objects.filter(matter=found, code=DECIDING[held.level], stopped_on=None).order_by("-pk").first()
    if clock is None or held.level != RE_REVIEW:
        raise Refused(_("The time of a hearing is left out of the second review alone (信访工作条例 §36)."))
    if last < first:
        raise Refused(_("A hearing cannot end before it begins."))
    running.suspend(clock, first, HEARING, by=staff_of(by))
    running.resume(clock, last + date.resolution, by=staff_of(by))
    record(Act.HEARING_HELD, by=by, subject=found.ref, detail={"review": held.pk, "first": first.isoformat(), "last": last.isoformat()})
    return clock


@transaction.atomic
def decide_review(review: Review, said: Opinion, *, by: Staff) -> Review:
    """The decision, and the notice of it that is owed. An outcome that is not upheld is worked on again."""
    held, found = _held(review, by)
    _demand_sense(held, said)
    held.decided_on, held.upheld, held.decision = said.on, said.upheld, said.opinion.strip()
    held.save(update_fields=["decided_on", "upheld", "decision"])
    clocks.end(found, {DECIDING[held.level]}, said.on, by=by)
    Notice.objects.create(matter=found, kind=NOTICE[held.level], owed_since=said.on, facts=_facts(held, said, found))
    if not said.upheld and _work_again(found, held, by):
        return held
    record(Act.REVIEW_DECIDED, by=by, subject=found.ref, detail={"review": held.pk, "level": held.level, "upheld": said.upheld})
    return held


def _work_again(matter: Matter, review: Review, by: Staff) -> bool:
    """True if and only if the matter had been answered, and is now opened again."""
    facts = {"by": review.level, "review": str(review.pk)}
    because = review.decision[:400]
    if matter.state == State.RESOLVED:
        move(matter, "object", by=by, because=because, facts=facts | {"words": review.words or because}, under=Permission.ROUTE_MATTERS)
        return True
    if matter.state in LIFECYCLE.move("reopen").sources:
        move(matter, "reopen", by=by, because=because, facts=facts, under=Permission.ROUTE_MATTERS)
        return True
    return False


def _held(review: Review, by: Staff) -> tuple[Review, Matter]:
    """The review and its matter, held, if it is not decided yet."""
    held = Review.objects.select_for_update(of=("self",)).select_related("matter").get(pk=review.pk)
    found = lock(held.matter)
    demand(by, Permission.ROUTE_MATTERS, found)
    if held.decided_on:
        raise Refused(_("This review was decided on %(day)s.") % {"day": held.decided_on})
    return held, found


def _askable(matter: Matter, level: str, on: date) -> MatterClock:
    """The resident's time to ask for it."""
    reviews = reviews_of(matter)
    if reviews.is_over:
        raise Refused(_("Both reviews are over: the same facts and reasons are not accepted again (§36). Help in hardship goes on (§37)."))
    if reviews.clock is None or reviews.next_level != level:
        raise Refused(_("A review is asked for once the written answer was served, and once. Serve it first, and enter the day."))
    if on > timezone.localdate() or on < reviews.clock.started_on:
        told = {"day": reviews.clock.started_on}
        raise Refused(_("It was asked for between %(day)s, when the answer was received, and today. Correct the day.") % told)
    return reviews.clock


def _demand_sense(review: Review, said: Opinion) -> None:
    if said.on > timezone.localdate() or said.on < review.asked_on:
        raise Refused(_("It was decided between %(day)s, when it was asked for, and today. Correct the day.") % {"day": review.asked_on})
    if not all(text.strip() for text in (said.facts, said.opinion, said.law, said.next_route)):
        raise Refused(_("The statement needs facts and reasons, the opinion, the law, and the next legal route."))


def _facts(review: Review, said: Opinion, matter: Matter) -> dict[str, str]:
    """What the statement of the review says."""
    before = Outcome.objects.filter(matter=matter, written_at__date__lte=review.asked_on).order_by("-pk").first()
    first = Review.objects.filter(matter=matter, level=REVIEW, decided_on__isnull=False).order_by("-pk").first()
    earlier = first if review.level == RE_REVIEW else None
    return {
        "claims": review.words,
        "facts": said.facts.strip(),
        "opinion": said.opinion.strip(),
        "law": said.law.strip(),
        "next_route": said.next_route.strip(),
        "office": review.body,
        "earlier_unit": earlier.body if earlier else str(matter.lead_unit or ""),
        "earlier_on": str(earlier.decided_on if earlier else before.told_on if before and before.told_on else ""),
    }
