"""The lives of an organisation, of a referral and of a claim as tables.

A claim leads its referral: `CONSEQUENCE` names where the referral stands once a move of the claim is made.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, STAYS, Given, Lifecycle, Move, Need

P = Permission
_PIPL, _CHARITY = "个人信息保护法", "慈善法"
_BECAUSE = Need("because", _("Reason"), _("Give the reason in a few words."))


class OrganisationState(models.TextChoices):
    """Whether an organisation may claim."""

    ENTERED = "entered", pgettext_lazy("organisation", "Entered, not verified")
    VERIFIED = "verified", pgettext_lazy("organisation", "Verified")
    LAPSED = "lapsed", pgettext_lazy("organisation", "Lapsed")


O = OrganisationState  # noqa: E741  # read as a table
ORGANISATION: Lifecycle[Permission] = Lifecycle(
    (
        Move("enter", pgettext_lazy("organisation", "Enter"), frozenset({BEGINNING}), O.ENTERED, P.VERIFY_ORGANISATIONS, f"{_CHARITY} §10"),
        Move(
            "verify",
            pgettext_lazy("organisation", "Verify"),
            frozenset(O),
            O.VERIFIED,
            P.VERIFY_ORGANISATIONS,
            f"{_CHARITY} §10; GB 32100-2015",
            (
                Need("seen", _("What you looked at"), _("Say which certificate or public register you looked at.")),
                Need("until", _("Registered until"), _("Give the last day of the registration.")),
            ),
            explains=_("Your name stands beside it. Its people see the board from now on, until the registration ends."),
        ),
        Move(
            "lapse",
            pgettext_lazy("organisation", "Lapse"),
            frozenset({O.ENTERED, O.VERIFIED}),
            O.LAPSED,
            P.VERIFY_ORGANISATIONS,
            f"{_CHARITY} §10",
            (_BECAUSE,),
            explains=_("Its people see no board and no family from now on. What it has claimed goes back. It can be verified again."),
        ),
    )
)


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    DRAFT = "draft", pgettext_lazy("referral", "Draft")
    CONSENTED = "consented", _("The family has consented")
    ON_BOARD = "on_board", _("On the board")
    CLAIMED = "claimed", _("Claimed by an organisation")
    DONE = "done", pgettext_lazy("referral", "Done")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")
    CLOSED = "closed", pgettext_lazy("referral", "Closed")


R = ReferralState
_WORDS = Need("words", _("What is needed"), _("Write down what is needed, without saying who needs it."))
REFERRAL: Lifecycle[Permission] = Lifecycle(
    (
        Move("draft", _("Refer a family"), frozenset({BEGINNING}), R.DRAFT, P.REFER_FAMILIES, f"{_CHARITY} §124", (_WORDS,)),
        Move(
            "rewrite",
            _("Change the words"),
            frozenset({R.DRAFT, R.CONSENTED}),
            R.DRAFT,
            P.REFER_FAMILIES,
            f"{_PIPL} §6",
            (_WORDS,),
            explains=_("The family consented to the words as they stood: it is asked again for the new ones."),
        ),
        Move(
            "consent",
            _("Record the consent"),
            frozenset({R.DRAFT}),
            R.CONSENTED,
            P.REFER_FAMILIES,
            f"{_PIPL} §14, §23, §29",
            (
                Need("fields", _("What may be told"), _("Choose what the organisation may be told after both sides have agreed.")),
                Need("how", _("How it was given"), _("Say how the consent was given.")),
            ),
            explains=_(
                "Read the words to the family, and ask for each thing by itself. Nobody sees anything yet. It can be withdrawn at any time."
            ),
        ),
        Move(
            "publish",
            _("Put on the board"),
            frozenset({R.CONSENTED}),
            R.ON_BOARD,
            P.REFER_FAMILIES,
            f"{_CHARITY} §82, §124",
            (Need("unnamed", _("Nobody is named"), _("Take out of the words what tells who the family is."), Given.HELD),),
            explains=_("Verified organisations see the need, the town and the amount, and nobody's identity. It can be taken off again."),
        ),
        Move(
            "take_off",
            _("Take off the board"),
            frozenset({R.ON_BOARD}),
            R.CONSENTED,
            P.REFER_FAMILIES,
            f"{_PIPL} §6",
            (_BECAUSE,),
            explains=_("No organisation sees it any more. It can be put back."),
        ),
        Move("claimed", _("Claimed"), frozenset({R.ON_BOARD}), R.CLAIMED, P.CLAIM_FAMILIES, _CHARITY),
        Move("returned", _("Back on the board"), frozenset({R.CLAIMED}), R.ON_BOARD, P.REFER_FAMILIES, _CHARITY),
        Move("left_over", _("Back with the adviser"), frozenset({R.CLAIMED}), R.CONSENTED, P.REFER_FAMILIES, _CHARITY),
        Move("finished", pgettext_lazy("referral", "Done"), frozenset({R.CLAIMED}), R.DONE, P.REFER_FAMILIES, _CHARITY),
        Move(
            "withdraw_consent",
            _("Consent is withdrawn"),
            frozenset({R.CONSENTED, R.ON_BOARD, R.CLAIMED}),
            R.WITHDRAWN,
            P.REFER_FAMILIES,
            f"{_PIPL} §15",
            (Need("how", _("How it was withdrawn"), _("Say who withdrew it, and how.")),),
            explains=_(
                "It leaves the board at once, a claim ends, and no organisation sees any more who the family is. No reason is needed."
            ),
        ),
        Move(
            "close",
            pgettext_lazy("referral", "Close"),
            frozenset({R.DRAFT, R.CONSENTED, R.ON_BOARD}),
            R.CLOSED,
            P.REFER_FAMILIES,
            _CHARITY,
            (_BECAUSE,),
            explains=_("It is needed no longer. The family can be referred anew."),
        ),
    )
)


class ClaimState(models.TextChoices):
    """Where a claim stands."""

    OFFERED = "offered", _("Offered, the family is asked")
    ACCEPTED = "accepted", _("The family accepts, the organisation is asked")
    REVEALED = "revealed", _("Both accept")
    GIVEN = "given", pgettext_lazy("claim", "Given")
    REPORTED = "reported", _("Outcome reported")
    DONE = "done", pgettext_lazy("claim", "Done")
    DECLINED = "declined", _("Declined by the family")
    RELEASED = "released", _("Released")


C = ClaimState
RUNNING = frozenset({C.OFFERED, C.ACCEPTED, C.REVEALED, C.GIVEN, C.REPORTED})
"""States of a claim in which no other organisation can claim."""
NAMED = frozenset({C.REVEALED, C.GIVEN})
"""States in which the organisation may see who the family is, as far as the family consented."""
_OFFER = Need("offer", _("What you offer"), _("Say what you can give, and by when."))
_TERMS = Need("terms", _("The terms"), _("Accept the terms, or give the family back."))
_HOW = Need("how", _("How the family was asked"), _("Say how the family was asked, and who answered."))
_GIFT = Need("what", _("What was given"), _("Write down what was given."))
_OUTCOME = Need("outcome", pgettext_lazy("charity", "Outcome"), _("Write down what has become of it."))
_THANKS = Need("thanks", _("What the family says"), _("Ask the family whether it came, and write down what it says."))

CLAIM: Lifecycle[Permission] = Lifecycle(
    (
        Move(
            "claim",
            pgettext_lazy("charity", "Claim"),
            frozenset({BEGINNING}),
            C.OFFERED,
            P.CLAIM_FAMILIES,
            _CHARITY,
            (_OFFER,),
            explains=_(
                "No other organisation can claim it meanwhile. The adviser asks the family; you are told here. You can give it back."
            ),
        ),
        Move(
            "accept",
            _("The family accepts"),
            frozenset({C.OFFERED}),
            C.ACCEPTED,
            P.REFER_FAMILIES,
            f"{_PIPL} §23",
            (_HOW,),
            explains=_(
                "Name the organisation to the family, its contact and what it offers. Nothing is revealed until it accepts the terms."
            ),
        ),
        Move(
            "decline",
            _("The family declines"),
            frozenset({C.OFFERED, C.ACCEPTED}),
            C.DECLINED,
            P.REFER_FAMILIES,
            f"{_PIPL} §23",
            (_BECAUSE,),
            explains=_("It goes back on the board; this organisation sees it no more. It is not told the reason."),
        ),
        Move(
            "take_on",
            _("Accept the terms"),
            frozenset({C.ACCEPTED}),
            C.REVEALED,
            P.CLAIM_FAMILIES,
            f"{_PIPL} §23; {_CHARITY} §82",
            (_TERMS,),
            explains=_("You see who the family is as far as it consented, for this help alone. Each look is recorded; the family may ask."),
        ),
        Move(
            "give",
            _("Record what was given"),
            frozenset({C.REVEALED, C.GIVEN}),
            C.GIVEN,
            P.CLAIM_FAMILIES,
            _CHARITY,
            (_GIFT,),
            explains=_("The adviser sees it with its proof. It cannot be taken back; a mistake is set right by another entry."),
        ),
        Move(
            "report",
            _("Report the outcome"),
            frozenset({C.GIVEN}),
            C.REPORTED,
            P.CLAIM_FAMILIES,
            _CHARITY,
            (_OUTCOME,),
            explains=_("The adviser is told and asks the family. From now on you see no more who it is."),
        ),
        Move(
            "confirm",
            _("The family confirms"),
            frozenset({C.GIVEN, C.REPORTED}),
            C.DONE,
            P.REFER_FAMILIES,
            _CHARITY,
            (_THANKS,),
            explains=_("The organisation reads what the family says, without its name. The referral is done."),
        ),
        Move(
            "give_back",
            _("Give the family back"),
            frozenset({C.OFFERED, C.ACCEPTED, C.REVEALED}),
            C.RELEASED,
            P.CLAIM_FAMILIES,
            _CHARITY,
            (_BECAUSE,),
            explains=_("It goes back on the board for others, and the adviser is told. It counts against nobody."),
        ),
        Move(
            "release",
            pgettext_lazy("claim", "Release"),
            RUNNING,
            C.RELEASED,
            P.REFER_FAMILIES,
            f"{_PIPL} §15; {_CHARITY}",
            (_BECAUSE,),
            explains=_(
                "The organisation sees no more who the family is. If nothing was given, it goes back on the board; otherwise to you."
            ),
        ),
        Move("look", _("Saw who it is"), NAMED, STAYS, P.CLAIM_FAMILIES, f"{_PIPL} §54"),
    )
)
STARTS = {"claim": "HD-CLAIM-FAMILY", "accept": "HD-CLAIM-TERMS", "take_on": "HD-CLAIM-GIVE", "give": "HD-CLAIM-REPORT"}
"""The deadline that a move begins; it ends the one before. Past it the claim is released, by itself."""
CONSEQUENCE = {
    "claim": "claimed",
    "decline": "returned",
    "give_back": "returned",
    "release": "returned",
    "confirm": "finished",
}
"""The move of the referral that follows one of its claim; a release after something was given leads to `left_over`."""
