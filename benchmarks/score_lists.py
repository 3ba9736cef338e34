"""Scores an import against the truth: who is who, which households and matters are one, what was put to a person, what was lost.

Where a columns.json lies beside truth.json, also how many columns were taken for what they are, shown as unsure, wrong or missed.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from column_recognition import measure

Row = tuple[str, str, int]
Pair = frozenset[Row]
KINDS = {"person": "pid", "household": "hid", "matter": "mid"}


def pairs_of(labels: Mapping[Row, str | None]) -> set[Pair]:
    """Every two rows that carry one label."""
    rows_by_label: dict[str, list[Row]] = defaultdict(list)
    for row, label in labels.items():
        if label:
            rows_by_label[label].append(row)
    return {frozenset(pair) for rows in rows_by_label.values() for pair in combinations(rows, 2)}


def asked_pairs(kind: str, answers: Mapping[Row, dict[str, Any]]) -> set[Pair]:
    """Every two rows that a question, if answered with yes, would bring under one reference."""
    rows_by_ref: dict[str, list[Row]] = defaultdict(list)
    for row, answer in answers.items():
        if answer.get(kind):
            rows_by_ref[answer[kind]].append(row)
    proposed = {
        frozenset((answer[kind], proposal[kind]))
        for answer in answers.values()
        for proposal in answer.get("proposed", ())
        if answer.get(kind) and proposal.get(kind) and proposal[kind] != answer[kind]
    }
    return {frozenset((one, other)) for refs in proposed for one, other in _across(refs, rows_by_ref)}


def _across(refs: frozenset[str], rows_by_ref: Mapping[str, list[Row]]) -> Iterable[tuple[Row, Row]]:
    left, right = (rows_by_ref.get(ref, []) for ref in sorted(refs))
    return ((one, other) for one in left for other in right)


def compared(true: set[Pair], found: set[Pair], asked: set[Pair]) -> dict[str, Any]:
    """Precision and recall of what was merged, and of what was merged or asked."""
    either = found | asked
    return {
        "true_pairs": len(true),
        "merged_pairs": len(found),
        "wrong_pairs": len(found - true),
        "precision": share(len(found & true), len(found)),
        "recall": share(len(found & true), len(true)),
        "precision_with_asked": share(len(either & true), len(either)),
        "recall_with_asked": share(len(either & true), len(true)),
    }


def share(part: int, whole: int) -> float:
    """A share with four decimals; 1 of nothing."""
    return round(part / whole, 4) if whole else 1.0


def score(truth: Mapping[Row, dict[str, Any]], answers: Mapping[Row, dict[str, Any]]) -> dict[str, Any]:
    """All figures of one import."""
    told = {row: answers[row] for row in truth if row in answers}
    figures: dict[str, Any] = {
        "rows": len(truth),
        "rows_accounted_for": share(len(told), len(truth)),
        "review_share": share(sum(answer["outcome"] == "review" for answer in told.values()), len(truth)),
        "refused_share": share(sum(answer["outcome"] == "refused" for answer in told.values()), len(truth)),
        "rows_beyond_truth": len(answers) - len(told),
    }
    for kind, key in KINDS.items():
        true = pairs_of({row: record.get(key) for row, record in truth.items()})
        found = pairs_of({row: answer.get(kind) for row, answer in told.items()})
        figures[kind] = compared(true, found, asked_pairs(kind, told))
    return figures


def row_of(record: Mapping[str, Any]) -> Row:
    """File, sheet and row; the sheet of a .csv file has no name of its own."""
    is_text = str(record["file"]).lower().endswith(".csv")
    return record["file"], "" if is_text else record["sheet"], int(record["row"])


def read_truth(path: Path) -> dict[Row, dict[str, Any]]:
    """The truth by row, from truth.json or the folder that holds it."""
    records = json.loads((path / "truth.json" if path.is_dir() else path).read_text(encoding="utf-8"))
    return {row_of(record): record for record in records}


def read_answers(path: Path) -> dict[Row, dict[str, Any]]:
    """The import's answer by row, from its JSON lines."""
    answers = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {row_of(answer): answer for answer in answers}


def printed(figures: Mapping[str, Any]) -> str:
    """The figures as a small table."""
    lines = [f"{name:22} {value}" for name, value in figures.items() if name not in KINDS]
    names = list(figures["person"])
    lines.append(f"{'':22} " + " ".join(f"{kind:>10}" for kind in KINDS))
    lines += [f"{name:22} " + " ".join(f"{figures[kind][name]:>10}" for kind in KINDS) for name in names]
    return "\n".join(lines)


def main() -> None:
    """Prints the figures, and writes them as JSON if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("truth", type=Path, help="truth.json, or the folder that holds it")
    parser.add_argument("answers", type=Path, help="what `huajie lists import --json` wrote")
    parser.add_argument("--json", type=Path, help="write the figures here")
    asked = parser.parse_args()
    figures = score(read_truth(asked.truth), read_answers(asked.answers))
    folder = asked.truth if asked.truth.is_dir() else asked.truth.parent
    if (folder / "columns.json").exists():
        figures["columns"] = measure(folder, show=False)
    print(printed(figures))
    if asked.json:
        asked.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
