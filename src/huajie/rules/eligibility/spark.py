"""The sweep on Spark. An extra (`pip install huajie[spark]`, Java 17): nothing else of the house imports this module."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession

from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.sweeping import AT_ONCE, pieces, swept


def swept_by_spark(folders: Sequence[Path], roster: Roster, month: date, workers: int, at_once: int = AT_ONCE) -> tuple[pa.Table, pa.Table]:
    """What `sweeping.swept` says of each piece, by so many workers on this machine, or wherever Spark's own settings point."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need what this process has
    builder = SparkSession.builder.appName("huajie").master(f"local[{workers}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "2g").getOrCreate()
    rules = tuple(folders)
    try:
        parts = session.sparkContext.parallelize(list(pieces(roster, at_once)), workers)
        found = parts.map(lambda piece: (piece[0], *swept(rules, piece[1], month, piece[0]))).collect()
    finally:
        session.stop()
    found.sort(key=lambda piece: piece[0])
    return pa.concat_tables([households for _first, households, _people in found]), pa.concat_tables([people for *_key, people in found])
