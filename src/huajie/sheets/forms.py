"""What the editor of a form posts, and the small changes that its buttons ask for. Nothing here is kept."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import QueryDict

from huajie.core.asked import number_asked
from huajie.matters.models import Channel, Kind
from huajie.sheets.definitions import MOST_COLUMNS, MOST_LINES, NARROWEST, WIDEST, ColumnDefinition, Definition
from huajie.sheets.fields import FIELDS
from huajie.sheets.models import Format

_LONGEST_LINE = 200
_WORD = 40


def posted(data: QueryDict) -> Definition:
    """The form as it was typed; what is not known is left out."""
    kind, channel = data.get("kind", ""), data.get("channel", "")
    return Definition(
        name=data.get("name", "").strip()[:60],
        columns=_columns(data),
        kind=kind if kind in Kind.values else "",
        channel=channel if channel in Channel.values else "",
        led_only=bool(data.get("led_only")),
        titles=_lines(data.get("titles", "")),
        footers=_lines(data.get("footers", "")),
    )


def _columns(data: QueryDict) -> tuple[ColumnDefinition, ...]:
    parts = [data.getlist(name)[:MOST_COLUMNS] for name in ("field", "header", "width", "group", "format")]
    return tuple(
        ColumnDefinition(
            field if field in FIELDS else "",
            header.strip()[:_WORD],
            min(max(number_asked(width) or 14, NARROWEST), WIDEST),
            group.strip()[:_WORD],
            format_ if format_ in Format.values else "",
        )
        for field, header, width, group, format_ in zip(*parts, strict=False)
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip()[:_LONGEST_LINE] for line in text.splitlines() if line.strip())[:MOST_LINES]


def changed(definition: Definition, asked: str) -> Definition:
    """The form after one of the editor's buttons: add, up:3, down:3, remove:3; anything else changes nothing."""
    act, _colon, said = asked.partition(":")
    columns = list(definition.columns)
    place = number_asked(said)
    if act == "add" and len(columns) < MOST_COLUMNS:
        columns.append(ColumnDefinition("", ""))
    elif act in {"up", "down", "remove"} and said and place < len(columns):
        moved = columns.pop(place)
        if act != "remove":
            columns.insert(max(place - 1, 0) if act == "up" else place + 1, moved)
    return replace(definition, columns=tuple(columns))


def with_headers(columns: Sequence[ColumnDefinition]) -> tuple[ColumnDefinition, ...]:
    """Columns of which a field was chosen but no header typed are headed by what the field is called."""
    return tuple(
        replace(column, header=str(FIELDS[column.field].label)[:_WORD]) if column.field and not column.header else column
        for column in columns
    )
