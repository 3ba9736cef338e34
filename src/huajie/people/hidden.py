"""Who is not shown to a reader although they live where the reader may look: rooms above say whom they keep from view."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from huajie.accounts.scope import Scope

Veil = Callable[[QuerySet[Any], Scope], QuerySet[Any]]  # Any: people or households
_veils: dict[Veil, None] = {}


def register_veil(veil: Veil) -> None:
    """From now on lists and pages of people and of households leave out whom it leaves out."""
    _veils[veil] = None


def veiled(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:  # Any: as above
    """The people or households without those kept from the reader's view."""
    for veil in _veils:
        rows = veil(rows, scope)
    return rows
