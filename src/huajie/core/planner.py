"""A hint for SQLite's query planner, which has no statistics about ranges."""

from typing import TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Concat

M = TypeVar("M", bound=Model)
_WIDE = 9  # digits: an area code of a town or above takes in a large share of all rows


def area_path(rows: QuerySet[M], codes: tuple[str, ...], path: str = "area_id") -> tuple[QuerySet[M], str]:
    """The rows, and the path by which to narrow them to areas and still read them in the order of another index.

    SQLite would answer "a town's newest matters" by collecting and sorting all matters of the town, because any range on an index looks
    selective to it. For wide areas the column is hidden behind an expression, so that rows are read in order until a page is full.
    PostgreSQL knows better from its statistics.
    """
    if connection.vendor != "sqlite" or not codes or min(len(code) for code in codes) > _WIDE:
        return rows, path
    return cast("QuerySet[M]", rows.alias(hidden_area=Concat(path, Value("")))), "hidden_area"
