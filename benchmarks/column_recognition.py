"""How many columns are taken for what they are, shown as unsure, or silently taken for something else.

python benchmarks/column_recognition.py FOLDER...    a folder of lists with its columns.json
python benchmarks/column_recognition.py              held-out lists made here: five seeds, moderate and hard
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import write_result
from registers import made_lists

from huajie.demo.truth import TRUTH_FILES
from huajie.intake.reading.columns import Certainty, Column, recognise_columns
from huajie.intake.reading.kinds import recognise_kind
from huajie.intake.reading.tables import find_tables
from huajie.intake.reading.workbook import open_workbook

SEEDS = (901, 902, 903, 904, 905)
ROWS = 1500


class Verdict(Enum):
    """What became of one column."""

    RIGHT = "right"
    UNSURE = "unsure"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Judged:
    """One true column beside what it was taken for."""

    verdict: Verdict
    list_file: str
    header: str
    meant: str
    taken_for: str


def judged_columns(folder: Path) -> Iterator[Judged]:
    """Every column of columns.json, judged. A column with a meaning of its own may be kept as a note where `unknown` is said."""
    recognised = recognised_columns(folder)
    for truth in json.loads((folder / "columns.json").read_text(encoding="utf-8")):
        column = recognised.get((truth["file"], truth["sheet"], truth["column"]))
        verdict = verdict_of(truth, column) if column else Verdict.MISSED
        taken_for = f"{column.certainty.value}:{column.field.value if column.field else ''}" if column else ""
        yield Judged(verdict, truth["file"], f"{truth['above']}/{truth['header']}".strip("/"), truth["field"], taken_for)


def verdict_of(truth: Mapping[str, Any], column: Column) -> Verdict:
    meant = {truth["field"], *truth["also"]}
    if column.certainty is Certainty.DROPPED:
        return Verdict.RIGHT if "forbidden" in meant else Verdict.WRONG
    if column.used is not None:
        return Verdict.RIGHT if column.used.value in meant else Verdict.WRONG
    return Verdict.RIGHT if "unknown" in meant else Verdict.UNSURE


def recognised_columns(folder: Path) -> dict[tuple[str, str, int], Column]:
    """Each column of each first table of each sheet; the sheet of a .csv has no name in the truth."""
    columns: dict[tuple[str, str, int], Column] = {}
    for path in sorted(folder.iterdir()):
        if path.name in TRUTH_FILES:
            continue
        for sheet in open_workbook(path).sheets:
            for table in find_tables(sheet, [path.name])[:1]:
                kind, _, _ = recognise_kind(path.name, sheet.name, table.about.title, [header.joined for header in table.columns])
                for column in recognise_columns(table, kind):
                    columns[path.name, "" if path.suffix == ".csv" else sheet.name, column.index] = column
    return columns


def shares(verdicts: Counter[Verdict]) -> dict[str, float]:
    total = verdicts.total()
    return {"columns": total, **{verdict.value: round(verdicts[verdict] / total, 4) for verdict in Verdict}}


def measure(folder: Path, *, show: bool) -> dict[str, float]:
    """Shares over the distinct columns of the files: a header repeated on every village's sheet counts once."""
    judged = set(judged_columns(folder))
    if show:
        for one in sorted(
            judged - {each for each in judged if each.verdict is Verdict.RIGHT}, key=lambda each: (each.verdict.value, each.header)
        ):
            print("  ", one.verdict.value, repr(one.header), one.meant, one.taken_for, one.list_file, sep="\t")
    return shares(Counter(each.verdict for each in judged))


def held_out() -> dict[str, dict[str, float]]:
    """The shares for lists that were never seen, by untidiness and seed."""
    figures = {}
    with TemporaryDirectory(prefix="huajie-columns-") as scratch:
        for mess in ("moderate", "hard"):
            for seed in SEEDS:
                folder = Path(scratch) / f"{mess}-{seed}"
                made_lists(folder, rows=ROWS, seed=seed, mess=mess)
                figures[folder.name] = measure(folder, show=False)
                print(folder.name, figures[folder.name], flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args()
    for folder in asked.folders:
        print(folder.name, measure(folder, show=True))
    if not asked.folders:
        print(write_result("column_recognition", {"lists": held_out()}))


if __name__ == "__main__":
    main()
