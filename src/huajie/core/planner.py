"""Hints for query planners: which index a list is read by, where a planner cannot know or would guess wrong."""

from typing import Any, TypeVar, cast

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, Func, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
_LOOKED_AT = 1000  # rows of an index, so that it takes a moment however large the register is
_WIDE = 9  # digits: an area code of a town or above takes in a large share of all rows


class Prefix(Func):
    """The first characters of a code, as an index and a query both write it: Prefix("area", length=9).

    The length stands in the statement itself: SQLite would not know the index again by a parameter.
    """

    template = "SUBSTR(%(expressions)s, 1, %(length)s)"
    output_field = CharField()


class Aside(Func):
    """A column by which SQLite does not choose an index.

    It has no statistics about values and ranges, so that any condition on an index looks selective to it: it would answer "a town's newest
    matters" by collecting and sorting all matters of the town. PostgreSQL knows better from its statistics.
    """

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:  # Any: as the parent's
        """A sign in front makes an expression of a column."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


class Lacks(Func):
    """True if and only if a subquery of one primary key gives none: rows.filter(Lacks(Subquery(keys[:1]))).

    Of EXISTS, PostgreSQL makes a join, or a table of all that exist; of IS NULL it expects one row in 200 to pass, and then reads
    everything for a page. Of this it expects most to pass.
    """

    template = "((%(expressions)s) > 0) IS NOT TRUE"
    arity = 1
    output_field = BooleanField()


def aside(rows: QuerySet[M], **lookups: object) -> QuerySet[M]:
    """`filter` by columns that no index is to be chosen for: aside(rows, kind="dispute", found_on__gte=day)."""
    columns = {lookup.split("__")[0] for lookup in lookups}
    hidden = rows.alias(**{f"aside_{column}": Aside(column) for column in columns})
    return cast("QuerySet[M]", hidden.filter(**{f"aside_{lookup}": value for lookup, value in lookups.items()}))


def look_at_tables() -> None:
    """Let SQLite note how many rows share a value, looking at some rows of each index. PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_LOOKED_AT}")
            cursor.execute("ANALYZE")


def area_path(rows: QuerySet[M], codes: tuple[str, ...], path: str = "area_id") -> tuple[QuerySet[M], str]:
    """The rows, and the path by which to narrow them to areas and still read them in the order of another index."""
    if connection.vendor != "sqlite" or not codes or min(len(code) for code in codes) > _WIDE:
        return rows, path
    return cast("QuerySet[M]", rows.alias(hidden_area=Aside(path))), "hidden_area"
