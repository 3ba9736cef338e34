"""The adapter to Splink on DuckDB: blocks by tokens, weighs pairs by a model of ours, and hands back what counts."""

import logging
import math
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import pyarrow
from splink import DuckDBAPI, Linker, SettingsCreator

from huajie.linkage.blocking import MOST_SHARERS
from huajie.linkage.reasons import Reason

_THREADS = 2
MEMORY_MIB = 1500  # of one run, unless the caller says otherwise; beyond it DuckDB goes on in temporary files
_CANDIDATES = """
    create table candidate_pairs as
    with telling as (select token from tokens group by token having count(*) between 2 and ?),
    owned as (select t.token, t."row" as number from tokens t semi join telling on t.token = telling.token)
    select distinct '0' as match_key, l.number::integer as join_key_l, r.number::integer as join_key_r
    from owned l join owned r on l.token = r.token and l.number < r.number
    where l.number < ?
"""


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison; sql is over columns ending in _l and _r. m, u: its probability among same and different pairs."""

    reason: Reason
    sql: str
    m: float
    u: float

    @property
    def weight(self) -> float:
        """log2 of the Bayes factor."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels from the most to the least alike; the last one is for everything else. A pair in the null state says nothing.

    No two levels weigh the same and none weighs 0, for Splink hands back weights and a weight must name its level.
    """

    name: str
    null_sql: str
    levels: tuple[Level, ...]
    frequency_column: str | None = None  # a column whose frequency corrects the first level


@dataclass(frozen=True, slots=True)
class Model:
    """Comparisons, the prior as log2 odds, and the SQL that says which scored pairs are worth reading."""

    comparisons: tuple[Comparison, ...]
    prior_weight: float
    keep_sql: str


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two rows (by number) with their weight in bits and the reasons by comparison."""

    left: int
    right: int
    weight: float
    reasons: dict[str, tuple[Reason, float]]

    @property
    def probability(self) -> float:
        """The weight as a probability."""
        return probability_of(self.weight)


def probability_of(weight: float) -> float:
    """Log2 odds as a probability, kept away from 0 and 1."""
    bounded = max(-40.0, min(40.0, weight))
    return 1 / (1 + 2**-bounded)


class Engine:
    """One linkage run: rows in, scored pairs out. Close it to free the memory."""

    def __init__(self, model: Model, memory_mib: int = MEMORY_MIB) -> None:
        """Opens an in-memory DuckDB of its own."""
        self._model = model
        self._reasons_of = [{round(level.weight, 6): level.reason for level in comparison.levels} for comparison in model.comparisons]
        self._spill = tempfile.TemporaryDirectory(prefix="huajie-linkage-")
        limits: dict[str, str | bool | int | float | list[str]] = {
            "threads": _THREADS,
            "memory_limit": f"{memory_mib}MiB",
            "temp_directory": self._spill.name,
        }
        self._connection = duckdb.connect(":memory:", config=limits)
        self._api = DuckDBAPI(self._connection)

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._spill.cleanup()

    def score(
        self, rows: pyarrow.Table, tokens: Iterable[Iterable[str]], new_rows: int, frequencies: dict[str, float] | None = None
    ) -> Iterator[ScoredPair]:
        """Scores each pair of rows that share a token and of which at least one is among the first `new_rows`."""
        if not self._block(tokens, new_rows):
            return
        linker = Linker(self._api.register(rows), self._settings(), log_level=logging.ERROR, validate_settings=False)
        for comparison in self._model.comparisons:
            if comparison.frequency_column and frequencies is not None:
                self._register_frequencies(linker, comparison.frequency_column, frequencies)
        linker.table_management.register_blocked_pairs_for_predict(self._api.register("candidate_pairs"))
        predictions = linker.inference.predict(warning_mode="never")
        yield from self._read(predictions.physical_name)

    def _block(self, tokens: Iterable[Iterable[str]], new_rows: int) -> int:
        """Pairs of rows that share a token which not too many share; returns how many."""
        hashes, rows = array("q"), array("q")
        for row, owned in enumerate(tokens):
            for token in owned:
                hashes.append(hash(token))
                rows.append(row)
        self._connection.register("tokens", pyarrow.table({"token": _column(hashes), "row": _column(rows)}))
        self._connection.execute(_CANDIDATES, [MOST_SHARERS, new_rows]).fetchall()
        self._connection.unregister("tokens")
        found = self._connection.execute("select count(*) from candidate_pairs").fetchall()
        return int(found[0][0])

    def _register_frequencies(self, linker: Linker, column: str, frequencies: dict[str, float]) -> None:
        table = pyarrow.table({column: list(frequencies), f"tf_{column}": list(frequencies.values())})
        linker.table_management.register_term_frequency_lookup(self._api.register(table), column)

    def _settings(self) -> SettingsCreator:
        return SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="row",
            probability_two_random_records_match=probability_of(self._model.prior_weight),
            comparisons=[_comparison_settings(comparison) for comparison in self._model.comparisons],
            retain_matching_columns=False,
            retain_intermediate_calculation_columns=True,
        )

    def _read(self, table: str) -> Iterator[ScoredPair]:
        columns = ", ".join(_weight_columns(self._model))
        cursor = self._connection.execute(f"select row_l, row_r, match_weight, {columns} from {table} where {self._model.keep_sql}")  # noqa: S608
        while batch := cursor.fetchmany(50_000):
            for left, right, weight, *parts in batch:
                yield ScoredPair(left, right, weight, dict(self._reasons(iter(parts))))

    def _reasons(self, parts: Iterator[float]) -> Iterator[tuple[str, tuple[Reason, float]]]:
        """Splink hands back weights; each weight names its level, and 0 is the null level."""
        for comparison, reasons in zip(self._model.comparisons, self._reasons_of, strict=True):
            weight = next(parts)
            correction = next(parts) if comparison.frequency_column else 0.0
            if weight:
                yield comparison.name, (reasons[round(weight, 6)], weight + correction)


def _column(numbers: "array[int]") -> pyarrow.Array:
    return pyarrow.Array.from_buffers(pyarrow.int64(), len(numbers), [None, pyarrow.py_buffer(numbers)])


def _weight_columns(model: Model) -> Iterator[str]:
    for comparison in model.comparisons:
        yield f"mw_{comparison.name}"
        if comparison.frequency_column:
            yield f"mw_tf_adj_{comparison.name}"


def _comparison_settings(comparison: Comparison) -> dict[str, object]:
    levels: list[dict[str, object]] = [{"sql_condition": comparison.null_sql, "label_for_charts": "null", "is_null_level": True}]
    for number, level in enumerate(comparison.levels):
        is_last = number == len(comparison.levels) - 1
        levels.append(
            {
                "sql_condition": "ELSE" if is_last else level.sql,
                "label_for_charts": level.reason.value,
                "m_probability": level.m,
                "u_probability": level.u,
            }
        )
    if comparison.frequency_column:
        levels[1] |= {
            "tf_adjustment_column": comparison.frequency_column,
            "tf_adjustment_weight": 1.0,
            "disable_tf_exact_match_detection": True,
        }
    return {"output_column_name": comparison.name, "comparison_levels": levels}
