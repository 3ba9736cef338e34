"""The page on the life of a matter, drawn from its table: `python tools/lifecycle_page.py` writes docs/architecture/lifecycle.md anew."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.utils.functional import Promise
from django.utils.translation import override

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huajie.config.settings")
django.setup()  # what follows holds models

from huajie.accounts.roles import PERMISSIONS  # noqa: E402
from huajie.core.lifecycle import BEFORE, BEGINNING  # noqa: E402
from huajie.matters.duties import ended_by, started_by  # noqa: E402
from huajie.matters.models import Kind, Matter, PetitionClass  # noqa: E402
from huajie.matters.states import LIFECYCLE, NoticeKind, State, is_open  # noqa: E402

PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture" / "lifecycle.md"
_HEAD = """# The life of a matter

Drawn from `matters/states.py` and `matters/duties.py` by `python tools/lifecycle_page.py`; a test compares.
Nothing else moves a matter: `matters/services/moving.py` makes each with all that follows, or refuses and writes nothing.
"""
_BEFORE = "where it stood before"


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "\n".join(_diagram()), "## States\n", "\n".join(_states()), "## Moves\n", "\n".join(_table()), "\n".join(_holders())]
    parts += ["## What each move needs, owes and does to deadlines\n", *("\n".join(_move(move.name)) + "\n" for move in LIFECYCLE.moves)]
    return "\n".join(parts).rstrip() + "\n"


def _diagram() -> Iterator[str]:
    edges: dict[tuple[str, str], list[str]] = {}
    for move in LIFECYCLE.moves:
        for source in sorted(move.sources):
            target = "before" if move.target == BEFORE else move.target
            edges.setdefault(("[*]" if source == BEGINNING else str(source), str(target)), []).append(move.name)
    yield from ("```mermaid", "stateDiagram-v2", f'    state "{_BEFORE}" as before')
    yield from (f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in edges.items())
    yield "```\n"


def _states() -> Iterator[str]:
    yield from ("| state | 中文 | means | somebody owes something |", "|---|---|---|---|")
    for state in State:
        yield f"| `{state.value}` | {_zh(state.label)} | {_en(state.label)} | {'yes' if is_open(state) else ''} |"
    yield ""


def _table() -> Iterator[str]:
    yield from ("| move | 中文 | from | to | permission |", "|---|---|---|---|---|")
    for move in LIFECYCLE.moves:
        sources = ", ".join(f"`{source}`" for source in sorted(move.sources) if source != BEGINNING) or "(new)"
        target = _BEFORE if move.target == BEFORE else f"`{move.target}`"
        yield f"| `{move.name}` | {_zh(move.label)} | {sources} | {target} | `{move.permission.value}` |"
    yield ""


def _holders() -> Iterator[str]:
    yield from ("| permission | roles that hold it ([permissions.md](permissions.md)) |", "|---|---|")
    for permission in dict.fromkeys(move.permission for move in LIFECYCLE.moves):
        roles = ", ".join(f"`{role.value}`" for role, held in PERMISSIONS.items() if permission in held)
        yield f"| `{permission.value}` | {roles} |"
    yield ""


def _move(name: str) -> Iterator[str]:
    move = LIFECYCLE.move(name)
    yield f"### `{name}` {_zh(move.label)} · {_en(move.label)}\n"
    yield f"{_en(move.explains)}\n"
    yield f"- Ground: {move.basis}"
    if move.needs:
        yield "- Needs: " + "; ".join(f"`{need.name}` ({need.given.value}) {_en(need.label)}" for need in move.needs)
    if move.notice:
        yield f"- Owes the resident: {_en(NoticeKind(move.notice).label)} ({_zh(NoticeKind(move.notice).label)})"
    yield from _clocks(name)


def _clocks(name: str) -> Iterator[str]:
    begins: dict[str, list[str]] = {}
    for kind in Kind:
        for code in started_by(name, Matter(kind=kind, petition_class=PetitionClass.APPEAL, lead_unit_id=1)):
            begins.setdefault(code, []).append(kind.value)
    if begins:
        said = [f"`{code}`" if len(kinds) == len(Kind) else f"`{code}` ({', '.join(kinds)})" for code, kinds in begins.items()]
        yield "- Begins: " + ", ".join(said) + (", when it has gone one level up" if name == "return" else "")
    if ended_by(name):
        yield "- Ends: " + ", ".join(f"`{code}`" for code in sorted(ended_by(name)))


def _en(text: Promise | str) -> str:
    with override("en"):
        return str(text)


def _zh(text: Promise | str) -> str:
    with override("zh-hans"):
        return str(text)


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
