"""The lifecycles of this room as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, Lifecycle, Move, Need

_CENTRE = "广东省平安建设条例 §7; 一站式接待"


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", _("Waiting")
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
