"""Learns from decisions which words go with which label: characters counted, rare ones weighing more, and a logistic regression."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from huajie.rules.routing.samples import Sample
from huajie.rules.routing.suggester import GIVEN, Suggester, features_of, scaled, silent

FEWEST_SAMPLES = 60  # in all: below it nothing is suggested
FEWEST_OF_A_LABEL = 8  # a label that was decided less often is not suggested
_FEWEST_TEXTS = 4  # a feature of fewer samples is left out: it may be a name that nobody took out
_MOST_FEATURES = 8000
_MOST_SAMPLES = 30_000  # the latest
_LOOSENESS = 8.0  # how closely the weights follow the samples (scikit-learn's C)
_GIVEN_WEIGHS = 4  # times as much as a character of like rarity
_MOST_STEPS = 150
Floats = NDArray[np.float32]


def learn(samples: Iterable[Sample]) -> Suggester:
    """A suggester that has seen these decisions, the latest last. The same decisions give the same suggester."""
    latest = list(samples)[-_MOST_SAMPLES:]
    often = Counter(sample.label for sample in latest)
    learnt = [sample for sample in latest if sample.label and often[sample.label] >= FEWEST_OF_A_LABEL]
    labels = sorted({sample.label for sample in learnt})
    if len(learnt) < FEWEST_SAMPLES or len(labels) < 2:
        return silent(len(latest))
    learnt.sort()
    found = [features_of(sample.text, sample.given, sample.names) for sample in learnt]
    features = _features(found)
    if not features:
        return silent(len(latest))
    held = Counter(feature for present in found for feature in present)
    rarity = np.array([_rarity(feature, held[feature], len(learnt)) for feature in features], dtype=np.float32)
    weights, constants = _fitted(_table(found, features, rarity), [labels.index(sample.label) for sample in learnt])
    return Suggester(tuple(labels), tuple(features), rarity, weights, constants, len(latest))


def _features(found: Sequence[Sequence[str]]) -> list[str]:
    """Those that enough samples hold, the commonest first where they are too many; in alphabetical order."""
    counts = Counter(feature for present in found for feature in present)
    common = sorted((-count, feature) for feature, count in counts.items() if count >= _FEWEST_TEXTS)
    return sorted(feature for _count, feature in common[:_MOST_FEATURES])


def _rarity(feature: str, held: int, samples: int) -> float:
    """What the presence of a feature is worth: more, the fewer samples hold it, and more for what was known beside the text."""
    return (log((1 + samples) / (1 + held)) + 1) * (_GIVEN_WEIGHS if feature.startswith(GIVEN) else 1)


def _table(found: Sequence[Sequence[str]], features: Sequence[str], rarity: Floats) -> csr_matrix:
    """A row for each sample, a column for each feature."""
    places = {feature: place for place, feature in enumerate(features)}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for present in found:
        known = [places[feature] for feature in present if feature in places]
        values.extend(scaled(rarity[known]).tolist())
        columns.extend(known)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(found), len(features)))


def _fitted(table: csr_matrix, decided: Sequence[int]) -> tuple[Floats, Floats]:
    """The weights by label and feature, and the constant of each label; two labels are told apart by one line, here written as two."""
    model = LogisticRegression(C=_LOOSENESS, max_iter=_MOST_STEPS).fit(table, decided)
    weights, constants = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, constants = np.vstack([-weights / 2, weights / 2]), np.hstack([-constants / 2, constants / 2])
    return weights.astype(np.float32).round(4), constants.astype(np.float32).round(4)
