"""How well lists that were never seen become one register: imports them and lets the scorer compare with their truth."""

import argparse
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import ROOT, run, write_result
from registers import fresh_register, made_lists

SEEDS = (951, 952, 953)
ROWS = 1500


def scored(seed: int, mess: str, rows: int) -> dict[str, Any]:
    """The scorer's figures for one made folder in a register of its own."""
    with TemporaryDirectory(prefix="huajie-quality-") as scratch, fresh_register() as register:
        folder, out, score = Path(scratch) / "lists", Path(scratch) / "out.jsonl", Path(scratch) / "score.json"
        made_lists(folder, rows=rows, seed=seed, mess=mess)
        seconds = register.import_lists(folder, out).seconds
        run([sys.executable, ROOT / "benchmarks" / "score_lists.py", folder, out, "--json", score], dict(os.environ))
        figures: dict[str, Any] = json.loads(score.read_text(encoding="utf-8"))
    return {"seed": seed, "mess": mess, "rows": rows, "import_seconds": round(seconds, 1), **figures}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--mess", nargs="+", default=["moderate", "hard"])
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args()
    runs = []
    for mess in asked.mess:
        for seed in asked.seeds:
            runs.append(scored(seed, mess, asked.rows))
            print(json.dumps(runs[-1], ensure_ascii=False), flush=True)
    print(write_result("quality", {"runs": runs}))


if __name__ == "__main__":
    main()
