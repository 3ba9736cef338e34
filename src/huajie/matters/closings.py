"""How far the closing of a matter is, for its page: the outcome, the answer, what is owed, and what its file lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.matters.access import may
from huajie.matters.models import (
    Attachment,
    CallBack,
    CallBackKind,
    Confirmation,
    FollowUp,
    Kind,
    Matter,
    Notice,
    Outcome,
    TeamMember,
    Telling,
)
from huajie.matters.outcomes import evidence_of, outcome_of
from huajie.matters.outsiders import why_not
from huajie.matters.retention import Period, kept_until, periods
from huajie.matters.reviews import Reviews, reviews_of
from huajie.people.trees import within


@dataclass(frozen=True)
class Closing:
    """What the panel shows. That a matter was drawn for a second call stands in `second_call`, for those who may make it."""

    outcome: Outcome | None
    answer: Confirmation | None
    call: CallBack | None
    looks: tuple[FollowUp, ...]
    reviews: Reviews


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that belongs into a complete file, and how many of it there are."""

    label: Promise | str
    count: int
    needed: bool

    @property
    def is_missing(self) -> bool:
        return self.needed and not self.count


@dataclass(frozen=True, slots=True)
class Keeping:
    """A retention period, and the last day of a file that is archived on a day; None: for ever."""

    period: Period
    until: date | None


def closing_of(matter: Matter) -> Closing:
    """Six queries."""
    outcome = outcome_of(matter)
    answers = Confirmation.objects.filter(outcome=outcome).select_related("by", "signature") if outcome else Confirmation.objects.none()
    return Closing(
        outcome=outcome,
        answer=answers.order_by("-pk").first(),
        call=CallBack.objects.filter(matter=matter, done_on=None).exclude(kind=CallBackKind.RECHECK).first(),
        looks=tuple(FollowUp.objects.filter(matter=matter).select_related("by")),
        reviews=reviews_of(matter),
    )


def second_call(scope: Scope, staff: Staff, matter: Matter) -> CallBack | None:
    """The call owed about a closed matter: one drawn at random, or a withdrawal. Only for who may make it: the team does not learn
    that it was drawn."""
    call = CallBack.objects.filter(matter=matter, done_on=None).exclude(kind=CallBackKind.CONFIRM).first()
    if call is None or not may(scope, Permission.CONFIRM_CLOSING, matter) or why_not(matter, staff):
        return None
    return call


def file_of(matter: Matter) -> list[Piece]:
    """The complete list of what the file holds, in the order of the course of the matter. About ten queries."""
    return list(_pieces(matter))


def _pieces(matter: Matter) -> Iterator[Piece]:
    steps = set(matter.steps.values_list("move", flat=True))
    was_worked_on = "resolve" in steps
    notices = Notice.objects.filter(matter=matter)
    yield Piece(_("Records of what was told"), Telling.objects.filter(within("matter", [matter.pk]), withdrawn=False).count(), needed=True)
    yield Piece(_("Notices served"), notices.filter(served_on__isnull=False).count(), notices.exists())
    unserved = notices.filter(served_on=None).count()
    yield Piece(_("Notices that are still owed: none may be left"), 0 if unserved else 1, needed=True)
    yield Piece(_("Team of three"), TeamMember.objects.filter(team=matter.team_id or 0).count(), was_worked_on)
    yield Piece(_("Notes of calls, visits and meetings"), matter.notes.filter(withdrawn_because="").count(), was_worked_on)
    yield Piece(_("Statement of the outcome"), Outcome.objects.filter(matter=matter).count(), was_worked_on)
    yield Piece(_("Evidence"), len(evidence_of(matter)), was_worked_on)
    agreements = Attachment.objects.filter(within("matter", [matter.pk]), purpose="agreement", withdrawn_because="").count()
    agreed = Outcome.objects.filter(matter=matter, superseded=False, kind="agreement").exists()
    yield Piece(_("Agreement, signed"), agreements, agreed and matter.kind == Kind.DISPUTE)
    yield Piece(_("The resident's confirmation"), Confirmation.objects.filter(outcome__matter=matter, settled=True).count(), was_worked_on)
    yield Piece(_("Follow-ups done"), FollowUp.objects.filter(matter=matter, done_on__isnull=False).count(), "confirm" in steps)


def keepings(archived_on: date) -> list[Keeping]:
    """Every retention period with the last day that follows."""
    return [Keeping(period, kept_until(period.code, archived_on)) for period in periods()]
