"""Which matters are one: the same people telling the same thing, in whatever list, through whatever channel."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import permutations

import pyarrow

from huajie.linkage.blocking import matter_tokens
from huajie.linkage.clusters import Link
from huajie.linkage.collector import less_collecting
from huajie.linkage.decisions import Case, decide, likenesses
from huajie.linkage.engine import MEMORY_MIB, Engine, ScoredPair
from huajie.linkage.few import score_few
from huajie.linkage.matters_model import MODEL
from huajie.linkage.normalise.names import read_names
from huajie.linkage.normalise.phones import read_phones
from huajie.linkage.normalise.texts import Telling, content_columns, read_telling
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Likeness, Linkage, MatterRecord, Rulings
from huajie.linkage.verdicts import ASK_FROM, Verdict

MERGE_FROM = 4.0  # log2 odds: 0.94; what is wrong among them is rare enough (see docs) and a merge of matters can be undone
RELATED_MERGE_FROM = 6.0  # for texts that are merely related: in seven made-up folders 12 of 76 such pairs below were wrong, 3 of 57 above
_TIES = {Reason.PERSON_SHARED, Reason.PARTIES_CROSSED, Reason.HOUSEHOLD_SHARED}
_OF_HARDSHIP, _OF_DISPUTES = {"survey", "migrant_survey"}, {"ledger"}  # channels
_TEXT_PRIOR, _TEXT_SHARE = 1_000, 0.001
_TEXT, _TEXTS, _NUMBERS = pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.list_(pyarrow.int32())
_SCHEMA = pyarrow.schema(
    [
        ("row", pyarrow.int32()),
        ("people", _TEXTS),
        ("others", _TEXTS),
        ("households", _TEXTS),
        ("core", _TEXT),
        ("characters", _NUMBERS),
        ("quantities", _TEXTS),
        ("units", _TEXTS),
        ("amount", pyarrow.int64()),
        ("day", pyarrow.int32()),
        ("category", _TEXT),
        ("village", _TEXT),
    ]
)


@less_collecting()
def link_matters(
    new: Sequence[MatterRecord], known: Sequence[MatterRecord] = (), *, ruled: Rulings | None = None, memory_mib: int = MEMORY_MIB
) -> Linkage:
    """Clusters of matters and the questions that remain; known matters are never joined with each other."""
    matters = [record for part in (new, known) for record in sorted(part, key=lambda each: each.key)]
    judged = [
        (pair, verdict) for pair in _scored(matters, len(new), memory_mib) if (verdict := verdict_on_matters(pair)) is not Verdict.APART
    ]
    keys, new_keys = [record.key for record in matters], [record.key for record in new]
    vetoes = _vetoes(matters)
    return decide(Case(keys, new_keys, [{}] * len(matters), judged, ruled or {}, lambda left, right: True, vetoes))


def like_matters(new: MatterRecord, known: Sequence[MatterRecord]) -> list[Likeness]:
    """The known matters that a new telling may be about, for a clerk who decides: also like words of strangers."""
    if not known:
        return []
    matters = [new, *known]
    found = score_few(MODEL, _table(matters), map(matter_tokens, matters), 1, _text_shares(matters))
    return likenesses(((pair, verdict_on_matters(pair)) for pair in found), [record.key for record in matters])


def _scored(matters: Sequence[MatterRecord], new_rows: int, memory_mib: int) -> list[ScoredPair]:
    """The pairs that the engine finds worth reading."""
    with Engine(MODEL, memory_mib) as engine:
        return list(engine.score(_table(matters), map(matter_tokens, matters), new_rows, _text_shares(matters)))


def _vetoes(matters: Sequence[MatterRecord]) -> Callable[[Link, int, int], bool]:
    """Matters against different people are two, whatever the words; a loose link joins no two kinds, not by a third matter either."""

    def vetoes(link: Link, left: int, right: int) -> bool:
        one, other = matters[left], matters[right]
        return _are_against_others(one, other) or (link.is_loose and _are_of_two_kinds(one, other))

    return vetoes


def _are_against_others(one: MatterRecord, other: MatterRecord) -> bool:
    """True if and only if both name opponents in full and no two of them sound alike or have one phone, nor are they the other's people."""
    if (one.people | one.others) & other.others or one.others & other.people:
        return False
    names, others = read_names(one.opponents), read_names(other.opponents)
    if not (names and others and all(name.is_full for name in (*names, *others))):
        return False
    if not set(read_phones(one.opponent_phones)).isdisjoint(read_phones(other.opponent_phones)):
        return False
    return {name.sound for name in names}.isdisjoint(name.sound for name in others)


def _are_of_two_kinds(one: MatterRecord, other: MatterRecord) -> bool:
    """True if and only if they have two categories, or one is a dispute and the other a hardship."""
    if one.category and other.category and one.category != other.category:
        return True
    return any(left in _OF_HARDSHIP and right in _OF_DISPUTES for left, right in permutations((one.channel, other.channel)))


def verdict_on_matters(pair: ScoredPair) -> Verdict:
    """One matter needs shared people and a like text; two amounts are two matters, and like words of strangers are no tie."""
    reasons = {reason for reason, _ in pair.reasons.values()}
    if Reason.NUMBERS_DIFFERENT in reasons or not reasons & _TIES:
        return Verdict.APART
    if "text" not in pair.reasons and (Reason.OTHER_PARTY_DIFFERENT in reasons or Reason.CATEGORY_DIFFERENT in reasons):
        return Verdict.APART  # with nothing told, that is all there is to go by
    if {Reason.PERSON_SHARED, Reason.TEXT_SAME} <= reasons:
        return Verdict.CERTAIN
    if pair.weight < ASK_FROM:
        return Verdict.APART
    if reasons & {Reason.TEXT_SAME, Reason.TEXT_ALIKE}:
        return Verdict.MERGE if pair.weight >= MERGE_FROM else Verdict.ASK
    is_related = {Reason.PERSON_SHARED, Reason.TEXT_RELATED} <= reasons and Reason.CATEGORY_DIFFERENT not in reasons
    return Verdict.LOOSE if is_related and pair.weight >= RELATED_MERGE_FROM else Verdict.ASK


def _text_shares(matters: Sequence[MatterRecord]) -> dict[str, float]:
    """How often each text is told, by different people; a short list knows too little and leans on the prior."""
    tellers: dict[str, set[str]] = defaultdict(set)
    for record in matters:
        if telling := _telling(record):
            tellers[telling.core].update(record.people or {record.key})
    return {core: (len(people) - 1 + _TEXT_PRIOR * _TEXT_SHARE) / (len(matters) + _TEXT_PRIOR) for core, people in tellers.items()}


def _table(matters: Sequence[MatterRecord]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist([{"row": number, **_row(record)} for number, record in enumerate(matters)], schema=_SCHEMA)


def _telling(record: MatterRecord) -> Telling | None:
    """What the record tells. A text that only names its category, as where a list has no column for more, tells nothing."""
    return None if record.text == record.category else read_telling(record.text)


def _row(record: MatterRecord) -> dict[str, object]:
    telling = _telling(record)
    return {
        "people": sorted(record.people) or None,
        "others": sorted(record.others) or None,
        "households": sorted(record.households) or None,
        "core": telling.core if telling else None,
        **content_columns((telling,) if telling else ()),
        "amount": record.amount_fen,
        "day": record.reported_on.toordinal() if record.reported_on else None,
        "category": record.category,
        "village": record.village,
    }
