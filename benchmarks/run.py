"""Measures everything that the project promises: quality, columns, suggestions, sweep, import, and the register served."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEASURES = ("quality.py", "column_recognition.py", "suggestions.py", "sweep.py", "import_lists.py", "matters.py")


def main() -> int:
    """Run each measure with the arguments given; the first that fails ends the run."""
    for measure in MEASURES:
        sys.stdout.write(f"\n== {measure}\n")
        sys.stdout.flush()
        finished = subprocess.run([sys.executable, HERE / measure], check=False)
        if finished.returncode:
            return finished.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
