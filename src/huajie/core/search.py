"""Chinese text search that answers the same on SQLite and PostgreSQL: pairs of characters, indexed by FTS5 or GIN.

A text is cut into pairs of neighbouring characters (漏水管 → 漏水, 水管) and single Latin or digit words; each pair is
stored as hexadecimal code points, so that no database's idea of a letter matters and rare characters (㘵, 𠮷) count.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from huajie.core.bulk import send

M = TypeVar("M", bound=Model)
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def tokens(text: str) -> list[str]:
    """The search tokens of a text: each pair of neighbouring characters, each Latin or digit word, each lone character."""
    found: list[str] = []
    for run in _WORD.findall(_folded(text)):
        if run[0].isascii():
            found.append(f"w{run}")
        elif len(run) == 1:
            found.append(f"u{ord(run):x}")
        else:
            found.extend(f"p{ord(a):x}x{ord(b):x}" for a, b in pairwise(run))
    return found


def _folded(text: str) -> str:
    """Full width as half width, upper case as lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def _indexed(text: str) -> str:
    """What is stored for a text: its tokens, and every character alone so that one character can be searched for."""
    singles = {f"u{ord(c):x}" for c in _folded(text) if not c.isascii() and c.isalnum()}
    return " ".join([*tokens(text), *sorted(singles)])


def create_index(table: str) -> migrations.RunPython:
    """A migration operation: the search table of a model, as FTS5 on SQLite and as tsvector with GIN on PostgreSQL."""

    def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(tokens, detail=none)")
        else:
            editor.execute(f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, tokens tsvector NOT NULL)")
            editor.execute(f"CREATE INDEX {table}_gin ON {table} USING gin (tokens)")

    def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        editor.execute(f"DROP TABLE {table}")

    return migrations.RunPython(create, drop)


def index(table: str, texts: Iterable[tuple[int, str]], codes: Mapping[int, Iterable[str]] = MappingProxyType({})) -> None:
    """Make rows findable, replacing what was known of them: (primary key, text). `codes` are those by which `matching` narrows a row."""
    rows = [(key, " ".join((_indexed(text), *map(coded, codes.get(key, ()))))) for key, text in texts]
    if connection.vendor == "sqlite":
        statement = f"INSERT OR REPLACE INTO {table} (rowid, tokens) VALUES (%s, %s)"
    else:
        rows = [(key, " ".join(sorted(set(text.split())))) for key, text in rows]
        statement = (
            f"INSERT INTO {table} (rowid, tokens) VALUES (%s, array_to_tsvector(string_to_array(%s, ' '))) "
            "ON CONFLICT (rowid) DO UPDATE SET tokens = EXCLUDED.tokens"
        )
    if len(rows) == 1:
        send(statement, rows[0])
        return
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def coded(code: str) -> str:
    """The token of a code, which no text can hold."""
    return f"a{code}"


def matching(rows: QuerySet[M], table: str, words: str, codes: Sequence[str] = ()) -> QuerySet[M]:
    """The rows whose text holds every word, two characters sufficing. No words: all rows; nothing searchable: none.

    With codes, only rows indexed with one of them: what is common in a district is rare in a village, and found as fast.
    """
    wanted = tokens(words)
    if not words.strip():
        return rows
    if not wanted:
        return rows.none()
    return rows.filter(pk__in=RawSQL(*_condition(table, wanted, [coded(code) for code in codes])))


def _condition(table: str, wanted: Sequence[str], codes: Sequence[str]) -> tuple[str, tuple[str]]:
    if connection.vendor == "sqlite":
        every = [*wanted, f"({' OR '.join(codes)})"] if codes else wanted
        return f"SELECT rowid FROM {table} WHERE {table} MATCH %s", (" AND ".join(every),)
    every = [*wanted, f"({' | '.join(codes)})"] if codes else wanted
    return f"SELECT rowid FROM {table} WHERE tokens @@ %s::tsquery", (" & ".join(every),)
