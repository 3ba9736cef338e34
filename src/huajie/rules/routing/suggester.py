"""Suggests labels for a text, each with its share and the words that speak for it; or says why it suggests none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huajie.rules.routing.features import grams_of, without_people

Floats = NDArray[np.float32]
_SURE_FROM = 0.30  # share of the first label; below it nothing is suggested (benchmarks/suggestions.py)
_SHORTEST_TEXT = 4  # characters, without names and numbers
_FEWEST_KNOWN = 6  # characters and pairs of the text that were ever learnt
_MOST_REASONS = 3
_LONGEST_REASON = 8
GIVEN = "="  # what was known beside the text is learnt under this mark; no text holds it


class Doubt(Enum):
    """Why nothing is suggested."""

    TOO_FEW_SAMPLES = "too_few_samples"
    TOO_LITTLE_TEXT = "too_little_text"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A label that earlier decisions point to. `share` is between 0 and 1; `reasons` are words of the text, the weightiest first."""

    label: str
    share: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The likeliest labels, or none and the doubt that forbids it. A person decides."""

    suggestions: tuple[Suggestion, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Suggester:
    """What was learnt: a weight for each label (row) and feature (column). Without labels it suggests nothing.

    `rarity` is by feature; `constants` by label; `samples` is from how many decisions it was learnt.
    """

    labels: tuple[str, ...]
    features: tuple[str, ...]
    rarity: Floats
    weights: Floats
    constants: Floats
    samples: int

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {feature: place for place, feature in enumerate(self.features)}

    def suggest(self, text: str, k: int = 3, given: Sequence[str] = (), names: Sequence[str] = ()) -> Advice:
        """At most k labels. `given` and `names` as in the samples that were learnt from."""
        if not self.labels:
            return Advice(doubt=Doubt.TOO_FEW_SAMPLES)
        words = without_people(text, names)
        found = [(start, gram) for start, gram in grams_of(words) if gram in self._places]
        if len(words.replace(" ", "")) < _SHORTEST_TEXT or len(found) < _FEWEST_KNOWN:
            return Advice(doubt=Doubt.TOO_LITTLE_TEXT)
        present = sorted({self._places[feature] for feature in _present(found, given) if feature in self._places})
        values = scaled(self.rarity[present])
        shares = _shares(self.weights[:, present] @ values + self.constants)
        order = np.argsort(-shares, kind="stable")[:k]
        if shares[order[0]] < _SURE_FROM:
            return Advice(doubt=Doubt.UNSURE)
        worth = dict(zip(present, values, strict=True))
        return Advice(tuple(self._suggestion(int(row), float(shares[row]), words, found, worth) for row in order))

    def _suggestion(
        self, row: int, share: float, words: str, found: Sequence[tuple[int, str]], worth: Mapping[int, np.float32]
    ) -> Suggestion:
        """Weighs each character by itself and the pairs over it, against their weight for the labels on average."""
        speaks = np.zeros(len(words), dtype=np.float32)
        for start, gram in found:
            place = self._places[gram]
            column = self.weights[:, place]
            speaks[start : start + len(gram)] += (column[row] - column.mean()) * worth[place] / len(gram)
        return Suggestion(self.labels[row], share, _weightiest(words, speaks))

    def save(self, path: Path) -> None:
        """Keep it as plain arrays: reading them back runs nothing."""
        with path.open("wb") as stream:
            np.savez_compressed(stream, allow_pickle=False, **self._arrays())

    def _arrays(self) -> dict[str, Any]:  # Any: arrays of several types
        return {
            "labels": np.array(self.labels, dtype=np.str_),
            "features": np.array(self.features, dtype=np.str_),
            "rarity": self.rarity,
            "weights": self.weights.astype(np.float16),
            "constants": self.constants,
            "samples": np.array(self.samples),
        }


def load(path: Path) -> Suggester:
    """What `save` kept. Raises OSError, ValueError or KeyError where that is not what lies there."""
    with np.load(path, allow_pickle=False) as kept:
        return Suggester(
            labels=tuple(kept["labels"].tolist()),
            features=tuple(kept["features"].tolist()),
            rarity=kept["rarity"],
            weights=kept["weights"].astype(np.float32),
            constants=kept["constants"],
            samples=int(kept["samples"]),
        )


def silent(samples: int = 0) -> Suggester:
    """One that has learnt too little to suggest anything."""
    nothing = np.zeros(0, dtype=np.float32)
    return Suggester((), (), nothing, np.zeros((0, 0), dtype=np.float32), nothing, samples)


def features_of(text: str, given: Sequence[str], names: Sequence[str]) -> list[str]:
    """Every feature of a sample, each once."""
    return sorted(_present(list(grams_of(without_people(text, names))), given))


def scaled(rarity: Floats) -> Floats:
    """The values of features that are present, so that a long text weighs no more than a short one."""
    return rarity / np.float32(np.sqrt(np.square(rarity).sum()) or 1)


def _present(found: Sequence[tuple[int, str]], given: Sequence[str]) -> set[str]:
    return {gram for _start, gram in found} | {f"{GIVEN}{known}" for known in given if known}


def _shares(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max())
    return np.asarray(grown / grown.sum(), dtype=np.float32)


def _weightiest(words: str, speaks: Floats) -> tuple[str, ...]:
    """The stretches of the text that speak for a label: neighbours that weigh more than the text does on average, the heaviest first."""
    bar = max(float(speaks.mean()), 0.0)
    stretches: list[tuple[float, str]] = []
    start = 0
    for end in range(len(words) + 1):
        if end < len(words) and words[end] != " " and speaks[end] > bar and end - start < _LONGEST_REASON:
            continue
        if end - start > 1:
            stretches.append((float(speaks[start:end].sum()), words[start:end]))
        start = end if end < len(words) and end - start == _LONGEST_REASON else end + 1
    stretches.sort(key=lambda stretch: (-stretch[0], stretch[1]))
    return tuple(dict.fromkeys(word for _weight, word in stretches))[:_MOST_REASONS]
