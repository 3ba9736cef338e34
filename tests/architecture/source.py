"""What the tests of the house read: its files, its layers, its texts."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "huajie"
LAYERS = (
    "rules",
    "linkage",
    "core",
    "ui",
    "audit",
    "areas",
    "accounts",
    "papers",
    "deadlines",
    "people",
    "matters",
    "assistance",
    "sheets",
    "intake",
    "reception",
    "api",
    "demo",
    "config",
    "cli",
)


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the repository: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


@cache
def modules() -> tuple[Path, ...]:
    """The package's own modules, without tests and migrations."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts and "tests" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room_of(path: Path) -> str:
    """The room that a file of the package stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def at(path: Path, line: int) -> str:
    """A place that an editor can open."""
    return f"{path.relative_to(ROOT)}:{line}"
