"""The two reviews that stay open to the resident of an appeal: which is next, until when, and what stays when both are over."""

from dataclasses import dataclass

from huajie.matters.duties import has_review
from huajie.matters.models import Matter, MatterClock, Review
from huajie.matters.states import NoticeKind

REVIEW, RE_REVIEW = "review", "re_review"
ASKING = {REVIEW: "XF-REVIEW-ASK", RE_REVIEW: "XF-REREVIEW-ASK"}
DECIDING = {REVIEW: "XF-REVIEW", RE_REVIEW: "XF-REREVIEW"}
NOTICE = {REVIEW: NoticeKind.REVIEW, RE_REVIEW: NoticeKind.RE_REVIEW}


@dataclass(frozen=True, slots=True)
class Reviews:
    """What was asked for, what may be asked for next with its clock, and whether everything is over (§36)."""

    asked: tuple[Review, ...]
    next_level: str
    clock: MatterClock | None
    is_over: bool

    @property
    def pending(self) -> Review | None:
        """The one that waits for its decision."""
        return next((review for review in self.asked if review.decided_on is None), None)


def reviews_of(matter: Matter) -> Reviews:
    """Two queries. The newest answer decides: one given after a review that was not upheld may be reviewed from the beginning."""
    asked = tuple(Review.objects.filter(matter=matter).select_related("by"))
    newest = _newest_right(matter)
    level = next((level for level, code in ASKING.items() if newest and code == newest.code), "")
    if newest and not any(review.level == level and review.asked_on >= newest.started_on for review in asked):
        return Reviews(asked, level, newest, is_over=False)
    return Reviews(asked, "", None, is_over=bool(asked) and asked[-1].level == RE_REVIEW and asked[-1].upheld is True)


def _newest_right(matter: Matter) -> MatterClock | None:
    """The resident's time to ask for a review of the newest answer, whether it runs, is over or was used; None: no answer was served."""
    rights = MatterClock.objects.filter(matter=matter, code__in=ASKING.values()) if has_review(matter) else MatterClock.objects.none()
    return rights.order_by("-pk").first()
