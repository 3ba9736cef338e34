"""One record beside a few, while a clerk types: weighed as the engine weighs, in one statement, without its preparations for millions."""

import threading
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

import duckdb
import pyarrow

from huajie.linkage.blocking import MOST_SHARERS
from huajie.linkage.engine import Comparison, Model, ScoredPair

_NULL = -1
_own = threading.local()


def score_few(
    model: Model, rows: pyarrow.Table, tokens: Iterable[Iterable[str]], new_rows: int, frequencies: dict[str, float]
) -> list[ScoredPair]:
    """What `Engine.score` gives for the same, pair by pair."""
    pairs = _sharing([frozenset(owned) for owned in tokens], new_rows)
    if not pairs:
        return []
    connection = _connection()
    told = {
        "rows": rows,
        "pairs": pyarrow.table({"left_row": [left for left, _ in pairs], "right_row": [right for _, right in pairs]}),
        "shares": pyarrow.table({"term": list(frequencies), "share": pyarrow.array(list(frequencies.values()), pyarrow.float64())}),
    }
    for name, table in told.items():
        connection.register(name, table)
    try:
        found = connection.execute(_statement(model, tuple(rows.column_names))).fetchall()
    finally:
        for name in told:
            connection.unregister(name)
    return [_pair(model, left, right, weight, parts) for left, right, weight, *parts in found]


def _connection() -> duckdb.DuckDBPyConnection:
    """One for each thread: what is registered there is seen there alone, and goes into no file."""
    if not hasattr(_own, "connection"):
        _own.connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "256MiB", "temp_directory": ""})
    connection: duckdb.DuckDBPyConnection = _own.connection
    return connection


def _sharing(tokens: Sequence[frozenset[str]], new_rows: int) -> list[tuple[int, int]]:
    """The pairs that share a token which not too many share, at least one of them new."""
    owners: dict[str, list[int]] = {}
    for row, owned in enumerate(tokens):
        for token in owned:
            owners.setdefault(token, []).append(row)
    pairs = {pair for rows in owners.values() if len(rows) <= MOST_SHARERS for pair in combinations(rows, 2)}
    return sorted(pair for pair in pairs if pair[0] < new_rows)


def _pair(model: Model, left: int, right: int, weight: float, parts: Sequence[float]) -> ScoredPair:
    """A level for each comparison, then a weight for each."""
    half = len(model.comparisons)
    told = zip(model.comparisons, parts[:half], parts[half:], strict=True)
    reasons = {one.name: (one.levels[int(level)].reason, part) for one, level, part in told if level != _NULL}
    return ScoredPair(left, right, weight, reasons)


@cache
def _statement(model: Model, columns: tuple[str, ...]) -> str:
    """The whole comparison as one statement over the tables rows, pairs and shares."""
    sides = ", ".join(f'l."{column}" as "{column}_l", r."{column}" as "{column}_r"' for column in columns)
    levels = ", ".join(f"{_level(comparison)} as level_{comparison.name}" for comparison in model.comparisons)
    weights = ", ".join(f"{_weight(comparison)} as mw_{comparison.name}" for comparison in model.comparisons)
    names = [comparison.name for comparison in model.comparisons]
    total = " + ".join(f"mw_{name} + corrected_{name}" for name in names)
    corrections = ", ".join(f"{_correction(comparison)} as corrected_{comparison.name}" for comparison in model.comparisons)
    parts = ", ".join([f"level_{name}" for name in names] + [f"mw_{name} + corrected_{name}" for name in names])
    return f"""
        with sides as (
            select left_row, right_row, {sides}
            from pairs join rows l on l."row" = left_row join rows r on r."row" = right_row
        ),
        levels as (select *, {levels} from sides),
        weights as (select *, {weights}, {corrections} from levels),
        weighed as (select *, {model.prior_weight} + {total} as match_weight from weights)
        select left_row, right_row, match_weight, {parts} from weighed where {model.keep_sql} order by left_row, right_row
    """  # noqa: S608 — the model's own words


def _level(comparison: Comparison) -> str:
    *told, _rest = comparison.levels
    cases = " ".join(f"when {level.sql} then {number}" for number, level in enumerate(told))
    return f"case when {comparison.null_sql} then {_NULL} {cases} else {len(told)} end"


def _weight(comparison: Comparison) -> str:
    cases = " ".join(f"when {number} then {level.weight!r}::float8" for number, level in enumerate(comparison.levels))
    return f"case level_{comparison.name} {cases} else 0::float8 end"


def _correction(comparison: Comparison) -> str:
    """How much less, or more, the first level says of what many, or few, have."""
    if not comparison.frequency_column:
        return "0::float8"
    terms = f"{comparison.frequency_column}_l, {comparison.frequency_column}_r"
    share = f"(select max(share) from shares where term in ({terms}) and share > 0)"  # noqa: S608 — as above
    corrected = f"log2({comparison.levels[0].u!r}::float8) - log2({share})"
    return f"case when level_{comparison.name} = 0 then coalesce({corrected}, 0::float8) else 0::float8 end"
