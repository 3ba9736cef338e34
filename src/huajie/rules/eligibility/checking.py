"""Whether the parameter files of a city can come into force beside the national ones."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from huajie.rules.clocks.words import Words
from huajie.rules.eligibility.loading import Mistake, RulesRefused, lines_in, read_rules, values_in
from huajie.rules.eligibility.system import NATIONAL, SHIPPED


def check_city(folder: Path, today: date) -> dict[str, dict[str, Any]]:
    """What the folder adds to the national numbers; refused with every mistake, if a name is unknown, missing, or of another kind."""
    files = sorted(file.name for file in folder.glob("*") if file.is_file() and not file.name.startswith("."))
    odd = [Mistake(name, 1, _ODD) for name in files if not name.endswith((".yaml", ".md", ".txt"))]
    if odd or not any(name.endswith(".yaml") for name in files):
        raise RulesRefused(odd or [Mistake(folder.name, 1, _NONE)])
    city, asked = values_in(read_rules([folder])), values_in(read_rules(SHIPPED))
    if mistakes := [*_mistakes(city, asked, lines_in(folder)), *_gaps(values_in(read_rules([NATIONAL, folder])), asked, folder, today)]:
        raise RulesRefused(mistakes)
    return city


_ODD = Words("这里只读.yaml文件：请改名，或者移出文件夹", "only .yaml files are read here: rename it, or move it out of the folder")
_NONE = Words("文件夹里没有.yaml文件", "the folder holds no .yaml files")
_Values = dict[str, dict[str, Any]]


def _mistakes(city: _Values, asked: _Values, places: dict[str, tuple[str, int]]) -> Iterator[Mistake]:
    for name, values in city.items():
        if name not in asked:
            yield Mistake(*places[name], Words(f"规则里没有“{name}”", f"the rules know no “{name}”"))
        elif _is_yes_no(values) is not _is_yes_no(asked[name]):
            zh, en = ("true或false", "true or false") if _is_yes_no(asked[name]) else ("数字", "a number")
            yield Mistake(*places[name], Words(f"“{name}”应当是{zh}", f"“{name}” must be {en}"))


def _gaps(together: _Values, asked: _Values, folder: Path, today: date) -> Iterator[Mistake]:
    """What the rules ask and neither the nation nor the city says, or says only from a later day."""
    places = lines_in(folder)
    for name in asked:
        file, line = places.get(name, (f"{name.partition('.')[0]}.yaml", 1))
        if name not in together:
            yield Mistake(file, line, Words(f"缺少“{name}”", f"“{name}” is missing"))
        elif (begins := min(together[name])) > today.isoformat():
            yield Mistake(
                file, line, Words(f"“{name}”从{begins}才有值，今天是空的", f"“{name}” has a gap: it begins on {begins}, after today")
            )


def _is_yes_no(values: dict[str, Any]) -> bool:
    return all(isinstance(value, bool) for value in values.values())
