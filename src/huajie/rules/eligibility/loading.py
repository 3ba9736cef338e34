"""Parameter files, read with care: a mistake is named with its file and line, and nothing of the file comes into force."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from huajie.rules.clocks.words import Words

_DESCRIBES = frozenset({"description", "metadata"})
_VALUE_KEYS = frozenset({"value", "metadata"})
_METADATA_KEYS = frozenset({"source", "provisional"})
_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file, the line (from 1), and what is wrong there, for whoever wrote it."""

    file: str
    line: int
    what: Words

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what.en}"


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


def values_in(rules: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every parameter by its whole name, such as `low_income.standard`, with its values by day."""
    return {
        f"{programme}.{name}": {day: dated["value"] for day, dated in told["values"].items()}
        for programme, node in rules.items()
        for name, told in node.items()
        if name not in _DESCRIBES
    }


def lines_in(folder: Path) -> dict[str, tuple[str, int]]:
    """Where the parameters of a folder that can be read stand: file and line, by whole name."""
    return {
        f"{file.stem}.{key.value}": (file.name, key.start_mark.line + 1)
        for file in sorted(folder.glob("*.yaml"))
        for key, _told in _composed(file)
        if key.value not in _DESCRIBES
    }


def _composed(file: Path) -> list[tuple[yaml.Node, yaml.Node]]:
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


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
        raise RulesRefused(
            [Mistake(file.name, 1, Words("文件不是UTF-8编码：请另存为UTF-8", "the file is not UTF-8: save it as UTF-8"))]
        ) from error
    except yaml.YAMLError as error:
        raise RulesRefused([_not_yaml(file.name, error)]) from error
    mistakes = [Mistake(file.name, line, what) for line, what in _mistakes_of_file(node)]
    if mistakes:
        raise RulesRefused(mistakes)
    return dict(yaml.load(text, Loader=DaysAsText))  # noqa: S506  # a SafeLoader that leaves days as they are written


def _not_yaml(file: str, error: yaml.YAMLError) -> Mistake:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or "…"
    return Mistake(file, mark.line + 1 if mark else 1, Words(f"这里不是YAML（{problem}）", f"this is not YAML: {problem}"))


class DaysAsText(yaml.SafeLoader):
    """Leaves days as they are written: OpenFisca keys its values by them, and one that is no day is refused in our own words."""


DaysAsText.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))

_Found = Iterator[tuple[int, Words]]


def _mistakes_of_file(node: yaml.Node | None) -> _Found:
    if not isinstance(node, yaml.MappingNode) or any(line for line in _odd_keys(node)):
        yield next(_odd_keys(node), 1), Words("文件里应当是“名称: 内容”", "the file must hold parameters by name")
        return
    yield from _repeated(node)
    for key, parameter in node.value:
        if key.value not in _DESCRIBES:
            yield from _mistakes_of_parameter(key, parameter)


def _odd_keys(node: yaml.Node | None, depth: int = 5) -> Iterator[int]:
    """The lines of keys that are no plain words."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) and depth else ():
        if not isinstance(key, yaml.ScalarNode):
            yield key.start_mark.line + 1
        yield from _odd_keys(value, depth - 1)


def _mistakes_of_parameter(key: yaml.Node, node: yaml.Node) -> _Found:
    line, name = key.start_mark.line + 1, key.value
    given = dict(_pairs(node))
    if "values" not in given:
        yield line, Words(f"“{name}”没有values：请写values:，下面一天一行", f"“{name}” has no values: write `values:` with a day for each")
        return
    yield from _unknown(node, _DESCRIBES | {"values"})
    values = given["values"]
    if not isinstance(values, yaml.MappingNode) or not values.value:
        yield (
            line,
            Words(f"“{name}”的values下面没有值：请写日期和值", f"“{name}” has no values: write a day and its value beneath `values:`"),
        )
        return
    yield from _repeated(values)
    kinds = set()
    for day, value in values.value:
        yield from _mistakes_of_value(name, day, value)
        kinds |= {kind for key_inside, told in _pairs(value) if key_inside == "value" and (kind := _kind(told))}
    if len(kinds) > 1:
        yield line, Words(f"“{name}”有的日期是数字，有的是true或false", f"“{name}” is a number on one day and true or false on another")


def _mistakes_of_value(name: str, day: yaml.Node, node: yaml.Node) -> _Found:
    line, on = day.start_mark.line + 1, day.value
    if not _is_day(on):
        yield line, Words(f"“{on}”不是日期：请写成2026-01-31", f"“{on}” is no day: write it as 2026-01-31")
    given = dict(_pairs(node))
    yield from _unknown(node, _VALUE_KEYS)
    told = given.get("value")
    if told is None or told.tag.endswith(":null"):
        yield (
            line,
            Words(f"“{name}”从{on}起空着：请写当日起的值", f"“{name}” has a gap from {on}: write the value that holds from that day"),
        )
    elif not _kind(told):
        said = getattr(told, "value", "")
        yield (
            line,
            Words(f"“{name}”应当是数字，或者true、false；这里是“{said}”", f"“{name}” must be a number, or true or false; this is “{said}”"),
        )
    elif _kind(told) == "number" and float(told.value) < 0:
        yield line, Words(f"“{name}”小于零", f"“{name}” is below zero")
    about = dict(_pairs(given.get("metadata")))
    yield from _unknown(given.get("metadata"), _METADATA_KEYS)
    if not getattr(about.get("source"), "value", ""):
        yield (
            line,
            Words(
                f"“{name}”{on}的值没有来源：请写metadata: {{source: …}}",
                f"“{name}” has no source for {on}: write `metadata: {{source: …}}`",
            ),
        )


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _kind(node: yaml.Node) -> str:
    """What a value is; empty for what is neither a plain number nor true or false, such as 0x10, 010, 1:30 or .inf."""
    if not isinstance(node, yaml.ScalarNode):
        return ""
    kind = {"int": "number", "float": "number", "bool": "yes or no"}.get(node.tag.rpartition(":")[2], "")
    return kind if kind != "number" or _PLAIN.fullmatch(node.value) else ""


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(str(key.value), value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _repeated(node: yaml.MappingNode) -> _Found:
    seen: dict[str, int] = {}
    for key, _value in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            first = seen[key.value]
            yield line, Words(f"“{key.value}”重复：第{first}行已经写过", f"“{key.value}” overlaps: it stands in line {first} already")
        seen[key.value] = line


def _unknown(node: yaml.Node | None, allowed: frozenset[str]) -> _Found:
    for key, _value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value not in allowed:
            known = ", ".join(sorted(allowed))
            yield (
                key.start_mark.line + 1,
                Words(f"不认识“{key.value}”；这里可以写{known}", f"“{key.value}” means nothing here; known are {known}"),
            )
