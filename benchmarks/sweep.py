"""The sweep for entitlement: all programmes, verdicts with reasons written, at two sizes; and the same by Spark with two workers.

Seconds and peak memory are those of the whole command, start of the interpreter and making up the households included; `judged_seconds` is
the sweep alone.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from measuring import run, write_result

HERE = Path(__file__).resolve().parent
MIB = 2**20


def measure(households: int, folder: Path, *spark: str) -> dict[str, Any]:
    """One sweep in a process of its own."""
    folder.mkdir()
    finished = run([sys.executable, HERE / "sweep_households.py", str(households), folder, *spark], {**os.environ})
    told = json.loads((folder / "told.json").read_text())
    return {
        "households": households,
        "people": told["people"],
        "seconds": round(finished.seconds, 2),
        "judged_seconds": round(told["seconds"], 2),
        "peak_mib": round(finished.peak_rss_bytes / MIB),
        "stored_mib": round(sum(file.stat().st_size for file in folder.glob("*.parquet")) / MIB, 1),
    }


def alike(one: Path, other: Path) -> bool:
    """True if and only if two sweeps said the same of everybody."""
    return all(pq.read_table(one / name).equals(pq.read_table(other / name)) for name in ("households.parquet", "people.parquet"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[50_000, 500_000], help="households")
    parser.add_argument("--workers", type=int, default=2, help="of Spark")
    parser.add_argument("--name", default="sweep", help="name of the result")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        here = [measure(size, Path(work) / str(size)) for size in asked.sizes]
        largest = asked.sizes[-1]
        by_spark = measure(largest, Path(work) / "spark", "--spark", str(asked.workers))
        by_spark |= {"workers": asked.workers, "same_verdicts": alike(Path(work) / str(largest), Path(work) / "spark")}
    first, last = here[0], here[-1]
    growth = {name: round(last[name] / first[name] / (last["households"] / first["households"]), 2) for name in ("seconds", "peak_mib")}
    result = {"measured": here, "growth_per_household": growth, "spark": by_spark}
    print(json.dumps(result, indent=1))
    print(write_result(asked.name, result))
    if not by_spark["same_verdicts"]:
        raise SystemExit("Spark did not say the same")


if __name__ == "__main__":
    main()
