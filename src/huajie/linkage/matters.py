"""Which matters are one: the same people telling the same thing, in whatever list, through whatever channel."""

from collections import defaultdict
from collections.abc import Sequence
from math import inf

import pyarrow

from huajie.linkage.blocking import matter_tokens
from huajie.linkage.collector import less_collecting
from huajie.linkage.decisions import Case, decide
from huajie.linkage.engine import MEMORY_MIB, Engine, ScoredPair
from huajie.linkage.matters_model import MODEL
from huajie.linkage.normalise.texts import Telling, content_columns, read_telling
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Linkage, MatterRecord, Rulings
from huajie.linkage.verdicts import ASK_FROM, Verdict

MERGE_FROM = 4.0  # log2 odds: 0.94; what is wrong among them is rare enough (see docs) and a merge of matters can be undone
RELATED_MERGE_FROM = 6.0  # for texts that are merely related: in seven made-up folders 12 of 76 such pairs below were wrong, 3 of 57 above
_TIES = {Reason.PERSON_SHARED, Reason.PARTIES_CROSSED, Reason.HOUSEHOLD_SHARED}
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
    with Engine(MODEL, memory_mib) as engine:
        pairs = engine.score(_table(matters), map(matter_tokens, matters), len(new), _text_shares(matters))
        judged = [(pair, verdict) for pair in pairs if (verdict := verdict_on_matters(pair)) is not Verdict.APART]
    keys, new_keys = [record.key for record in matters], [record.key for record in new]
    return decide(Case(keys, new_keys, [{}] * len(matters), judged, ruled or {}, lambda left, right: True))


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
    return Verdict.MERGE if pair.weight >= _merged_from(reasons) else Verdict.ASK


def _merged_from(reasons: set[Reason]) -> float:
    """The weight from which a pair is one matter. What is merely related, or names other amounts, needs more, or a person's word."""
    if reasons & {Reason.TEXT_SAME, Reason.TEXT_ALIKE}:
        return MERGE_FROM
    if {Reason.PERSON_SHARED, Reason.TEXT_RELATED} <= reasons and Reason.CATEGORY_DIFFERENT not in reasons:
        return RELATED_MERGE_FROM
    return inf


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
