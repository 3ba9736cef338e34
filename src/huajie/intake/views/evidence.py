"""The evidence of a question in words: what speaks for one, what against, and how strongly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huajie.linkage.reasons import Reason

_STRONG = 6.0  # log2 of the Bayes factor: 64 times as likely
_WEAK = 0.5  # below that it says nothing either way

WORDS: dict[Reason, Promise | str] = {
    Reason.NAME_EQUAL: _("Same name"),
    Reason.NAME_HOMOPHONE: _("Names sound alike"),
    Reason.NAME_ONE_CHARACTER: _("Names differ in one character"),
    Reason.NAME_SURNAME_ONLY: _("Only the surname is known, and it is the same"),
    Reason.NAME_SURNAME_SHARED: _("Same surname, other given name"),
    Reason.NAME_DIFFERENT: _("Different names"),
    Reason.ID_NUMBER_EQUAL: _("Same ID number"),
    Reason.ID_NUMBER_TRANSPOSED: _("ID numbers with two digits swapped"),
    Reason.ID_NUMBER_ONE_DIGIT: _("ID numbers that differ in one digit"),
    Reason.ID_NUMBER_MASKED: _("The visible digits of the ID numbers agree"),
    Reason.ID_NUMBER_LOST_TAIL: _("ID numbers agree, the last digits are lost in one list"),
    Reason.ID_NUMBER_CONFLICT: _("Two valid and different ID numbers"),
    Reason.ID_NUMBER_UNLIKE: _("ID numbers that do not resemble each other"),
    Reason.BIRTH_DATE_EQUAL: _("Same date of birth"),
    Reason.BIRTH_DATE_DIFFERENT: _("Different dates of birth"),
    Reason.PHONE_EQUAL: _("Same phone"),
    Reason.PHONE_ONE_DIGIT: _("Phones that differ in one digit"),
    Reason.PHONE_DIFFERENT: _("Different phones"),
    Reason.SAME_DOOR_AND_GROUP: _("Same group and door number"),
    Reason.SAME_DOOR: _("Same door number"),
    Reason.SAME_SITE: _("It happened at the same door, or at the other's"),
    Reason.SAME_GROUP: _("Same village group"),
    Reason.SAME_VILLAGE: _("Same village or community"),
    Reason.OTHER_DOOR: _("Different door numbers"),
    Reason.OTHER_VILLAGE: _("Different villages or communities"),
    Reason.SEX_EQUAL: _("Same sex"),
    Reason.SEX_DIFFERENT: _("Different sex"),
    Reason.MATES_SHARED: _("Named together with the same people"),
    Reason.MATES_DIFFERENT: _("Named together with other people"),
    Reason.HOME_SHARED: _("Same household"),
    Reason.TOLD_SAME_RARE: _("Told the same matter, one that is seldom told"),
    Reason.TOLD_SAME: _("Told the same matter"),
    Reason.TOLD_SAME_QUANTITY: _("Told a similar matter with the same amount"),
    Reason.TOLD_ALIKE: _("Told a similar matter"),
    Reason.TOLD_DIFFERENT: _("Told different matters"),
    Reason.OPPONENT_PHONE_SHARED: _("Against another party with the same phone"),
    Reason.OPPONENT_SHARED: _("Against another party of the same name"),
    Reason.OPPONENT_DIFFERENT: _("Against different parties"),
    Reason.PERSON_SHARED: _("The same person is concerned"),
    Reason.PARTIES_CROSSED: _("The same two parties, each named first once"),
    Reason.HOUSEHOLD_SHARED: _("The same household is concerned"),
    Reason.NO_PERSON_SHARED: _("No person in common"),
    Reason.TEXT_SAME: _("Same words"),
    Reason.TEXT_ALIKE: _("Similar words"),
    Reason.TEXT_OTHER_AMOUNT: _("Similar words with another amount"),
    Reason.TEXT_RELATED: _("Some words in common"),
    Reason.TEXT_REMOTE: _("Few words in common"),
    Reason.TEXT_DIFFERENT: _("Different words"),
    Reason.NUMBERS_DIFFERENT: _("Different numbers in the text"),
    Reason.OTHER_PARTY_SHARED: _("Same other party"),
    Reason.OTHER_PARTY_DIFFERENT: _("Different other parties"),
    Reason.AMOUNT_EQUAL: _("Same amount"),
    Reason.AMOUNT_DIFFERENT: _("Different amounts"),
    Reason.DATES_NEAR: _("Told at about the same time"),
    Reason.DATES_APART: _("Told at times far apart"),
    Reason.CATEGORY_EQUAL: _("Same category"),
    Reason.CATEGORY_DIFFERENT: _("Different categories"),
    Reason.MEMBERS_SHARED: _("Members in common"),
    Reason.HEAD_SHARED: _("Same head of household"),
    Reason.RULED_SAME: _("A person has said that they are the same"),
}


@dataclass(frozen=True)
class Ground:
    """One piece of evidence: what it is, its weight as a number, and what the weight means."""

    words: Promise | str
    weight: str
    meaning: Promise | str
    tone: str


def grounds_of(evidence: Iterable[Mapping[str, Any]]) -> list[Ground]:
    """The evidence kept with a question, the weightiest first."""
    return [_ground(each["reason"], float(each["weight"])) for each in sorted(evidence, key=lambda each: -abs(float(each["weight"])))]


def _ground(reason: str, weight: float) -> Ground:
    words = WORDS[Reason(reason)] if reason in set(Reason) else reason
    shown = f"{weight:+.1f}".replace("-", "−")  # a minus, not a hyphen
    if abs(weight) < _WEAK:
        return Ground(words, shown, _("says little"), "neutral")
    if weight > 0:
        return Ground(words, shown, _("speaks strongly for") if weight >= _STRONG else _("speaks for"), "for")
    return Ground(words, shown, _("speaks strongly against") if weight <= -_STRONG else _("speaks against"), "against")
