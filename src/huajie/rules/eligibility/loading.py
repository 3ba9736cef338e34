"""Parameter files, read with care: a mistake is named with its file and line, and nothing of the file comes into force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_DESCRIBES = frozenset({"description", "metadata"})
_VALUE_KEYS = frozenset({"value", "metadata"})
_METADATA_KEYS = frozenset({"source", "provisional"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file, the line (from 1), and what is wrong there, for whoever wrote it."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class RulesRefused(Exception):
    """Files that do not come into force. `mistakes` holds every one that was found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def read_rules(folders: Sequence[Path]) -> dict[str, Any]:
    """All parameters by programme and name, as OpenFisca takes them; what a later folder says of a name replaces what was said."""
    rules: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            try:
                _join(rules, {file.stem: _read(file)})
            except RulesRefused as refused:
                mistakes += refused.mistakes
    if mistakes:
        raise RulesRefused(mistakes)
    return rules


def names_in(rules: dict[str, Any]) -> frozenset[str]:
    """Every parameter by its whole name, such as `low_income.standard`."""
    return frozenset(f"{programme}.{name}" for programme, node in rules.items() for name in node if name not in _DESCRIBES)


def _join(rules: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(rules.get(key), dict) and "values" not in value:
            _join(rules[key], value)
        else:
            rules[key] = value


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise RulesRefused([Mistake(file.name, 1, "the file is not UTF-8: save it as UTF-8")]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RulesRefused([Mistake(file.name, line, f"this is not YAML: {error.problem}")]) from error
    mistakes = [Mistake(file.name, line, what) for line, what in _mistakes_of_file(node)]
    if mistakes:
        raise RulesRefused(mistakes)
    return dict(yaml.load(text, Loader=_DaysAsText))  # noqa: S506  # a SafeLoader that leaves days as they are written


class _DaysAsText(yaml.SafeLoader):
    """OpenFisca keys its values by days as text."""


_DaysAsText.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))

_Found = Iterator[tuple[int, str]]


def _mistakes_of_file(node: yaml.Node | None) -> _Found:
    if not isinstance(node, yaml.MappingNode):
        yield 1, "the file must hold parameters by name"
        return
    yield from _repeated(node)
    for key, parameter in node.value:
        if key.value not in _DESCRIBES:
            yield from _mistakes_of_parameter(key, parameter)


def _mistakes_of_parameter(key: yaml.Node, node: yaml.Node) -> _Found:
    line = key.start_mark.line + 1
    given = dict(_pairs(node))
    if "values" not in given:
        yield line, f"“{key.value}” has no values: write `values:` with a day for each"
        return
    yield from _unknown(node, _DESCRIBES | {"values"})
    values = given["values"]
    if not isinstance(values, yaml.MappingNode) or not values.value:
        yield line, f"“{key.value}” has no values: write a day and its value beneath `values:`"
        return
    yield from _repeated(values)
    kinds = set()
    for day, value in values.value:
        yield from _mistakes_of_value(key.value, day, value)
        kinds |= {kind for name, told in _pairs(value) if name == "value" and (kind := _kind(told))}
    if len(kinds) > 1:
        yield line, f"“{key.value}” is a number on one day and yes or no on another"


def _mistakes_of_value(name: str, day: yaml.Node, node: yaml.Node) -> _Found:
    line = day.start_mark.line + 1
    try:
        date.fromisoformat(day.value)
    except ValueError:
        yield line, f"“{day.value}” is no day: write it as 2026-01-31"
    given = dict(_pairs(node))
    yield from _unknown(node, _VALUE_KEYS)
    told = given.get("value")
    if told is None or told.tag.endswith(":null"):
        yield line, f"“{name}” has a gap from {day.value}: write the value that holds from that day"
    elif not _kind(told):
        yield line, f"“{name}” must be a number, or true or false; this is “{getattr(told, 'value', '')}”"
    elif _kind(told) == "number" and float(told.value.replace("_", "")) < 0:
        yield line, f"“{name}” is below zero"
    about = dict(_pairs(given.get("metadata")))
    yield from _unknown(given.get("metadata"), _METADATA_KEYS)
    if not getattr(about.get("source"), "value", ""):
        yield line, f"“{name}” has no source for {day.value}: write `metadata: {{source: …}}`"


def _kind(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return ""
    return {"int": "number", "float": "number", "bool": "yes or no"}.get(node.tag.rpartition(":")[2], "")


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(str(key.value), value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _repeated(node: yaml.MappingNode) -> _Found:
    seen: dict[str, int] = {}
    for key, _value in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            yield line, f"“{key.value}” overlaps: it stands in line {seen[key.value]} already"
        seen[key.value] = line


def _unknown(node: yaml.Node | None, allowed: frozenset[str]) -> _Found:
    for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value not in allowed:
            yield key.start_mark.line + 1, f"“{key.value}” means nothing here; known are {', '.join(sorted(allowed))}"
