"""The keyed fingerprint by which a row is recognised again, and the number that the list itself gives it."""

import json

from huajie.core.crypto import blind_index
from huajie.intake.reading.fields import Field
from huajie.intake.reading.typed import ReadRow

_TICKET_LENGTH = 40


def fingerprint_of(content: str) -> str:
    """Equal if and only if two rows say the same, wherever they stand in their lists and whatever was noted in reading them."""
    said = json.loads(content)
    for beside in ("notes", "problems", "filled"):
        del said[beside]
    said["values"].pop(Field.ROW_NO.value, None)
    return blind_index(json.dumps(said, ensure_ascii=False, sort_keys=True), "row")


def ticket_of(row: ReadRow) -> str:
    """The number by which the row is known: our reference of its matter, the list's own, else its running number; else empty."""
    for field in (Field.REFERENCE, Field.TICKET_NO, Field.ROW_NO):
        value = row.values.get(field)
        if value not in (None, ""):
            return f"{'#' if field is Field.ROW_NO else ''}{value}"[:_TICKET_LENGTH]
    return ""
