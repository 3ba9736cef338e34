"""Keyset pages: the next page starts after the last row shown, so page 5,000 costs what page 1 costs."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

PAGE_SIZE = 50
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursor with which the next ones are asked for (empty: these were the last)."""

    rows: Sequence[M]
    next_cursor: str


def page(rows: QuerySet[M], *, by: str, cursor: str = "", size: int = PAGE_SIZE, ways: Sequence[Q] = ()) -> Page[M]:
    """One page of rows ordered by a column that is never null ('-found_on' for descending) and then by primary key.

    With `ways`, the rows to which at least one of these conditions applies: each is read by its own index, and the first of all are put
    together. A database would read everything for "this or that".
    """
    falling = by.startswith("-")
    column = by.lstrip("-")
    order = (by, "-pk" if falling else "pk")
    beyond = rows.order_by(*order)
    after = _read(cursor, rows.model, column)
    if after:
        side = "lt" if falling else "gt"
        value, key = after
        # the first half is an index range; the second leaves out what was shown of that value
        beyond = beyond.filter(Q(**{f"{column}__{side}e": value}), Q(**{f"{column}__{side}": value}) | Q(**{f"pk__{side}": key}))
    if ways:
        keys = {key for way in ways for key in beyond.filter(way).values_list("pk", flat=True)[: size + 1]}
        beyond = rows.filter(pk__in=keys).order_by(*order)
    found = list(beyond[: size + 1])
    more = len(found) > size
    shown = found[:size]
    return Page(shown, _write(getattr(shown[-1], column), shown[-1].pk) if more else "")


def reads(cursor: str, rows: QuerySet[M], *, by: str) -> bool:
    """True if and only if a page of these rows in this order could have given the cursor."""
    return _read(cursor, rows.model, by.lstrip("-")) is not None


def _write(value: Any, key: int) -> str:  # Any: whatever type the column has; it is written as text
    text = value.isoformat() if hasattr(value, "isoformat") else value
    return base64.urlsafe_b64encode(json.dumps([text, key]).encode()).decode().rstrip("=")


def _read(cursor: str, model: type[Model], column: str) -> tuple[Any, int] | None:  # Any: whatever type the column has
    """What a cursor says; a damaged cursor starts from the first page."""
    try:
        value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        field = model._meta.get_field(column)
        return (field.to_python(value), int(key)) if isinstance(field, Field) else None
    except (ValueError, TypeError, OverflowError, binascii.Error, ValidationError):
        return None
