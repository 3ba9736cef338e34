"""Encrypting anew, under the newest key, whatever lies encrypted in the database and in the storage."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.db.models import Model

from huajie.core.crypto import renew
from huajie.core.fields import EncryptedTextField
from huajie.core.sealing import reseal

_AT_ONCE = 1000


def encrypted_columns() -> Iterator[tuple[type[Model], EncryptedTextField]]:
    """Every column of every table that holds encrypted values."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def renew_column(model: type[Model], field: EncryptedTextField) -> Iterator[int]:
    """Go through one column, some rows in a transaction each; yields how many were renewed each time. Can be broken off and repeated."""
    quoted = connection.ops.quote_name
    table, key, column = quoted(model._meta.db_table), quoted(str(model._meta.pk.column)), quoted(str(field.column))
    last = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            # names come from the models
            cursor.execute(f"SELECT {key}, {column} FROM {table} WHERE {key} > %s ORDER BY {key} LIMIT {_AT_ONCE}", [last])  # noqa: S608
            rows = cursor.fetchall()
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s WHERE {key} = %s",  # noqa: S608
                [(renew(value), number) for number, value in rows if value],
            )
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)


def renew_files() -> Iterator[Path]:
    """Go through the storage; yields each file that was renewed. Can be broken off and repeated."""
    assert isinstance(default_storage, FileSystemStorage)  # noqa: S101 — settings.STORAGES has no other
    for file in sorted(path for path in Path(default_storage.location).rglob("*") if path.is_file()):
        if file.suffix == ".new":
            file.unlink()  # left by a renewal that was broken off
        else:
            reseal(file)
            yield file
