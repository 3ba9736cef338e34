"""The life of an application for aid as a table: one application, several programmes, each decided on its own.

Articles are those of 最低生活保障审核确认办法 (民发〔2021〕57号), which the others follow step by step, unless another is named.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.roles import Permission
from huajie.core.lifecycle import BEGINNING, STAYS, Given, Lifecycle, Move, Need


class AppliedState(models.TextChoices):
    """Where an application stands."""

    RECEIVED = "received", pgettext_lazy("application", "Received")
    SUPPLEMENT = "supplement", _("Material is missing")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted, being looked into")
    SURVEYED = "surveyed", _("Surveyed at home")
    OPINED = "opined", _("The town has given its opinion")
    PUBLIC = "public", _("Being made public")
    OBJECTED = "objected", _("Objected to")
    SUBMITTED = "submitted", _("Waits for a decision")
    DECIDED = "decided", _("Decided, the family is to be told")
    TOLD = "told", _("The family was told")
    CLOSED = "closed", pgettext_lazy("application", "Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")


A, P = AppliedState, Permission
LOOKED_INTO = frozenset({A.ACCEPTED, A.SURVEYED, A.OPINED, A.PUBLIC, A.OBJECTED})
BEFORE_DECISION = frozenset({A.RECEIVED, A.SUPPLEMENT, A.SUBMITTED}) | LOOKED_INTO
OPEN = BEFORE_DECISION | {A.DECIDED, A.TOLD}
"""States in which the application runs: the family cannot apply a second time meanwhile."""

_BECAUSE = Need("because", _("Reason"), _("Give the reason. The applicant is told it in writing."))
_LAW = Need("law", _("Law"), _("Name the law that it rests on."))
_ROUTE = Need("next_route", _("Next legal route"), _("Name the route that is open to the applicant."))
_MATERIAL = Need("material", _("What is missing"), _("List everything that is missing: it is asked for once."))
_WHY_LONGER = Need("because", _("Reason"), _("Say why more time is needed. The applicant is told it."))
_WORDS = Need("words", _("What was said"), _("Write down what was said."))
_OPINION = Need("opinion", _("Opinion"), _("Write down the town's opinion on each programme."))
_PLACE = Need("place", _("Place"), _("Say where in the village or community the notice hangs."))
_SURVEY = Need("staff", _("Who was there"), _("At least two people of the staff survey a home together."))
_FINDINGS = Need("findings", _("What was found"), _("Write down what was found."))
_SIGNED = Need("signed", _("Signed"), _("The family and everybody of the staff sign the sheet."))
_SIGNED_BY = Need("people", _("Who signed"), _("Choose who signed the authorisation."))
_CHECKED = Need("checked", _("Information checked"), _("Wait for the answer on the checked information."), Given.HELD)
_VISIT = Need("visit", _("Visit by the county"), _("The county visits the home first."), Given.HELD)
_HOW = Need("how", _("How they were told"), _("Say how the written notice reached the family."))

APPLICATION: Lifecycle[Permission] = Lifecycle(
    (
        Move(
            "apply",
            pgettext_lazy("aid", "Apply"),
            frozenset({BEGINNING}),
            A.RECEIVED,
            P.PREPARE_AID,
            "§4, §9",
            explains=_("A household asks for several programmes with one set of papers. Where it is registered bars nobody."),
        ),
        Move(
            "ask_material",
            _("Ask for what is missing"),
            frozenset({A.RECEIVED}),
            A.SUPPLEMENT,
            P.HANDLE_AID,
            "§10",
            (_MATERIAL,),
            explains=_(
                "The applicant is told once, in writing, everything that is missing. What offices can find out themselves is not asked."
            ),
        ),
        Move(
            "complete",
            _("Material has come"),
            frozenset({A.SUPPLEMENT}),
            A.RECEIVED,
            P.PREPARE_AID,
            "§10",
            explains=_("The application goes on."),
        ),
        Move(
            "accept",
            pgettext_lazy("aid", "Accept"),
            frozenset({A.RECEIVED}),
            A.ACCEPTED,
            P.HANDLE_AID,
            "§10, §15, §22",
            explains=_("The time for a decision begins to run: 30 working days for most programmes."),
        ),
        Move(
            "not_accept",
            _("Not accept"),
            frozenset({A.RECEIVED}),
            A.NOT_ACCEPTED,
            P.HANDLE_AID,
            "社会救助暂行办法 §60, §66",
            (_BECAUSE, _LAW, _ROUTE),
            explains=_("The family is told in writing why, and which route is open. Whoever turns away an entitled family answers for it."),
        ),
        Move(
            "authorise",
            _("Authorisation was signed"),
            frozenset({A.RECEIVED, A.SUPPLEMENT, A.ACCEPTED, A.SURVEYED}),
            STAYS,
            P.PREPARE_AID,
            "§9; 社会救助暂行办法 §58",
            (_SIGNED_BY,),
            explains=_("Those who signed allow that their means are checked with banks and offices, for this application."),
        ),
        Move(
            "check",
            _("Have the information checked"),
            frozenset({A.ACCEPTED, A.SURVEYED}),
            STAYS,
            P.HANDLE_AID,
            "§15, §17",
            explains=_("The county begins within three working days. The time for the decision stands still meanwhile."),
        ),
        Move(
            "checked",
            _("The answer has come"),
            frozenset({A.ACCEPTED, A.SURVEYED}),
            STAYS,
            P.HANDLE_AID,
            "§17",
            (_WORDS,),
            explains=_("The time for the decision goes on. Whoever doubts the answer may bring proof."),
        ),
        Move(
            "survey",
            _("Survey at home"),
            frozenset({A.ACCEPTED, A.SURVEYED}),
            A.SURVEYED,
            P.HANDLE_AID,
            "§15, §16",
            (_SURVEY, _FINDINGS, _SIGNED),
            explains=_("At least two people of the staff, none of them a relative; the family signs what was found."),
        ),
        Move(
            "opine",
            _("Give the town's opinion"),
            frozenset({A.SURVEYED}),
            A.OPINED,
            P.HANDLE_AID,
            "§19",
            (_OPINION, _CHECKED),
            explains=_("It is no decision. The amount that the opinion names is made public."),
        ),
        Move(
            "publish",
            _("Make public"),
            frozenset({A.OPINED}),
            A.PUBLIC,
            P.HANDLE_AID,
            "§19, §24",
            (_PLACE,),
            explains=_("For seven days the notice shows the applicant's name, how many members, and the amount: nothing else."),
        ),
        Move(
            "object",
            _("Record an objection"),
            frozenset({A.PUBLIC}),
            A.OBJECTED,
            P.PREPARE_AID,
            "§19",
            (_WORDS,),
            explains=_("Nobody needs to give a name. The town looks into it again, and the county will visit the home."),
        ),
        Move(
            "re_investigate",
            _("Look into it again"),
            frozenset({A.OBJECTED}),
            A.ACCEPTED,
            P.HANDLE_AID,
            "§19; 特困人员认定办法 §15",
            (_WORDS,),
            explains=_("The home is surveyed anew, and what comes of it is made public again."),
        ),
        Move(
            "submit",
            pgettext_lazy("aid", "Submit to the county"),
            frozenset({A.OPINED, A.PUBLIC}),
            A.SUBMITTED,
            P.HANDLE_AID,
            "§19, §20",
            explains=_("The county decides within ten working days, for special hardship within fifteen."),
        ),
        Move(
            "visit",
            _("The county visits the home"),
            frozenset({A.SUBMITTED}),
            STAYS,
            P.DECIDE_AID,
            "§11, §20",
            (_SURVEY, _FINDINGS),
            explains=_("It must, where a member is a relative of staff or of a village cadre, or where somebody objected."),
        ),
        Move(
            "extend",
            _("Take more time"),
            frozenset({A.SUBMITTED}) | LOOKED_INTO,
            STAYS,
            P.DECIDE_AID,
            "§22",
            (_WHY_LONGER,),
            explains=_("In special cases up to 45 working days in all. The applicant is told why."),
        ),
        Move(
            "decide",
            _("Decide"),
            frozenset({A.SUBMITTED}),
            A.DECIDED,
            P.DECIDE_AID,
            "§20, §21",
            (_BECAUSE, _LAW, _VISIT),
            "decision",
            _("Each programme is decided on its own, by name. A refusal is told in writing within three working days, with the route."),
        ),
        Move(
            "notify",
            _("The family was told in writing"),
            frozenset({A.DECIDED}),
            A.TOLD,
            P.HANDLE_AID,
            "§21",
            (_HOW,),
            explains=_("Write down that and how the decision reached the family."),
        ),
        Move(
            "close",
            pgettext_lazy("aid", "Close"),
            frozenset({A.TOLD}),
            A.CLOSED,
            P.HANDLE_AID,
            "§23",
            explains=_("The papers are put away. Aid that was granted goes on."),
        ),
        Move(
            "withdraw",
            _("Applicant withdraws"),
            BEFORE_DECISION,
            A.WITHDRAWN,
            P.PREPARE_AID,
            "自愿申请，自愿撤回",
            (_BECAUSE,),
            explains=_("The applicant takes it back. It can be asked for anew at any time."),
        ),
    )
)
STARTS: dict[str, tuple[str, ...]] = {
    "accept": ("DB-INVESTIGATE", "DB-WHOLE", "TK-INVESTIGATE", "GX-WHOLE"),
    "check": ("DB-CHECK",),
    "publish": ("DB-PUBLIC", "TK-PUBLIC"),
    "object": ("TK-AGAIN",),
    "submit": ("DB-DECIDE", "TK-DECIDE"),
}
STOPS: dict[str, tuple[str, ...]] = {
    "check": ("DB-INVESTIGATE",),
    "checked": ("DB-CHECK",),
    "survey": ("DB-INVESTIGATE",),
    "opine": ("TK-INVESTIGATE", "TK-AGAIN"),
    "object": ("DB-PUBLIC", "TK-PUBLIC"),
    "submit": ("DB-PUBLIC", "TK-PUBLIC"),
    "decide": ("DB-DECIDE", "DB-WHOLE", "TK-DECIDE", "GX-WHOLE"),
    "notify": ("DB-REFUSE", "TK-REFUSE", "HD-AID-REFUSE"),
}
PAUSES = {"check": "checking", "publish": "publicity"}
"""What stands still from these moves on, if the duty knows the ground …"""
GOES_ON = {"checked": "checking", "object": "publicity", "submit": "publicity"}
"""… and goes on with these."""
