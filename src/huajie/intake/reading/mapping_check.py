"""Whether a mapping file means the files and columns that are there: a slip of the pen must not pass without a word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from huajie.intake.reading.columns import recognise_columns
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.mapping import KIND_KEY, MappingFile, UnusableMapping, fits
from huajie.intake.reading.tables import find_tables
from huajie.intake.reading.workbook import open_workbook


def check_mapping(mapping: MappingFile, files: Mapping[str, Path]) -> None:
    """Raises UnusableMapping for a pattern that means none of the files, or a header that none of the files it means has."""
    headers: dict[str, Collection[str] | None] = {}
    for pattern, choices in mapping.files.items():
        meant = [name for name in files if fits(pattern, name) or fits(pattern, Path(name).name)]
        if not meant:
            raise UnusableMapping("no_file", pattern=pattern)
        asked = set(choices) - {KIND_KEY}
        for name in meant if asked else ():
            if name not in headers:
                headers[name] = _headers(files[name])
        known = [headers[name] for name in meant if name in headers]
        if None not in known and (unknown := sorted(asked.difference(*(each for each in known if each)))):
            raise UnusableMapping("no_column", header=unknown[0], pattern=pattern)


def _headers(path: Path) -> Collection[str] | None:
    """By what the columns of a file can be named; None where it cannot be read, which is told when it is."""
    try:
        tables = [table for sheet in open_workbook(path).sheets for table in find_tables(sheet)]
    except Exception:
        return None
    columns = [column for table in tables for column in recognise_columns(table, ListKind.UNKNOWN)]
    return {name for column in columns for name in (column.key, column.header, column.header.replace(" ", ""))}
