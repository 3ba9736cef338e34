"""The tables of this room, one idea a file."""

from huajie.reception.models.centre import Desk, DeskKind, Ticket, TicketStep
from huajie.reception.models.requests import Request

__all__ = ["Desk", "DeskKind", "Request", "Ticket", "TicketStep"]
