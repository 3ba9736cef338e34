"""How good the suggestions of category and unit are: learnt from made-up matters, asked about others.

Two questions of different weight: the same wordings with other details, and wordings that were never seen. The second is nearer to
a real register, whose words are richer than those made here: what is measured here is no promise for real text.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from measuring import write_result
from registers import DISTRICT, VILLAGES

from huajie.demo.lists import PEOPLE_PER_ROW
from huajie.demo.matters import Telling, made_tellings
from huajie.demo.mess import MODERATE
from huajie.demo.places import places_of
from huajie.demo.population import Population, made_population
from huajie.demo.telling import told_text
from huajie.rules.routing.learning import learn
from huajie.rules.routing.samples import Sample
from huajie.rules.routing.suggester import Doubt, Suggester

ROWS = (6000, 3000)  # to learn from, to ask about
SEEDS = (11, 12, 13)
UNITS = 14
STRAY = 0.1
"""So many matters went to another unit than their category and town would have it: people decide, and not always alike."""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling, and the decisions that a person would take on it."""

    telling: Telling
    text: str
    town: str
    unit: str

    @property
    def category(self) -> str:
        return self.telling.matter.story.category

    @property
    def is_new_wording(self) -> bool:
        """The last of several wordings: kept from learning where wordings never seen are asked about."""
        return 0 < self.telling.wording == len(self.telling.matter.story.wordings) - 1

    def of_category(self) -> Sample:
        return Sample(self.text, self.category, (self.telling.matter.kind,), self.names)

    def of_unit(self) -> Sample:
        return Sample(self.text, self.unit, (self.category, self.town), self.names)

    @property
    def names(self) -> tuple[str, ...]:
        other = self.telling.matter.other
        return (self.telling.teller.name, *([other.name] if other and other.resident else []))


def told_by(population: Population, rows: int, seed: int) -> list[Told]:
    """Made-up tellings, each with a unit: by its category at the district, by its town for quarrels between neighbours."""
    rng = Random(f"suggestions {seed}")
    towns = {household.hid: household.place.town for household in population.households}
    found = []
    for telling in made_tellings(population, rows, MODERATE, seed):
        town = towns[telling.teller.hid]
        category = telling.matter.story.category
        own = f"town {town}" if telling.matter.story.against == "person" else f"bureau {sum(map(ord, category)) % UNITS}"
        unit = f"bureau {rng.randrange(UNITS)}" if rng.random() < STRAY else own
        found.append(Told(telling, told_text(rng, telling, MODERATE), town, unit))
    return found


def asked(suggester: Suggester, samples: Sequence[Sample]) -> dict[str, Any]:
    """How often the first, or one of three, is right among those with a suggestion; the share without one; how long one takes."""
    firsts = among = silences = 0
    begun = time.perf_counter()
    for sample in samples:
        advice = suggester.suggest(sample.text, given=sample.given, names=sample.names)
        labels = [suggestion.label for suggestion in advice.suggestions]
        silences += advice.doubt in {Doubt.UNSURE, Doubt.TOO_LITTLE_TEXT}
        firsts += labels[:1] == [sample.label]
        among += sample.label in labels
    seconds = time.perf_counter() - begun
    answered = len(samples) - silences
    return {
        "asked": len(samples),
        "labels": len(suggester.labels),
        "share_unsure": round(silences / len(samples), 4),
        "first_right": round(firsts / max(answered, 1), 4),
        "among_three": round(among / max(answered, 1), 4),
        "milliseconds_each": round(1000 * seconds / len(samples), 3),
    }


def measured(learnt_from: Sequence[Sample], others: Sequence[Sample]) -> dict[str, Any]:
    """Figures of one suggester on samples that it has not seen."""
    begun = time.perf_counter()
    suggester = learn(learnt_from)
    seconds = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        suggester.save(kept := Path(folder) / "suggester.npz")
        size = kept.stat().st_size
    return {"samples": len(learnt_from), "features": len(suggester.features), "seconds_to_learn": round(seconds, 2), "bytes": size} | asked(
        suggester, others
    )


def figures_of(seed: int, rows: tuple[int, int]) -> dict[str, Any]:
    """Category and unit, for wordings seen and never seen."""
    places = places_of(DISTRICT, VILLAGES)
    people = [made_population(places, int(count * PEOPLE_PER_ROW), seed + part) for part, count in enumerate(rows)]
    before, after = (told_by(who, count, seed + part) for part, (who, count) in enumerate(zip(people, rows, strict=True)))
    known = [one for one in before if not one.is_new_wording]
    new = [one for one in after if one.is_new_wording]
    return {
        "category": {
            "wordings_seen": measured([one.of_category() for one in before], [one.of_category() for one in after]),
            "wordings_never_seen": measured([one.of_category() for one in known], [one.of_category() for one in new]),
        },
        "unit": {
            "wordings_seen": measured([one.of_unit() for one in before], [one.of_unit() for one in after]),
            "wordings_never_seen": measured([one.of_unit() for one in known], [one.of_unit() for one in new]),
        },
    }


def main() -> None:
    """Measures, and writes benchmarks/results/NAME.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--rows", type=int, nargs=2, default=list(ROWS), metavar=("LEARN", "ASK"))
    parser.add_argument("--name", default="suggestions")
    asked_for = parser.parse_args()
    figures = {str(seed): figures_of(seed, (asked_for.rows[0], asked_for.rows[1])) for seed in asked_for.seeds}
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    print(write_result(asked_for.name, {"rows": asked_for.rows, "stray_units": STRAY, "seeds": figures}))


if __name__ == "__main__":
    main()
