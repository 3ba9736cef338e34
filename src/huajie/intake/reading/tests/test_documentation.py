"""The document of reading lists names every field, limit and kind of row."""

from __future__ import annotations

from pathlib import Path

from huajie.intake.reading.fields import Field
from huajie.intake.reading.row_kinds import RowKind

_DOCUMENT = Path(__file__).parents[5] / "docs" / "algorithms" / "reading-lists.md"


def test_every_field_and_kind_of_row_stands_in_the_document() -> None:
    text = _DOCUMENT.read_text(encoding="utf-8")
    assert [field.value for field in Field if f"`{field.value}`" not in text] == []
    assert [kind.name for kind in RowKind if kind.name not in text] == []
