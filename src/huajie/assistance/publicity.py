"""What a notice shows: the applicant's name, the number of members, and the amount. Nothing else may stand there (§24)."""

from dataclasses import dataclass
from datetime import date

from huajie.assistance.models import Application, Publicity
from huajie.assistance.programmes import PUBLISHED, is_monthly


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a notice."""

    programme: str
    name: str
    members: int
    amount_fen: int | None
    monthly: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it hangs."""

    since: date
    until: date
    place: str
    lines: tuple[Shown, ...]


def notice_of(publicity: Publicity) -> Notice:
    """Three queries."""
    application: Application = publicity.application
    count = application.members.count()
    name = application.applicant.standing.shown_name
    asked = application.asked.filter(programme__in=PUBLISHED)
    lines = tuple(Shown(one.called, name, count, one.proposed_fen, is_monthly(one.programme)) for one in asked)
    return Notice(publicity.since, publicity.until, publicity.place, lines)
