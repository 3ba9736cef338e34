"""Commands as an operator types them: each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def huajie(home: Path, *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """One command, in English."""
    environment = {name: value for name, value in os.environ.items() if name != "HUAJIE_DATABASE_URL"}
    environment |= {"HUAJIE_HOME": str(home), "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "huajie.cli", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)  # noqa: S603 — our own words
