"""All households against all programmes, piece by piece, as tables of verdicts with their reasons.

On one machine a piece after the other; beyond it the same function on every piece (spark.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huajie.rules.eligibility.facts import FACTS, Level
from huajie.rules.eligibility.programmes import PROGRAMMES, conditions
from huajie.rules.eligibility.roster import Roster
from huajie.rules.eligibility.system import rules_of
from huajie.rules.eligibility.verdicts import Judgement, Range, judge

AT_ONCE = 50_000  # households: some 300 MB at work


def pieces(roster: Roster, at_once: int = AT_ONCE) -> Iterator[tuple[int, Roster]]:
    """The roster in pieces of so many households, each with the place of its first household."""
    for first in range(0, roster.households, at_once):
        last = min(first + at_once, roster.households)
        start, end = np.searchsorted(roster.home, [first, last])
        part = {Level.PERSON: slice(start, end), Level.HOUSEHOLD: slice(first, last)}
        facts = {name: column[part[FACTS[name].level]] for name, column in roster.facts.items()}
        yield first, Roster((roster.home[start:end] - first).astype(np.int32), facts)


def swept(folders: Sequence[Path], roster: Roster, month: date, first: int = 0) -> tuple[pa.Table, pa.Table]:
    """Verdicts of one piece: a table of its households, and one of its people."""
    judged = judge(rules_of(tuple(folders)), roster, month)
    households = np.arange(first, first + roster.households, dtype=np.int32)
    return (
        _table(judged, Level.HOUSEHOLD, {"household": households}),
        _table(judged, Level.PERSON, {"household": (roster.home + first).astype(np.int32)}),
    )


def _table(judged: Judgement, level: Level, keys: dict[str, NDArray[Any]]) -> pa.Table:
    """A column for each programme and condition of that level, and for the ends of its amounts and of what was compared."""
    columns: dict[str, NDArray[Any]] = dict(keys)
    for condition in conditions():
        if condition.level is level:
            columns[f"if_{condition.name}"] = judged.conditions[condition.name]
            if condition.compared:
                columns[f"{condition.compared.value}_from"] = judged.values[condition.compared.value].low
                columns[f"{condition.compared.value}_to"] = judged.values[condition.compared.value].high
    for programme in PROGRAMMES.values():
        if programme.level is level:
            columns[programme.code] = judged.programmes[programme.code]
            if programme.amount:
                columns[f"{programme.amount}_from"] = judged.amounts[programme.amount].low
                columns[f"{programme.amount}_to"] = judged.amounts[programme.amount].high
    return pa.table(columns)


def judgement_of(households: pa.Table, people: pa.Table, month: date) -> Judgement:
    """The verdicts that tables hold."""
    at = {Level.HOUSEHOLD: households, Level.PERSON: people}
    amounts = {programme.amount: _ends(at[programme.level], programme.amount) for programme in PROGRAMMES.values() if programme.amount}
    compared = {one.compared.value: _ends(at[one.level], one.compared.value) for one in conditions() if one.compared}
    return Judgement(
        month,
        {programme.code: at[programme.level][programme.code].to_numpy() for programme in PROGRAMMES.values()},
        {one.name: at[one.level][f"if_{one.name}"].to_numpy() for one in conditions()},
        amounts,
        compared,
    )


def _ends(table: pa.Table, name: str) -> Range:
    return Range(table[f"{name}_from"].to_numpy(), table[f"{name}_to"].to_numpy())
