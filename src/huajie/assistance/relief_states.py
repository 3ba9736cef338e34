"""The life of urgent relief as a table: given at once, the papers afterwards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, Lifecycle, Move, Need


class ReliefState(models.TextChoices):
    """Where urgent relief stands."""

    GIVEN = "given", _("Given, papers to follow")
    COMPLETED = "completed", _("Papers complete")
    TAKEN_BACK = "taken_back", pgettext_lazy("relief", "Taken back")


R = ReliefState
_RULE = "民发〔2018〕23号"
_KIND = Need("kind", _("What happened"), _("Choose what happened."))
_NEED = Need("need", _("What is needed"), _("Say in a few words what happened and what is needed."))
_GIVEN = Need("given", _("What is given"), _("Choose what is given: money, goods, or a referral."))
_SIGNED = Need("signed", _("Signed"), _("Whoever received it has signed, or somebody for them."))
_PAPERS = Need("papers", pgettext_lazy("relief", "Papers"), _("Say which papers are there now."))
_BECAUSE = Need("because", _("Reason"), _("Say why it is taken back."))

RELIEF: Lifecycle[Permission] = Lifecycle(
    (
        Move(
            "give",
            _("Give urgent relief"),
            frozenset({BEGINNING}),
            R.GIVEN,
            Permission.GIVE_URGENT_RELIEF,
            _RULE,
            (_KIND, _NEED, _GIVEN),
            explains=_("It is given now, from the town's reserve fund, without checks and publicity. Papers and signatures follow."),
        ),
        Move(
            "complete_papers",
            _("Complete the papers"),
            frozenset({R.GIVEN}),
            R.COMPLETED,
            Permission.GIVE_URGENT_RELIEF,
            _RULE,
            (_SIGNED, _PAPERS),
            explains=_("Somebody else than who gave it signs that object, reason and amount are in order."),
        ),
        Move(
            "take_back",
            pgettext_lazy("relief", "Take back"),
            frozenset({R.GIVEN}),
            R.TAKEN_BACK,
            Permission.GIVE_URGENT_RELIEF,
            _RULE,
            (_BECAUSE,),
            explains=_("Only where it did not reach anybody, or came back: the money returns to the fund. It stays in the record."),
        ),
    )
)
STARTS: dict[str, tuple[str, ...]] = {"give": ("LS-FIRST", "LS-AFTER")}
STOPS: dict[str, tuple[str, ...]] = {"give": ("LS-FIRST",), "complete_papers": ("LS-AFTER",), "take_back": ("LS-AFTER",)}
