"""Rows without the ORM's ceremony: one, some, or many at once (COPY on PostgreSQL). Call everything here within a transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, BooleanField, CharField, DateTimeField, Field, ForeignKey, Model, PositiveIntegerField
from django.utils import timezone

M = TypeVar("M", bound=Model)
Said = tuple[str, Sequence[Any]]  # a statement with its values
_waiting: ContextVar[list[Said] | None] = ContextVar("waiting", default=None)
_FEW = 20  # rows for which COPY, which takes two messages more, is the longer way
# fields whose values the drivers take without preparation
_AS_THEY_ARE = (CharField, BigIntegerField, PositiveIntegerField, BooleanField, ForeignKey)


def add(row: Model) -> None:
    """Insert one row; its primary key is set if the database gives it."""
    model = type(row)
    fields = _fields(model, with_key=row.pk is not None)
    values = [_reader(field)(row) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(f"{_insertion(model, fields, 1)} RETURNING {_quoted(model._meta.pk)}", values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def insert(rows: Sequence[M]) -> None:
    """Insert rows of one model. Their primary keys are not read back."""
    if not rows:
        return
    fields = _fields(type(rows[0]))
    read = [_reader(field) for field in fields]
    _copy(type(rows[0]), fields, ([value(row) for value in read] for row in rows))


def insert_values(model: type[Model], columns: Sequence[str], values: Iterable[Sequence[int | str]]) -> None:
    """Insert numbers and texts as they are, without making a model of each row."""
    _copy(model, tuple(field for name in columns for field in model._meta.concrete_fields if field.attname == name), values)


def insert_with_keys(rows: Sequence[M], *, unique: str) -> None:
    """Insert rows and set their primary keys, found again by a column that is unique."""
    if len(rows) == 1:
        add(rows[0])
        return
    insert(rows)
    wanted = {getattr(row, unique): row for row in rows}
    keys = type(rows[0])._default_manager.filter(**{f"{unique}__in": list(wanted)}).values_list(unique, "pk")
    for value, key in keys:
        wanted[value].pk = key
        wanted[value]._state.adding = False


def update(rows: Sequence[M], columns: Collection[str]) -> None:
    """Write some columns of rows that exist, each found by its primary key."""
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if field.name in columns]
    read = [_reader(field) for field in fields]
    assignments = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    statement = f"UPDATE {_table(model)} SET {assignments} WHERE {_quoted(model._meta.pk)} = %s"  # noqa: S608  # names come from the models
    with connection.cursor() as cursor:
        cursor.executemany(statement, [[*(value(row) for value in read), row.pk] for row in rows])


@contextmanager
def together() -> Iterator[None]:
    """What few rows are inserted within goes to PostgreSQL as one message when the block ends: read none of it before.

    While it waits for an answer a thread gives way to the others of its process; in an act that others wait for, each time counts.
    """
    if connection.vendor != "postgresql" or _waiting.get() is not None:
        yield
        return
    waiting: list[Said] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if waiting:
        send("; ".join(statement for statement, _values in waiting), [value for _statement, values in waiting for value in values])


def send(statement: str, values: Sequence[Any]) -> None:
    """A statement that gives nothing back: now, or with those beside it."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append((statement, values))
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@cache
def _fields(model: type[Model], *, with_key: bool = False) -> "tuple[Field[Any, Any], ...]":
    """The columns of a row, with or without its primary key."""
    return tuple(field for field in model._meta.concrete_fields if with_key or not field.primary_key)


def _copy(model: type[Model], fields: "tuple[Field[Any, Any], ...]", values: Iterable[Sequence[Any]]) -> None:
    rows = list(values)
    if not rows:
        return
    if len(rows) <= _FEW:
        send(_insertion(model, fields, len(rows)), [value for row in rows for value in row])
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = ", ".join(_quoted(field) for field in fields)
            with cursor.copy(f"COPY {_table(model)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(_insertion(model, fields, 1), rows)


@cache
def _insertion(model: type[Model], fields: "tuple[Field[Any, Any], ...]", count: int) -> str:
    """The statement that inserts so many rows."""
    columns = ", ".join(_quoted(field) for field in fields)
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    return f"INSERT INTO {_table(model)} ({columns}) VALUES {marks}"  # noqa: S608  # names come from the models


def _reader(field: "Field[Any, Any]") -> Callable[[Model], Any]:  # Any: whatever the database driver takes for the column
    """How the value of a column is read from a row."""
    if isinstance(field, _AS_THEY_ARE):
        return attrgetter(field.attname)
    if isinstance(field, DateTimeField) and field.auto_now_add:
        return _now(field)
    return lambda row: field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _now(field: "DateTimeField[Any, Any]") -> Callable[[Model], Any]:  # Any: as above
    """One moment for all rows of a call: preparing it for each of them took a tenth of an import."""
    moment = timezone.now()
    prepared = field.get_db_prep_save(moment, connection)

    def stamp(row: Model) -> Any:
        setattr(row, field.attname, moment)
        return prepared

    return stamp


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _quoted(field: "Field[Any, Any]") -> str:
    return connection.ops.quote_name(str(field.column))
