"""The life of a responsible leader's list and of each case on it (领导包案), as two tables.

Ground: 信访工作条例 §18 (leaders read letters, receive residents and take on cases). The steps themselves are the practice of one town's
published rule, not of the district: provisional, and said so beside the table (docs/architecture/leaders.md).
"""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, Given, Lifecycle, Move, Need


class ListState(models.TextChoices):
    """Where a list stands."""

    DRAFTED = "drafted", _("Drafted")
    APPROVED = "approved", _("Approved by the top leader")
    SERVED = "served", _("Served on the leader")


class CaseState(models.TextChoices):
    """Where a case on a list stands. Only a matter that the resident has confirmed is struck off."""

    LISTED = "listed", _("Listed")
    INVESTIGATED = "investigated", _("Investigated, with a plan")
    COORDINATED = "coordinated", _("Coordinated")
    EXTENSION_ASKED = "extension_asked", _("Extension asked for")
    EXTENDED = "extended", _("Extended")
    FINISHED = "finished", _("Finished by the leader")
    HANDED_IN = "handed_in", _("Materials handed in")
    FILED = "filed", _("Written notice filed")
    STRUCK_OFF = "struck_off", _("Struck off and archived")
    TAKEN_OFF = "taken_off", _("Taken off the list")


class Who(Enum):
    """Who makes a move, beside holding its permission."""

    OFFICE = "office"  # whoever draws up lists in the district
    LEADER = "leader"  # the leader of the list, or who leads a group beneath
    TOP = "top"  # the top leader of the district (一把手)


S, C, P = ListState, CaseState, Permission
LAW = "信访工作条例 §18"
LOCAL = f"{LAW}; 领导包案做法(暂定)"
"""The article, and the steps of a local practice that no national text sets."""
ENDED = frozenset({C.STRUCK_OFF, C.TAKEN_OFF})
"""States in which a case is on no leader's desk any more."""
AT_WORK = frozenset({C.LISTED, C.INVESTIGATED, C.COORDINATED, C.EXTENSION_ASKED, C.EXTENDED})
"""States in which the day by which the leader has to finish still counts."""

CASES = Need("cases", _("Cases"), _("Put at least one case on the list first."), Given.HELD)
LED = Need("leader", _("Leader"), _("The place has no leader who is posted as one. Name a leader first."), Given.HELD)
SERVED = Need("served", _("Served list"), _("The list is approved and served on the leader first."), Given.HELD)
AGREED = Need(
    "confirmed",
    _("The resident's confirmation"),
    _("The resident confirms first that it is settled."),
    Given.HELD,
)
ELSEWHERE = Need(
    "elsewhere",
    _("Not the leader's any more"),
    _("Only a matter that was not accepted, was transferred or withdrawn, or that another leader has now, is taken off."),
    Given.HELD,
)
OPEN_AGAIN = Need("open_again", _("Open again"), _("The matter is not open."), Given.HELD)
BECAUSE = Need("because", _("Reason"), _("Say why, in a few words."))
PLAN = Need("plan", _("Plan"), _("Write down what was found, and the plan: who does what by when."))
COORDINATION = Need("coordination", _("Coordination"), _("Write down who met and what was agreed."))
DAY = Need("due_on", _("New day"), _("Name the new day, after the present one."))
RESULT = Need("result", _("Result"), _("Write down what came of it."))
MATERIALS = Need("materials", _("Materials"), _("Name the materials that are handed in."))
NOTICE = Need("notice", _("Written notice"), _("Name the written notice: its number and day."))

LIST_LIFECYCLE = Lifecycle(
    (
        Move(
            "draw_up",
            _("Draw up"),
            frozenset({BEGINNING}),
            S.DRAFTED,
            P.SET_LEADERS,
            LAW,
            explains=_("Cases can be put on it and left out until it is approved. Nobody is told."),
        ),
        Move(
            "send_back",
            _("Send back"),
            frozenset({S.DRAFTED}),
            S.DRAFTED,
            P.APPROVE_MATTERS,
            LOCAL,
            (BECAUSE,),
            explains=_("It stays a draft; whoever drew it up reads your reason."),
        ),
        Move(
            "approve",
            _("Approve"),
            frozenset({S.DRAFTED}),
            S.APPROVED,
            P.APPROVE_MATTERS,
            LOCAL,
            (CASES, LED),
            explains=_("Its cases stand fast from now on. It is served on the leader next."),
        ),
        Move(
            "serve",
            _("Serve on the leader"),
            frozenset({S.APPROVED}),
            S.SERVED,
            P.SET_LEADERS,
            LOCAL,
            (LED,),
            explains=_("The leader finds it under their lists and begins with its cases."),
        ),
    )
)

CASE_LIFECYCLE = Lifecycle(
    (
        Move(
            "list",
            _("Put on the list"),
            frozenset({BEGINNING}),
            C.LISTED,
            P.SET_LEADERS,
            LAW,
            explains=_("It stands on the leader's list, with a day."),
        ),
        Move(
            "investigate",
            _("Investigated"),
            frozenset({C.LISTED}),
            C.INVESTIGATED,
            P.WORK_MATTERS,
            LOCAL,
            (SERVED, PLAN),
            explains=_("What was found and the plan stand in the list."),
        ),
        Move(
            "coordinate",
            _("Coordinated"),
            frozenset({C.INVESTIGATED}),
            C.COORDINATED,
            P.WORK_MATTERS,
            LOCAL,
            (COORDINATION,),
            explains=_("What the units agreed stands in the list."),
        ),
        Move(
            "ask_extension",
            _("Ask for an extension"),
            frozenset({C.COORDINATED, C.EXTENDED}),
            C.EXTENSION_ASKED,
            P.WORK_MATTERS,
            LOCAL,
            (BECAUSE, DAY),
            explains=_("The top leader decides. Until then the present day holds."),
        ),
        Move(
            "extend",
            _("Approve the extension"),
            frozenset({C.EXTENSION_ASKED}),
            C.EXTENDED,
            P.APPROVE_MATTERS,
            LOCAL,
            (DAY,),
            explains=_("The new day holds. The statutory deadlines of the matter run on as they are."),
        ),
        Move(
            "refuse_extension",
            _("Refuse the extension"),
            frozenset({C.EXTENSION_ASKED}),
            C.COORDINATED,
            P.APPROVE_MATTERS,
            LOCAL,
            (BECAUSE,),
            explains=_("The present day holds."),
        ),
        Move(
            "finish",
            _("Finished"),
            frozenset({C.COORDINATED, C.EXTENDED}),
            C.FINISHED,
            P.WORK_MATTERS,
            LOCAL,
            (RESULT,),
            explains=_("The leader's part is done. The matter itself is closed by the resident's confirmation alone."),
        ),
        Move(
            "hand_in",
            _("Hand the materials in"),
            frozenset({C.FINISHED}),
            C.HANDED_IN,
            P.WORK_MATTERS,
            LOCAL,
            (MATERIALS,),
            explains=_("The petition office has them from now on."),
        ),
        Move(
            "file_notice",
            _("File the written notice"),
            frozenset({C.HANDED_IN}),
            C.FILED,
            P.SET_LEADERS,
            LOCAL,
            (NOTICE,),
            explains=_("The notice in writing is on file."),
        ),
        Move(
            "strike_off",
            _("Strike off"),
            frozenset({C.FILED}),
            C.STRUCK_OFF,
            P.SET_LEADERS,
            f"{LOCAL}; 化解原则: 当事人确认",
            (AGREED,),
            explains=_("It leaves the list and is archived. If the resident opens the matter again, it is listed again."),
        ),
        Move(
            "take_off",
            _("Take off the list"),
            frozenset(C) - ENDED,
            C.TAKEN_OFF,
            P.SET_LEADERS,
            "化解原则: 销号只凭当事人确认",
            (ELSEWHERE, BECAUSE),
            explains=_("It leaves the list without counting as settled."),
        ),
        Move(
            "list_again",
            _("List again"),
            ENDED,
            C.LISTED,
            P.SET_LEADERS,
            "化解原则: 当事人确认",
            (OPEN_AGAIN, BECAUSE, DAY),
            explains=_("The leader takes it up again from the beginning."),
        ),
    )
)

WHO: dict[str, Who] = {
    "send_back": Who.TOP,
    "approve": Who.TOP,
    "investigate": Who.LEADER,
    "coordinate": Who.LEADER,
    "ask_extension": Who.LEADER,
    "extend": Who.TOP,
    "refuse_extension": Who.TOP,
    "finish": Who.LEADER,
    "hand_in": Who.LEADER,
}
"""Who makes a move; what is not here, the office makes."""

EXCEPTIONAL = frozenset({"take_off", "list_again"})
"""Moves beside the ordinary way: offered only where they are possible."""


def who_makes(name: str) -> Who:
    """Who makes the move of that name."""
    return WHO.get(name, Who.OFFICE)
