"""A mapping file settles columns beforehand: {"files": {"glob": {"header": "field", "@kind": "dispute"}}}."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from huajie.intake.reading.columns import KEEP_AS_NOTE
from huajie.intake.reading.fields import Field
from huajie.intake.reading.folder import shown_name
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.messages import Message

KIND_KEY = "@kind"
_FIELDS = {field.value for field in Field} | {KEEP_AS_NOTE, ""}
_KINDS = {kind.value for kind in ListKind}


class UnusableMapping(Exception):
    """A mapping file that cannot be followed; `message` says what to correct."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.message = Message(f"mapping_{code}", **facts)
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class MappingFile:
    """Choices by file name pattern; a later pattern that also fits wins."""

    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def choices_for(self, file_name: str) -> dict[str, str]:
        """Header (or column key) → field value or "-", for one file; “@kind” may name the kind of list.

        A pattern means the name within the folder; where none fits that, the name alone.
        """
        leaf = PurePosixPath(file_name).name
        return self._choices(file_name) or self._choices(leaf)

    def _choices(self, name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for pattern, choices in self.files.items():
            if fits(pattern, name):
                found.update(choices)
        return found


def fits(pattern: str, name: str) -> bool:
    """True if and only if a pattern means a file of that name."""
    return fnmatchcase(name, pattern) or name == pattern


def load_mapping(path: Path) -> MappingFile:
    """Reads and checks a mapping file. Raises UnusableMapping."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UnusableMapping("not_json", line=error.lineno) from None
    except OSError:
        raise UnusableMapping("missing", path=shown_name(str(path))) from None
    except (UnicodeDecodeError, RecursionError):
        raise UnusableMapping("shape") from None
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict):
        raise UnusableMapping("shape")
    for choices in files.values():
        _check(choices)
    return MappingFile(files)


def _check(choices: object) -> None:
    if not isinstance(choices, dict):
        raise UnusableMapping("shape")
    for header, chosen in choices.items():
        known = _KINDS if header == KIND_KEY else _FIELDS
        if not isinstance(chosen, str) or chosen not in known:
            raise UnusableMapping("unknown_field", header=header, field=str(chosen)[:40])
