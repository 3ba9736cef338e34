"""The programmes as this room offers them: what one can apply for here, how it is published, and which duties run for it."""

from collections.abc import Iterable

from huajie.deadlines.said import told
from huajie.rules.eligibility.facts import Level
from huajie.rules.eligibility.programmes import PROGRAMMES

URGENT = "urgent_relief"
_ELSEWHERE = frozenset({URGENT, "legal_aid_exemption", "judicial_relief"})
"""Urgent relief is given at once (services/relieving.py); the others are asked for where legal aid and courts decide."""
APPLIED_FOR = tuple(code for code in PROGRAMMES if code not in _ELSEWHERE)
PUBLISHED = frozenset({"low_income", "single_person", "low_income_margin", "special_hardship", "rigid_expenditure", "expenditure_relief"})
"""What is made public before it is decided."""
_FAMILIES = {"low_income": "DB", "single_person": "DB", "low_income_margin": "DB", "special_hardship": "TK", "rigid_expenditure": "GX"}
_REFUSALS = {"DB": "DB-REFUSE", "TK": "TK-REFUSE"}
LONGEST_CODE = 24


def family_of(programme: str) -> str:
    """The first letters of the duties that run for a programme; empty where no rule with limits is known."""
    return _FAMILIES.get(programme, "")


def families_of(programmes: Iterable[str]) -> frozenset[str]:
    """The same for several."""
    return frozenset(family for programme in programmes if (family := family_of(programme)))


def refusal_duty(programme: str) -> str:
    """The duty to tell a refusal in writing; the district's own where the programme's rule names none."""
    return _REFUSALS.get(family_of(programme), "HD-AID-REFUSE")


def called(programme: str) -> str:
    """What a programme is called, in the reader's language."""
    return told(PROGRAMMES[programme].name)


def is_personal(programme: str) -> bool:
    """True if and only if it is given to persons and not to the household."""
    return PROGRAMMES[programme].level is Level.PERSON


def is_monthly(programme: str) -> bool:
    """True if and only if it is paid month by month."""
    return PROGRAMMES[programme].per_month
