"""Runs a command and measures its whole process tree; writes results with the machine and the commit."""

import json
import os
import platform
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
SAMPLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command."""

    seconds: float
    peak_rss_bytes: int
    """The largest sum of resident memory over the process and all its descendants, sampled ten times a second."""


class CommandFailed(Exception):
    """A command ended with another code than 0; the message holds the end of what it said."""


def run(command: Sequence[str | Path], env: Mapping[str, str]) -> Run:
    """Runs to the end, or raises CommandFailed."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in command], env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        peak = [0]
        watcher = threading.Thread(target=watch, args=(process.pid, peak), daemon=True)
        watcher.start()
        said, _ = process.communicate()
    seconds = time.perf_counter() - begun
    watcher.join()
    if process.returncode:
        raise CommandFailed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said[-2000:]}")
    return Run(seconds, peak[0])


def watch(pid: int, peak: list[int]) -> None:
    """Raises peak[0] to the tree's resident bytes until the process is gone."""
    while (resident := tree_resident_bytes(pid)) > 0:
        peak[0] = max(peak[0], resident)
        time.sleep(SAMPLE_SECONDS)


def tree_resident_bytes(pid: int) -> int:
    """0 if and only if the process is gone or only waits to be collected."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [child for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return pages * PAGE_BYTES + sum(tree_resident_bytes(int(child)) for child in children)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    meminfo = Path("/proc/meminfo").read_text().split()
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(int(meminfo[1]) / 2**20, 1),
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
    }


def commit() -> str:
    """The commit measured, with a + when files differ from it."""
    head = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    changed = subprocess.run(["git", "status", "--porcelain", "--", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return f"{head}+" if changed else head


def write_result(name: str, figures: Mapping[str, Any]) -> Path:
    """benchmarks/results/NAME.json: figures with machine, commit and day."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{name}.json"
    result = {"benchmark": name, "commit": commit(), "day": datetime.now(UTC).date().isoformat(), "machine": machine(), **figures}
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
