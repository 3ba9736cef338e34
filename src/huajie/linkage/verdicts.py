"""The law of merging: what the weight may not do alone, said once and in the open."""

from enum import Enum

from huajie.linkage.engine import ScoredPair
from huajie.linkage.reasons import Reason


class Verdict(Enum):
    """What a pair of records may become."""

    CERTAIN = "certain"  # merge, even if the rest of the two clusters says nothing
    MERGE = "merge"
    LOOSE = "loose"  # merge, after all others, if no two rows of the two clusters are of two kinds
    ASK = "ask"
    APART = "apart"


# log2 odds, set by hand. 10 bits = 0.999, one wrong merge in a thousand; 0 bits = as likely as not.
MERGE_FROM = 10.0
# Full name, village and own words are three kinds of evidence: in seven made-up folders none of 79 such pairs from 6 to 10 bits was wrong.
WORDS_MERGE_FROM = 6.0
ASK_FROM = 1.0
NAME_ALONE_ASK_FROM = 4.5  # a name in a village, and nothing else
SURNAME_MERGE_FROM = 6.0  # lower, for a surname weighs little; the gate beside it is the stricter one

_NAMED_ALIKE = {Reason.NAME_EQUAL, Reason.NAME_HOMOPHONE}
_DAMAGED_ID = {Reason.ID_NUMBER_TRANSPOSED, Reason.ID_NUMBER_ONE_DIGIT, Reason.ID_NUMBER_MASKED, Reason.ID_NUMBER_LOST_TAIL}
_AGAINST = {Reason.ID_NUMBER_CONFLICT, Reason.ID_NUMBER_UNLIKE, Reason.BIRTH_DATE_DIFFERENT, Reason.SEX_DIFFERENT}
_DOORS = {Reason.SAME_DOOR_AND_GROUP, Reason.SAME_DOOR}
_AGAINST_ONE = {Reason.OPPONENT_PHONE_SHARED, Reason.OPPONENT_SHARED}
_OF_A_FAMILY = _AGAINST_ONE | {Reason.SAME_SITE}  # two brothers share these, whose names differ in one character
# What may stand beside a name. A village, a household's size or a common complaint is not among them.
_ANCHORS = (
    {
        Reason.PHONE_EQUAL,
        Reason.BIRTH_DATE_EQUAL,
        Reason.MATES_SHARED,
        Reason.HOME_SHARED,
        Reason.TOLD_SAME_RARE,
        Reason.TOLD_SAME_QUANTITY,
        Reason.SAME_SITE,
    }
    | _AGAINST_ONE
    | _DOORS
)
_AT_HOME = {Reason.SAME_VILLAGE, Reason.SAME_GROUP, Reason.SAME_SITE} | _DOORS  # another door is a reason to ask
_OWN_WORDS = {Reason.TOLD_SAME, Reason.TOLD_SAME_RARE, Reason.TOLD_SAME_QUANTITY, Reason.TOLD_ALIKE}


def verdict_on(pair: ScoredPair) -> Verdict:
    """Merge, ask or keep apart, from the reasons first and the weight second."""
    reasons = {reason for reason, _ in pair.reasons.values()}
    if Reason.ID_NUMBER_EQUAL in reasons:
        return _with_equal_id(reasons)
    if Reason.ID_NUMBER_CONFLICT in reasons:
        return _with_conflicting_id(pair, reasons)
    if pair.weight < ASK_FROM:
        return Verdict.APART
    if reasons & _DAMAGED_ID:
        return _with_damaged_id(pair, reasons)
    return _without_id(pair, reasons)


def _with_equal_id(reasons: set[Reason]) -> Verdict:
    """One ID number under two clearly different names may have been copied from a relative: a person decides."""
    if reasons & {Reason.NAME_DIFFERENT, Reason.NAME_SURNAME_SHARED}:
        return Verdict.ASK
    return Verdict.CERTAIN


def _with_conflicting_id(pair: ScoredPair, reasons: set[Reason]) -> Verdict:
    """Two sound ID numbers are two people, unless so much else agrees that one of them may have been mistyped."""
    without_id = pair.weight - pair.reasons["papers"][1]
    return Verdict.ASK if Reason.NAME_EQUAL in reasons and _support(reasons) >= 2 and without_id >= MERGE_FROM else Verdict.APART


def _with_damaged_id(pair: ScoredPair, reasons: set[Reason]) -> Verdict:
    if reasons & _NAMED_ALIKE:
        return Verdict.MERGE if pair.weight >= MERGE_FROM else Verdict.ASK
    if Reason.NAME_ONE_CHARACTER in reasons or Reason.NAME_SURNAME_ONLY in reasons:
        return Verdict.MERGE if pair.weight >= MERGE_FROM and reasons & _ANCHORS else Verdict.ASK
    return Verdict.APART


def _without_id(pair: ScoredPair, reasons: set[Reason]) -> Verdict:
    is_sure = pair.weight >= MERGE_FROM and not reasons & _AGAINST
    if Reason.NAME_EQUAL in reasons:
        return _with_equal_name(pair, reasons)
    if Reason.NAME_HOMOPHONE in reasons:
        return Verdict.MERGE if is_sure and (Reason.PHONE_EQUAL in reasons or _support(reasons) >= 2) else Verdict.ASK
    if Reason.NAME_SURNAME_ONLY in reasons:
        return _with_surname_only(pair, reasons)
    if Reason.NAME_ONE_CHARACTER in reasons:
        return Verdict.ASK if _support(reasons - _OF_A_FAMILY) >= 2 and not reasons & _AGAINST else Verdict.APART
    if "name" not in pair.reasons:
        return Verdict.ASK if Reason.PHONE_EQUAL in reasons and _support(reasons) >= 2 and not reasons & _AGAINST else Verdict.APART
    return Verdict.APART


def _support(reasons: set[Reason]) -> int:
    """How many independent things beside the name agree."""
    return len(reasons & _ANCHORS) + bool(reasons & (_OWN_WORDS - _ANCHORS))


def _with_equal_name(pair: ScoredPair, reasons: set[Reason]) -> Verdict:
    support = _support(reasons)
    if not support:  # worth a person's time only for two who came with something to tell
        return Verdict.ASK if pair.weight >= NAME_ALONE_ASK_FROM and "told" in pair.reasons else Verdict.APART
    if reasons & (_AGAINST - {Reason.ID_NUMBER_UNLIKE}):
        return Verdict.ASK
    if Reason.ID_NUMBER_UNLIKE in reasons:
        return Verdict.MERGE if support >= 2 and pair.weight >= MERGE_FROM else Verdict.ASK
    enough = WORDS_MERGE_FROM if reasons & _OWN_WORDS and reasons & _AT_HOME else MERGE_FROM
    return Verdict.MERGE if Reason.PHONE_EQUAL in reasons or pair.weight >= enough else Verdict.ASK


def _with_surname_only(pair: ScoredPair, reasons: set[Reason]) -> Verdict:
    """张女士 is one of her family: her phone or door must come with her own words."""
    if reasons & _AGAINST:
        return Verdict.APART
    if reasons & (_DOORS | {Reason.PHONE_EQUAL}) and reasons & _OWN_WORDS and pair.weight >= SURNAME_MERGE_FROM:
        return Verdict.MERGE
    return Verdict.ASK if Reason.PHONE_EQUAL in reasons or (reasons & _ANCHORS and reasons & _OWN_WORDS) else Verdict.APART
