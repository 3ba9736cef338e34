"""The lifecycles of this room as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, Lifecycle, Move, Need

_CENTRE = "广东省平安建设条例 §7; 一站式接待"


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", pgettext_lazy("tickets", "Waiting")
    CALLED = "called", _("Called")
    SERVED = "served", _("Served")
    LEFT = "left", _("Left without being served")


T = TicketState
_DESK = Need("desk", _("Desk"), _("Choose the desk that goes on with it."))

TICKETS: Lifecycle[Permission] = Lifecycle(
    (
        Move("take", _("Take a ticket"), frozenset({BEGINNING}), T.WAITING, Permission.SERVE_TICKETS, _CENTRE),
        Move("call", _("Call the ticket"), frozenset({T.WAITING, T.CALLED}), T.CALLED, Permission.SERVE_TICKETS, _CENTRE),
        Move("serve", _("Served"), frozenset({T.CALLED}), T.SERVED, Permission.SERVE_TICKETS, _CENTRE),
        Move("send", _("Send to another desk"), frozenset({T.CALLED}), T.WAITING, Permission.SERVE_TICKETS, _CENTRE, (_DESK,)),
        Move("leave", _("Did not come"), frozenset({T.WAITING, T.CALLED}), T.LEFT, Permission.SERVE_TICKETS, _CENTRE),
    )
)


class AidState(models.TextChoices):
    """Where a request for legal aid stands."""

    APPLIED = "applied", _("Being examined")
    SUPPLEMENT = "supplement", _("Material is missing")
    FIRST = "first", _("Aid given first, being examined")
    GRANTED = "granted", _("Granted")
    ASSIGNED = "assigned", _("Somebody gives the aid")
    REFUSED = "refused", _("Refused")
    OBJECTED = "objected", _("Objected to")
    ENDED = "ended", _("Aid ended")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")


A, P = AidState, Permission
_LAW = "法律援助法"
_EXAMINED = frozenset({A.APPLIED, A.FIRST})
_BECAUSE = Need("because", _("Reason"), _("Give the reason. The applicant is told it in writing."))
_BASIS = Need("law", _("Law"), _("Name the law that it rests on."))
_ROUTE = Need("next_route", _("Next legal route"), _("Name the route that is open to the applicant."))
_MATERIAL = Need("material", _("What is missing"), _("List everything that is missing: it is asked for once (法律援助法 §43)."))
_URGENT = Need("urgent", _("Why it is urgent"), _("Choose why aid is given before it is decided."))
_HELPER = Need("helper", _("Who gives the aid"), _("Name the lawyer or the office."))

LEGAL_AID: Lifecycle[Permission] = Lifecycle(
    (
        Move("apply", _("Apply"), frozenset({BEGINNING}), A.APPLIED, P.OPEN_MATTERS, f"{_LAW} §41"),
        Move(
            "ask_material",
            _("Ask for what is missing"),
            frozenset({A.APPLIED}),
            A.SUPPLEMENT,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §43",
            (_MATERIAL,),
            explains=_("The applicant is told once, in writing, everything that is missing; the seven days stand still."),
        ),
        Move(
            "supplement",
            _("Material has come"),
            frozenset({A.SUPPLEMENT}),
            A.APPLIED,
            P.OPEN_MATTERS,
            f"{_LAW} §43",
            explains=_("The seven days go on."),
        ),
        Move(
            "provide_first",
            _("Give aid first"),
            frozenset({A.APPLIED}),
            A.FIRST,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §44",
            (_URGENT, _HELPER),
            explains=_("Aid begins now; the formalities are made up for afterwards."),
        ),
        Move(
            "grant",
            _("Grant legal aid"),
            _EXAMINED,
            A.GRANTED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §43",
            (_BECAUSE, _BASIS),
            "legal_aid",
            _("The applicant is told in writing. Somebody must be assigned within three days."),
        ),
        Move(
            "refuse",
            _("Refuse legal aid"),
            _EXAMINED,
            A.REFUSED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §43, §49",
            (_BECAUSE, _BASIS, _ROUTE),
            "legal_aid",
            _("The applicant is told in writing why, and may object to the justice bureau."),
        ),
        Move(
            "assign",
            _("Assign"),
            frozenset({A.GRANTED}),
            A.ASSIGNED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §43",
            (_HELPER,),
            explains=_("The applicant is told who gives the aid."),
        ),
        Move(
            "object",
            _("Record an objection"),
            frozenset({A.REFUSED}),
            A.OBJECTED,
            P.OPEN_MATTERS,
            f"{_LAW} §49",
            (_BECAUSE,),
            explains=_("The justice bureau examines it within five days. Whoever refused does not decide."),
        ),
        Move(
            "uphold",
            _("Uphold the refusal"),
            frozenset({A.OBJECTED}),
            A.REFUSED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §49",
            (_BECAUSE, _BASIS, _ROUTE),
            "legal_aid",
            _("The applicant is told in writing why, and which route remains."),
        ),
        Move(
            "overturn",
            _("Grant after objection"),
            frozenset({A.OBJECTED}),
            A.GRANTED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §49",
            (_BECAUSE, _BASIS),
            "legal_aid",
            _("The refusal falls. Somebody must be assigned within three days."),
        ),
        Move(
            "end",
            _("Aid ended"),
            frozenset({A.ASSIGNED}),
            A.ENDED,
            P.DECIDE_LEGAL_AID,
            f"{_LAW} §48",
            (_BECAUSE,),
            explains=_("The aid is over: the case is closed, or a ground to end it has come up."),
        ),
        Move(
            "withdraw",
            _("Applicant withdraws"),
            frozenset({A.APPLIED, A.SUPPLEMENT, A.FIRST}),
            A.WITHDRAWN,
            P.OPEN_MATTERS,
            f"{_LAW} §43",
            (_BECAUSE,),
            explains=_("The applicant takes it back, or does not bring what is missing. It can be asked for anew."),
        ),
    )
)
STARTS = {"apply": "LA-DECIDE", "grant": "LA-ASSIGN", "overturn": "LA-ASSIGN", "object": "LA-OBJECT"}
STOPS = {
    "grant": "LA-DECIDE",
    "refuse": "LA-DECIDE",
    "withdraw": "LA-DECIDE",
    "assign": "LA-ASSIGN",
    "uphold": "LA-OBJECT",
    "overturn": "LA-OBJECT",
}


class JointState(models.TextChoices):
    """Where a joint reception stands."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CALLED_OFF = "called_off", _("Called off")


J = JointState
_UNITS = Need("units", _("Units"), _("Invite at least two units."))
_AGREED = Need("agreed", _("What was agreed"), _("Write down what was agreed, or that nothing was."))

JOINT: Lifecycle[Permission] = Lifecycle(
    (
        Move(
            "plan",
            pgettext_lazy("joint reception", "Plan"),
            frozenset({BEGINNING}),
            J.PLANNED,
            P.ROUTE_MATTERS,
            "信访工作条例 §18",
            (_UNITS,),
        ),
        Move("hold", _("Record what was agreed"), frozenset({J.PLANNED}), J.HELD, P.ROUTE_MATTERS, "信访工作条例 §18", (_AGREED,)),
        Move("call_off", _("Call off"), frozenset({J.PLANNED}), J.CALLED_OFF, P.ROUTE_MATTERS, "信访工作条例 §18", (_BECAUSE,)),
    )
)
