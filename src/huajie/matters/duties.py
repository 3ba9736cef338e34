"""Which move starts and ends which deadlines. The deadlines themselves, with their articles, are dated data in rules/clocks."""

from huajie.matters.models import Kind, Matter, PetitionClass, PetitionRoute

RECEIVING = frozenset({"XF-REG", "HD-ACCEPT"})
SETTLING = frozenset({"XF-CLOSE", "HD-SETTLE", "HD-RELIEF", "RM-MEDIATE"})
CONFIRMING = frozenset({"HD-CONFIRM"})
SIGNING = frozenset({"HD-SIGN"})
OBJECTING = frozenset({"XF-OBJECT", "HD-OBJECT"})
"""The time within which a unit may send a matter back: a right of the unit, and no failure if it passes."""
HANDING_OVER = SIGNING | OBJECTING | {"XF-NOTICE-REF"}
RECHECKING = frozenset({"HD-RECHECK"})
TELLING = frozenset({"XF-NOTICE-DIRECT", "XF-NOTICE-REF"})

_ENDED: dict[str, frozenset[str]] = {
    "accept": RECEIVING,
    "decline": RECEIVING,
    "assign": RECEIVING | HANDING_OVER,
    "reassign": HANDING_OVER,
    "return": HANDING_OVER,
    "start": OBJECTING,
    "resolve": SETTLING,
    "confirm": CONFIRMING,
    "object": CONFIRMING,
    "reopen": RECHECKING | CONFIRMING,
    "transfer": RECEIVING | SETTLING | HANDING_OVER,
    "withdraw": RECEIVING | SETTLING | HANDING_OVER | CONFIRMING,
}


def started_by(move: str, matter: Matter) -> tuple[str, ...]:
    """The duties whose time begins on the day of the move. What is reopened is settled within the district's own limit."""
    if move == "register":
        return ("XF-REG", "XF-NOTICE-DIRECT") if matter.kind == Kind.PETITION else ("HD-ACCEPT",)
    if move in {"accept", "take_back"}:
        return _settling(matter)
    if move in {"object", "reopen"}:
        return ("HD-RELIEF",) if matter.kind == Kind.HARDSHIP else ("HD-SETTLE",)
    if move in {"assign", "reassign"}:
        return ("HD-SIGN", "XF-OBJECT" if matter.kind == Kind.PETITION else "HD-OBJECT")
    if move == "return" and matter.lead_unit_id:  # it went one level up, to a unit that signs for it as well
        return ("HD-SIGN",)
    return ("HD-CONFIRM",) if move in {"resolve", "withdraw"} else ()


def ended_by(move: str) -> frozenset[str]:
    """The duties that the move fulfils, or that are owed no longer."""
    return _ENDED.get(move, frozenset())


def _settling(matter: Matter) -> tuple[str, ...]:
    """信访工作条例 §34: the 60 days are those of an appeal under §31, item 6, alone."""
    if matter.kind == Kind.HARDSHIP:
        return ("HD-RELIEF",)
    if matter.kind == Kind.DISPUTE:
        return ("HD-SETTLE",)
    return ("XF-CLOSE",) if has_review(matter) else ("HD-SETTLE",)


def has_review(matter: Matter) -> bool:
    """True if and only if it is an appeal in the petition's own procedure, whose answer may be reviewed twice (§35, §36)."""
    own_procedure = matter.petition_route in {"", PetitionRoute.PETITION}
    return matter.kind == Kind.PETITION and matter.petition_class == PetitionClass.APPEAL and own_procedure
