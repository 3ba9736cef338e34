"""The tables of this room, one idea a file."""

from huajie.reception.models.centre import Desk, DeskKind, Ticket, TicketStep
from huajie.reception.models.joint import InvitedUnit, JointReception
from huajie.reception.models.legal import (
    Consultation,
    LegalAid,
    LegalAidClock,
    LegalAidClockChange,
    LegalAidStep,
    NeedGround,
    UrgentGround,
)
from huajie.reception.models.requests import Request

__all__ = [
    "Consultation",
    "Desk",
    "DeskKind",
    "InvitedUnit",
    "JointReception",
    "LegalAid",
    "LegalAidClock",
    "LegalAidClockChange",
    "LegalAidStep",
    "NeedGround",
    "Request",
    "Ticket",
    "TicketStep",
    "UrgentGround",
]
