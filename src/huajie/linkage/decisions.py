"""From judged pairs to the linkage that callers read: clusters, questions, evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from huajie.linkage.clusters import Clusters, Link
from huajie.linkage.engine import ScoredPair
from huajie.linkage.reasons import Reason
from huajie.linkage.records import Evidence, Likeness, Linkage, Question, Rulings
from huajie.linkage.verdicts import Verdict

_MOST_QUESTIONS_EACH = 3
_RULED_WEIGHT = 40.0  # bits; beyond anything that is compared
Judged = tuple[ScoredPair, Verdict]


@dataclass(frozen=True, slots=True)
class Case:
    """What there is to decide on. `keys` are by row, new ones first; `new_keys` are in the order in which the caller gave them."""

    keys: Sequence[str]
    new_keys: Sequence[str]
    marks: Sequence[Mapping[str, frozenset[str]]]
    judged: Sequence[Judged]
    ruled: Rulings
    are_opposed: Callable[[int, int], bool]  # whether two rows that nothing ties speak against being one
    vetoes: Callable[[Link, int, int], bool] = lambda link, left, right: False  # whether two rows forbid what a link would merge


def decide(case: Case) -> Linkage:
    """Answers first, then certain pairs, then sure ones by falling weight; whatever cannot be merged is asked."""
    rows = {key: row for row, key in enumerate(case.keys)}
    answers = {pair: same for pair, same in case.ruled.items() if len(pair) == 2 and pair <= rows.keys()}
    pairs = {(pair.left, pair.right): pair for pair, _ in case.judged}
    clusters = Clusters(
        _marks(case),
        apart=[_rows(pair, rows) for pair, same in answers.items() if not same],
        side=lambda left, right: 1 if (min(left, right), max(left, right)) in pairs else -int(case.are_opposed(left, right)),
        vetoes=case.vetoes,
    )
    clusters.merge_ruled(_rows(pair, rows) for pair, same in answers.items() if same)
    sure = [pair for pair, verdict in case.judged if verdict is not Verdict.ASK]
    refused = clusters.merge_all(
        Link(pair.left, pair.right, pair.weight, verdict is Verdict.CERTAIN, verdict is Verdict.LOOSE)
        for pair, verdict in case.judged
        if verdict is not Verdict.ASK
    )
    doubtful = [pair for pair, verdict in case.judged if verdict is Verdict.ASK] + [pairs[link.left, link.right] for link in refused]
    together = [pair for pair in sure if clusters[pair.left] is clusters[pair.right]]
    return Linkage(
        _cluster_keys(case, clusters),
        tuple(_questions(case, clusters, doubtful, answers)),
        {(case.keys[pair.left], case.keys[pair.right]): evidence_of(pair) for pair in together} | _ruled_evidence(answers),
    )


def _marks(case: Case) -> list[Mapping[str, frozenset[str]]]:
    """The facts of each row, and for a known row that it is this one and no other."""
    known = {row: {"known": frozenset((case.keys[row],))} for row in range(len(case.new_keys), len(case.keys))}
    return [{**marks, **known.get(row, {})} for row, marks in enumerate(case.marks)]


def _rows(pair: frozenset[str], rows: Mapping[str, int]) -> tuple[int, int]:
    left, right = sorted(rows[key] for key in pair)
    return left, right


def _ruled_evidence(answers: Rulings) -> dict[tuple[str, str], tuple[Evidence, ...]]:
    """Of pairs that a person has called the same, that and nothing else is the reason."""
    pairs = [sorted(pair) for pair, same in answers.items() if same]
    return {(left, right): (_piece(Reason.RULED_SAME, _RULED_WEIGHT),) for left, right in pairs}


def _cluster_keys(case: Case, clusters: Clusters) -> dict[str, str]:
    """Each new key with the known key of its cluster, or with the cluster's first new key."""
    rows = {key: row for row, key in enumerate(case.keys)}
    names: dict[int, str] = {}
    for key in case.new_keys:
        cluster = clusters[rows[key]]
        if id(cluster) not in names:
            names[id(cluster)] = min((case.keys[row] for row in cluster.rows if row >= len(case.new_keys)), default=key)
    return {key: names[id(clusters[rows[key]])] for key in case.new_keys}


def _questions(case: Case, clusters: Clusters, doubtful: Iterable[ScoredPair], answers: Rulings) -> Iterable[Question]:
    """The likeliest question for each two clusters, and at most three a record."""
    seen: set[frozenset[int]] = set()
    load: dict[int, int] = {}
    for pair in sorted(doubtful, key=lambda each: (-each.weight, each.left, each.right)):
        keys = frozenset((case.keys[pair.left], case.keys[pair.right]))
        both = frozenset((id(clusters[pair.left]), id(clusters[pair.right])))
        is_settled = len(both) == 1 or both in seen or keys in answers or clusters.are_apart(pair.left, pair.right)
        if is_settled or max(load.get(pair.left, 0), load.get(pair.right, 0)) >= _MOST_QUESTIONS_EACH:
            continue
        seen.add(both)
        for row in (pair.left, pair.right):
            load[row] = load.get(row, 0) + 1
        yield Question(case.keys[pair.left], case.keys[pair.right], round(pair.probability, 4), evidence_of(pair))


def likenesses(pairs: Iterable[Judged], keys: Sequence[str]) -> list[Likeness]:
    """The known side of each pair whose left row is the new record, the likeliest first."""
    ranked = sorted(pairs, key=lambda judged: (judged[1] is not Verdict.CERTAIN, -judged[0].weight, judged[0].right))
    return [Likeness(keys[pair.right], round(pair.weight, 2), evidence_of(pair), verdict is Verdict.CERTAIN) for pair, verdict in ranked]


def evidence_of(pair: ScoredPair) -> tuple[Evidence, ...]:
    """Reasons with their weights, the most telling first. Values stay out: the screen reads them from the records, masked."""
    reasons = sorted(pair.reasons.values(), key=_by_force)
    return tuple(_piece(reason, round(weight, 2)) for reason, weight in reasons)


def _by_force(reason_and_weight: tuple[Reason, float]) -> tuple[float, Reason]:
    return -abs(reason_and_weight[1]), reason_and_weight[0]


@lru_cache(maxsize=10_000)
def _piece(reason: Reason, weight: float) -> Evidence:
    """One object for the many pairs that have the same evidence."""
    return Evidence(reason, weight)
