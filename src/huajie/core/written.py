"""Questions that are asked with every act: written out as SQL once, then asked with other values.

Writing a statement by the ORM costs ten times what the database needs to answer it by a key. What is remembered is the statement alone,
never an answer; it depends on nothing that changes while a process runs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
Sample = int | str | UUID
Row = tuple[Any, ...]  # Any: whatever the columns hold
_Converters = tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A question written out, where its values stand, and how its rows are read."""

    sql: str
    parameters: tuple[Any, ...]  # a _Mark stands where a value goes
    converters: _Converters
    read: Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class _Mark:
    value: int
    place: int


class Written(Generic[M]):
    """A question of so many values. `ask` gives the query set for values of the kinds in `samples`, each unlike any other value in it.
    A value may be a list of such values; for each length the question is written out once.

    >>> of_ref = Written(lambda ref: Matter.objects.filter(ref=ref), "(ref)")  # doctest: +SKIP
    >>> of_ref.first("HD-2026-000123")  # doctest: +SKIP
    """

    def __init__(self, ask: "Callable[..., QuerySet[M, Any]]", *samples: Sample) -> None:
        self._ask, self._samples = ask, samples
        self._statements: dict[tuple[object, ...], _Statement] = {}

    def all(self, *values: Any) -> list[Any]:  # Any: as the query set takes and gives
        """The rows: models, or tuples of what the query set names."""
        lists = [list(value) if isinstance(value, list | set | tuple) else None for value in values]
        statement = self._statement([-1 if one is None else len(one) for one in lists])
        given = [one if one is not None else [value] for one, value in zip(lists, values, strict=True)]
        bound = [_bound(given[one.value][one.place]) if isinstance(one, _Mark) else one for one in statement.parameters]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, bound)
            rows = cursor.fetchall()
        return [statement.read(row) for row in _converted(rows, statement.converters)]

    def first(self, *values: Any) -> Any:  # Any: as above
        """The first row; None if there is none."""
        return next(iter(self.all(*values)), None)

    def _statement(self, lengths: list[int]) -> _Statement:
        """The statement for values of which each is a list of such a length, or no list (-1)."""
        key = (connection.vendor, *lengths)
        if key not in self._statements:
            samples = [_several(sample, length) for sample, length in zip(self._samples, lengths, strict=True)]
            asked = self._ask(*(several[0] if length < 0 else several for several, length in zip(samples, lengths, strict=True)))
            self._statements[key] = _written(asked, samples)
        return self._statements[key]


def _several(sample: Sample, length: int) -> list[Sample]:
    """So many samples of one kind."""
    return [sample] if length < 0 else [sample * 1000 - place if isinstance(sample, int) else f"{sample}{place}" for place in range(length)]


def _written(asked: Any, samples: list[list[Sample]]) -> _Statement:
    compiler = asked.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    marks = {_bound(one): _Mark(value, place) for value, several in enumerate(samples) for place, one in enumerate(several)}
    columns = [column[0] for column in compiler.select[: compiler.col_count]]
    converters = tuple((at, tuple(ways), column) for at, (ways, column) in compiler.get_converters(columns).items())
    return _Statement(
        sql, tuple(marks.get(one, one) for one in parameters), converters, _reader(compiler) if asked._fields is None else tuple
    )


def _bound(value: Any) -> Any:  # Any: whatever a column takes
    """A value as the database takes it."""
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value


def _reader(compiler: Any) -> Callable[[Row], Any]:  # Any: Django's compiler, as its own ModelIterable uses it
    """How a row is read as a model with what was joined to it."""
    known = compiler.klass_info
    fields = known["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    joined = get_related_populators(known, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of the next Django

    def read(row: Row) -> Any:
        one = known["model"].from_db(connection.alias, names, row[first:last])
        for populator in joined:
            populator.populate(row, one)
        return one

    return read


def _converted(rows: list[Row], converters: _Converters) -> Iterator[Row]:
    """The rows as Python knows their values."""
    for row in rows:
        if not converters:
            yield row
            continue
        values = list(row)
        for at, ways, column in converters:
            for way in ways:
                values[at] = way(values[at], column, connection)
        yield tuple(values)
