"""Showing one masked value of a row for a stated purpose: what a list says, whether or not the register took it."""

from itertools import chain

from django.db import transaction

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.intake.models import ListRow
from huajie.intake.queries import read_row
from huajie.intake.said import Said, parts_of
from huajie.people.services.revealing import record_purpose


def may_reveal(scope: Scope, row: ListRow) -> bool:
    """True if and only if the reader may reveal values where the row was handed in or where it lies."""
    return any(scope.may_in(Permission.REVEAL_VALUES, area) for area in (row.file.delivery.unit.area_id, row.area_id) if area)


def revealable(row: ListRow, position: int) -> Said | None:
    """The masked line in that place among all that the row says; None if nothing is masked there."""
    lines = list(chain.from_iterable(part.lines for part in parts_of(read_row(row))))
    return lines[position] if position < len(lines) and lines[position].is_masked else None


@transaction.atomic
def reveal(staff: Staff, row: ListRow, position: int, purpose: str) -> str:
    """The value itself. The record keeps who, of which row and what for, never the value."""
    said = revealable(row, position)
    if said is None:
        raise LookupError(position)
    record_purpose(staff, f"row:{row.pk}", purpose, kind="row", key=position)
    return said.value
