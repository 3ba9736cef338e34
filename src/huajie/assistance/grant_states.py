"""The life of aid that was granted, and of a payment list, as tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, STAYS, Lifecycle, Move, Need


class GrantState(models.TextChoices):
    """Where aid stands."""

    ACTIVE = "active", pgettext_lazy("grant", "Running")
    EXITING = "exiting", _("Leaving gradually")
    ENDED = "ended", pgettext_lazy("grant", "Ended")


class ListState(models.TextChoices):
    """Where a payment list stands."""

    DRAFTED = "drafted", pgettext_lazy("payment list", "Drawn up")
    CONFIRMED = "confirmed", pgettext_lazy("payment list", "Confirmed for payment")


G, L, P = GrantState, ListState, Permission
RUNNING = frozenset({G.ACTIVE, G.EXITING})
_BECAUSE = Need("because", _("Reason"), _("Give the reason. The applicant is told it in writing."))
_LAW = Need("law", _("Law"), _("Name the law that it rests on."))
_ROUTE = Need("next_route", _("Next legal route"), _("Name the route that is open to the applicant."))
_AMOUNT = Need("amount", pgettext_lazy("aid", "Amount"), _("An amount above zero is needed."))
_UNTIL = Need("until", _("Last month"), _("Name the last month that is paid."))
_ACCOUNT = Need("account", _("Bank account"), _("Write down the account."))

GRANT: Lifecycle[Permission] = Lifecycle(
    (
        Move("begin", _("Aid begins"), frozenset({BEGINNING}), G.ACTIVE, P.DECIDE_AID, "§21", notice="decision"),
        Move(
            "set_account",
            _("Set the account"),
            RUNNING,
            STAYS,
            P.HANDLE_AID,
            "§23, §26",
            (_ACCOUNT,),
            explains=_("It is kept encrypted, and shown to nobody but in the file for the bank."),
        ),
        Move(
            "change",
            _("Change the amount"),
            RUNNING,
            STAYS,
            P.DECIDE_AID,
            "§31, §32",
            (_AMOUNT, _BECAUSE),
            "grant_changed",
            _("It is paid so from the next month on. The family is told in writing why."),
        ),
        Move(
            "exit_gradually",
            _("Leave gradually"),
            frozenset({G.ACTIVE}),
            G.EXITING,
            P.DECIDE_AID,
            "§33",
            (_UNTIL, _BECAUSE),
            "grant_changed",
            _("For those who found work: it is paid for some months still, and ends after the last one."),
        ),
        Move(
            "end",
            _("End the aid"),
            RUNNING,
            G.ENDED,
            P.DECIDE_AID,
            "§32",
            (_BECAUSE, _LAW, _ROUTE),
            "grant_ended",
            _("This month is the last that is paid. The family is told in writing why, and which route is open. It may apply anew."),
        ),
    )
)
PAYMENTS: Lifecycle[Permission] = Lifecycle(
    (
        Move(
            "draw_up",
            pgettext_lazy("payment list", "Draw up"),
            frozenset({BEGINNING, L.DRAFTED}),
            L.DRAFTED,
            P.HANDLE_AID,
            "§23",
            explains=_("Everything that a town pays for a month. It can be drawn up again until it is confirmed."),
        ),
        Move(
            "confirm",
            _("Confirm for payment"),
            frozenset({L.DRAFTED}),
            L.CONFIRMED,
            P.PAY_AID,
            "§23",
            explains=_("By somebody else than who drew it up. After that it is not changed any more."),
        ),
    )
)
REVIEWS = {6: "DB-REVIEW-HALF", 12: "DB-REVIEW"}
"""The duty to look again, by months between two reviews."""
STARTS: dict[str, tuple[str, ...]] = {"begin": ("DB-REVIEW", "DB-REVIEW-HALF", "GX-VALID")}
STOPS: dict[str, tuple[str, ...]] = {"end": ("DB-REVIEW", "DB-REVIEW-HALF", "GX-VALID")}
