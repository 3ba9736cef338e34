"""The life of a matter as a table: every move, who may make it, what it needs, its legal ground, and the notice it owes the resident.

Articles are those of 信访工作条例 (in force 2022-05-01) and 人民调解法 (2011-01-01) unless another is named.
A merged matter has no state of its own: the one that stands for it has (docs/decisions/0001).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEFORE, BEGINNING, Given, Lifecycle, Move, Need


class State(models.TextChoices):
    """Where a matter stands. Only the resident's confirmation, or an independent call-back, closes one that was resolved."""

    REGISTERED = "registered", _("Registered")
    ACCEPTED = "accepted", _("Accepted")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    SUSPENDED = "suspended", _("Suspended")
    RESOLVED = "resolved", _("Resolved, not confirmed")
    REOPENED = "reopened", _("Reopened")
    CONFIRMED = "confirmed", _("Confirmed")
    FOLLOWED_UP = "followed_up", _("Followed up")
    ARCHIVED = "archived", _("Archived")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    TRANSFERRED = "transferred", _("Transferred elsewhere")
    WITHDRAWN = "withdrawn", _("Withdrawn by the resident")


class NoticeKind(models.TextChoices):
    """What the resident is owed in writing."""

    RECEIPT = "receipt", _("Receipt")
    ACCEPTANCE = "acceptance", _("Notice of acceptance")
    NOT_ACCEPTED = "not_accepted", _("Notice that it is not accepted")
    TRANSFER = "transfer", _("Notice of transfer")
    EXTENSION = "extension", _("Notice of extension")
    SUSPENSION = "suspension", _("Notice of suspension")
    OUTCOME = "outcome", _("Statement of the outcome")
    REOPENING = "reopening", _("Notice that it is worked on again")
    WITHDRAWAL = "withdrawal", _("Confirmation of the withdrawal")
    REVIEW = "review", _("Statement on the review")
    RE_REVIEW = "re_review", _("Statement on the second review")


S, P = State, Permission
OPEN = frozenset({S.REGISTERED, S.ACCEPTED, S.ASSIGNED, S.IN_PROGRESS, S.SUSPENDED, S.RESOLVED, S.REOPENED})
"""States in which somebody still owes the resident something. Resolved is one: silence is not confirmation."""

BECAUSE = Need("because", _("Reason"), _("Say why, in a few words. The resident and the record are told."))
CLASSED = Need("petition_class", _("Class of the petition"), _("Say which of the three statutory classes the petition belongs to."))
UNIT = Need("unit", _("Lead unit"), _("Choose the unit that leads. It must be open."))
RECEIVED = Need("received", _("Signed for"), _("The lead unit signs for receipt first."), Given.HELD)
TEAM = Need("team", _("Team of three"), _("Appoint a team of three first: three different people, one of them leading."), Given.HELD)
NEXT_ROUTE = Need("next_route", _("The route that is open"), _("Name the legal route that is open to the resident."))
OUTCOME = Need("outcome", _("Outcome"), _("Write the outcome first: request, facts and reasons, opinion, and the law."), Given.HELD)
EVIDENCE = Need("evidence", _("Evidence"), _("Attach at least one piece of evidence of the outcome."), Given.HELD)
YES = Need(
    "confirmation",
    _("Confirmation"),
    _("The resident confirms, or somebody outside the team calls. Silence confirms nothing."),
    Given.HELD,
)
WORDS = Need("words", _("The resident's words"), _("Write down what the resident said."))
BODY = Need("body", _("Receiving body"), _("Name the body that takes the matter over."))
UNTIL = Need("until", _("Looked at again on"), _("Name the day on which the suspension is looked at again."))
WAY = Need("way", _("How the resident said so"), _("Say how the resident told it: in person, in writing, by phone."))
TOLD = Need("told", _("Told in writing"), _("Serve the statement of the outcome first."), Given.HELD)
VISITED = Need("follow_ups", _("Follow-up"), _("Record the follow-ups that are due first."), Given.HELD)
RETENTION = Need("retention", _("Retention period"), _("Choose how long the file is kept."))

LIFECYCLE = Lifecycle(
    (
        Move(
            "register",
            _("Register"),
            frozenset({BEGINNING}),
            S.REGISTERED,
            P.OPEN_MATTERS,
            "信访工作条例 §22; 人民调解法 §17",
            notice=NoticeKind.RECEIPT,
            explains=_("It stands in the register from now on, and its first deadline runs."),
        ),
        Move(
            "accept",
            _("Accept"),
            frozenset({S.REGISTERED, S.NOT_ACCEPTED}),
            S.ACCEPTED,
            P.ACCEPT_MATTERS,
            "信访工作条例 §22, §23, §31",
            (CLASSED,),
            NoticeKind.ACCEPTANCE,
            _("The time for settling it begins. The resident is told in writing."),
        ),
        Move(
            "decline",
            _("Do not accept"),
            frozenset({S.REGISTERED}),
            S.NOT_ACCEPTED,
            P.ACCEPT_MATTERS,
            "信访工作条例 §19, §22, §23",
            (BECAUSE, NEXT_ROUTE),
            NoticeKind.NOT_ACCEPTED,
            _("The resident is told in writing why, and which route is open. It can be accepted later."),
        ),
        Move(
            "assign",
            _("Assign to a unit"),
            frozenset({S.ACCEPTED, S.REOPENED}),
            S.ASSIGNED,
            P.ROUTE_MATTERS,
            "信访工作条例 §22, §23",
            (UNIT,),
            explains=_("The unit leads from now on, and has to sign for receipt. It may return it with a reason."),
        ),
        Move(
            "reassign",
            _("Assign to another unit"),
            frozenset({S.ASSIGNED, S.IN_PROGRESS}),
            S.ASSIGNED,
            P.ROUTE_MATTERS,
            "信访工作条例 §22, §23",
            (UNIT, BECAUSE),
            explains=_("Another unit leads from now on, and has to sign for receipt. The one that led leads no longer."),
        ),
        Move(
            "return",
            _("Send it back"),
            frozenset({S.ASSIGNED}),
            S.ACCEPTED,
            P.WORK_MATTERS,
            "信访工作条例 §23",
            (BECAUSE,),
            explains=_("It goes back to whoever assigned it, with the reason. Sent back a third time, it goes one level up."),
        ),
        Move(
            "start",
            _("Begin work"),
            frozenset({S.ASSIGNED}),
            S.IN_PROGRESS,
            P.WORK_MATTERS,
            "信访工作条例 §18, §31; 花都区三人小组制度(2021)",
            (RECEIVED, TEAM),
            explains=_("The team works on it from now on."),
        ),
        Move(
            "resolve",
            _("Submit as resolved"),
            frozenset({S.IN_PROGRESS}),
            S.RESOLVED,
            P.WORK_MATTERS,
            "信访工作条例 §32, §34; 人民调解法 §28",
            (OUTCOME, EVIDENCE),
            NoticeKind.OUTCOME,
            _("The resident is told the outcome in writing. It stays open until the resident confirms; an objection opens it again."),
        ),
        Move(
            "confirm",
            _("Confirmed"),
            frozenset({S.RESOLVED}),
            S.CONFIRMED,
            P.CONFIRM_CLOSING,
            "化解原则: 当事人确认; 信访工作条例 §21",
            (YES, TOLD, EVIDENCE),
            explains=_("It is closed. Follow-ups are planned; one in ten is called again at random."),
        ),
        Move(
            "object",
            _("The resident objects"),
            frozenset({S.RESOLVED}),
            S.REOPENED,
            P.OPEN_MATTERS,
            "信访工作条例 §35; 化解原则: 当事人确认",
            (WORDS,),
            NoticeKind.REOPENING,
            _("It is worked on again. Nobody may refuse to write the objection down."),
        ),
        Move(
            "reopen",
            _("Open again"),
            frozenset({S.CONFIRMED, S.FOLLOWED_UP, S.ARCHIVED, S.WITHDRAWN}),
            S.REOPENED,
            P.OPEN_MATTERS,
            "化解原则: 当事人确认",
            (BECAUSE,),
            NoticeKind.REOPENING,
            _("It is worked on again, by the same team unless another is appointed."),
        ),
        Move(
            "take_up",
            _("Take it up again"),
            frozenset({S.REOPENED}),
            S.IN_PROGRESS,
            P.WORK_MATTERS,
            "化解原则: 当事人确认",
            (TEAM,),
            explains=_("The team works on it again."),
        ),
        Move(
            "follow_up",
            _("Followed up"),
            frozenset({S.CONFIRMED}),
            S.FOLLOWED_UP,
            P.WORK_MATTERS,
            "人民调解法 §31; 救助顾问制度(2021)",
            (VISITED,),
            explains=_("The follow-ups that were due are done. It can be archived."),
        ),
        Move(
            "archive",
            _("Archive"),
            frozenset({S.FOLLOWED_UP, S.NOT_ACCEPTED, S.TRANSFERRED, S.WITHDRAWN}),
            S.ARCHIVED,
            P.ARCHIVE_MATTERS,
            "人民调解法 §27; 档案法 §13",
            (RETENTION,),
            explains=_("The file is complete and kept until the period ends. It can be opened again."),
        ),
        Move(
            "transfer",
            _("Transfer to another body"),
            OPEN - {S.RESOLVED},
            S.TRANSFERRED,
            P.ROUTE_MATTERS,
            "信访工作条例 §22, §31(一)至(五)",
            (BODY, BECAUSE, NEXT_ROUTE),
            NoticeKind.TRANSFER,
            _("Another body takes it over; the resident is told which, and how to reach it."),
        ),
        Move(
            "take_back",
            pgettext_lazy("matter", "Take it back"),
            frozenset({S.TRANSFERRED}),
            S.ACCEPTED,
            P.ROUTE_MATTERS,
            "信访工作条例 §23",
            (BECAUSE,),
            NoticeKind.ACCEPTANCE,
            _("The other body returned it. The time for settling it begins anew."),
        ),
        Move(
            "suspend",
            _("Suspend"),
            OPEN - {S.SUSPENDED, S.RESOLVED},
            S.SUSPENDED,
            P.ROUTE_MATTERS,
            "各时限自身依据",
            (BECAUSE, UNTIL),
            NoticeKind.SUSPENSION,
            _("Only deadlines whose own rule allows it stand still; the others run on."),
        ),
        Move(
            "resume",
            _("Resume"),
            frozenset({S.SUSPENDED}),
            BEFORE,
            P.ROUTE_MATTERS,
            "各时限自身依据",
            (),
            explains=_("It stands where it stood before, and its deadlines run on."),
        ),
        Move(
            "withdraw",
            _("Withdrawn by the resident"),
            OPEN,
            S.WITHDRAWN,
            P.CONFIRM_CLOSING,
            "人民调解法 §17, §23; 当事人自愿",
            (WORDS, WAY),
            NoticeKind.WITHDRAWAL,
            _(
                "The resident takes the request back of their own accord, and can open it again at any time. Somebody outside the team "
                "writes it down, and another one calls and asks whether it was so."
            ),
        ),
    )
)


def is_open(state: str) -> bool:
    """True if and only if somebody still owes the resident something."""
    return state in OPEN
