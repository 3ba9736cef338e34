"""The sweep of one size in a process of its own: made-up households, every programme, verdicts with reasons written as Parquet.

sweep_households.py HOUSEHOLDS FOLDER [--spark WORKERS]
"""

import argparse
import json
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.random import Generator
from numpy.typing import NDArray

from huajie.rules.eligibility.choices import CHOICES
from huajie.rules.eligibility.facts import FACTS, Fact, Kind, Level
from huajie.rules.eligibility.roster import Column, Roster, day_number
from huajie.rules.eligibility.sweeping import pieces, swept
from huajie.rules.eligibility.system import SHIPPED

MONTH = date(2026, 11, 1)
UNKNOWN = 0.3  # of every fact, among the made-up households
SEED = 20261101


def made_up(households: int) -> Roster:
    """So many households of one to six people, a third of every fact not known."""
    chance = np.random.default_rng(SEED)
    home = np.repeat(np.arange(households, dtype=np.int32), chance.integers(1, 7, households))
    sizes = {Level.PERSON: len(home), Level.HOUSEHOLD: households}
    return Roster(home, {name: _column(fact, sizes[fact.level], chance) for name, fact in FACTS.items()})


def _column(fact: Fact, size: int, chance: Generator) -> Column:
    values: NDArray[Any]
    if fact.kind is Kind.MONEY:
        values = np.round(chance.exponential(900, size) * chance.integers(0, 2, size), 2)
    elif fact.kind is Kind.DAY:
        values = chance.integers(day_number(date(1935, 1, 1)), day_number(date(2025, 1, 1)), size)
    elif fact.kind is Kind.CHOICE:
        values = chance.integers(0, len(CHOICES[fact.name]), size) * (chance.random(size) < 0.2)
    elif fact.kind is Kind.AREA:
        values = chance.integers(10, 150, size)
    else:
        values = chance.integers(0, 2, size)
    column: Column = values.astype(np.float32)
    column[chance.random(size) < UNKNOWN] = np.nan
    return column


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("households", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spark", type=int, default=0, metavar="WORKERS")
    asked = parser.parse_args()
    roster = made_up(asked.households)
    begun = time.perf_counter()
    if asked.spark:
        spark = import_module("huajie.rules.eligibility.spark")
        for name, table in zip(("households", "people"), spark.swept_by_spark(SHIPPED, roster, MONTH, asked.spark), strict=True):
            pq.write_table(table, asked.folder / f"{name}.parquet", compression="zstd")
    else:
        writers: dict[str, pq.ParquetWriter] = {}
        for first, piece in pieces(roster):
            for name, table in zip(("households", "people"), swept(SHIPPED, piece, MONTH, first), strict=True):
                if name not in writers:
                    writers[name] = pq.ParquetWriter(asked.folder / f"{name}.parquet", table.schema, compression="zstd")
                writers[name].write_table(table)
        for writer in writers.values():
            writer.close()
    (asked.folder / "told.json").write_text(json.dumps({"seconds": time.perf_counter() - begun, "people": len(roster.home)}))


if __name__ == "__main__":
    main()
