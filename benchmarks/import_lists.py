"""How fast lists are imported into a register that already holds many people, in how much memory, and how both grow.

For each size: a fresh register, filled; a list of so many rows imported; then a list of 50 rows of one town. Half of the
listed people are already held: a population is twice as large as the register's and begins with the same people.
"""

import argparse
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import write_result
from registers import Register, fresh_register, made_lists

POPULATION_SEED = 11
TOWN = "花东镇"
GIB = 2**30
SEEN = {"first_row_read_seconds": ("waiting", "registered", "review", "refused"), "first_row_registered_seconds": ("registered", "review")}
LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Figures:
    """One size measured."""

    rows: int
    people_held: int
    fill_seconds: float
    import_seconds: float
    rows_per_second: float
    peak_gib: float
    first_row_read_seconds: float
    first_row_registered_seconds: float
    small_rows: int
    small_seconds: float
    small_peak_gib: float


def measure(rows: int, held: int, small: int) -> Figures:
    """Fills, imports, and imports a small list on top."""
    with TemporaryDirectory(prefix="huajie-lists-") as scratch, fresh_register() as register:
        folder, people = Path(scratch), 2 * held or 2 * rows
        made_lists(folder / "large", rows=rows, seed=rows, people=people, population_seed=POPULATION_SEED)
        made_lists(folder / "small", rows=small, seed=50, people=people, population_seed=POPULATION_SEED, town=TOWN)
        filled = register.fill(held, POPULATION_SEED).seconds if held else 0.0
        with first_sights(register) as seen:
            large = register.import_lists(folder / "large", folder / "large.jsonl")
        little = register.import_lists(folder / "small", folder / "small.jsonl")
    return Figures(
        rows=rows,
        people_held=held,
        fill_seconds=round(filled, 1),
        import_seconds=round(large.seconds, 1),
        rows_per_second=round(rows / large.seconds, 1),
        peak_gib=round(large.peak_rss_bytes / GIB, 2),
        first_row_read_seconds=seen["first_row_read_seconds"],
        first_row_registered_seconds=seen["first_row_registered_seconds"],
        small_rows=small,
        small_seconds=round(little.seconds, 1),
        small_peak_gib=round(little.peak_rss_bytes / GIB, 2),
    )


@contextmanager
def first_sights(register: Register) -> Iterator[dict[str, float]]:
    """Seconds from the start until a page would show the first row that was read, and the first that is in the register."""
    begun, seen, over = time.perf_counter(), dict[str, float](), threading.Event()

    def look() -> None:
        while len(seen) < len(SEEN) and not over.wait(LOOK_SECONDS):
            for name, outcomes in SEEN.items():
                if name not in seen and register.has_rows(outcomes):
                    seen[name] = round(time.perf_counter() - begun, 1)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    yield seen
    over.set()
    watcher.join()


def growth(measured: list[Figures]) -> dict[str, float]:
    """How time and memory grow from the smallest size to the largest, beside how the rows grow."""
    first, last = measured[0], measured[-1]
    return {
        "rows": round(last.rows / first.rows, 2),
        "seconds": round(last.import_seconds / first.import_seconds, 2),
        "seconds_per_row": round((last.import_seconds / last.rows) / (first.import_seconds / first.rows), 2),
        "peak_memory": round(last.peak_gib / first.peak_gib, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 200_000], help="rows, smallest first")
    parser.add_argument("--held", type=int, default=200_000, help="people in the register beforehand")
    parser.add_argument("--small", type=int, default=50, help="rows of the list that comes last")
    parser.add_argument("--name", default="import_lists", help="name of the result")
    asked = parser.parse_args()
    measured = []
    for rows in asked.sizes:
        measured.append(measure(rows, asked.held, asked.small))
        print(measured[-1], flush=True)
    figures = {"sizes": [asdict(figure) for figure in measured], "growth": growth(measured)}
    print(write_result(asked.name, figures))


if __name__ == "__main__":
    main()
