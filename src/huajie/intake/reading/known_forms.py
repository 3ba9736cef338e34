"""Forms of our own: a list that has the headers of one, in their order, is read by the definition that wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huajie.intake.reading.columns import KEEP_AS_NOTE, keys_of, signature_of
from huajie.intake.reading.fields import Field
from huajie.intake.reading.kinds import ListKind
from huajie.intake.reading.wording import wording_of

_FIELDS = {field.value for field in Field}


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form as reading knows it. `kind` None: the words of the list decide. `passed_over` are keys of columns that we alone write."""

    signature: str
    columns: Mapping[str, str]  # key → field, "-" where the register reads nothing from it
    kind: ListKind | None
    passed_over: frozenset[str]


def known_form(columns: Sequence[tuple[str, str]], kind: ListKind | None) -> KnownForm:
    """From (header with its group, name of the field) in their order; a field without a name is filled in by hand."""
    keys = keys_of([wording_of(header).words for header, _field in columns])
    fields = dict(zip(keys, (field for _header, field in columns), strict=True))
    return KnownForm(
        signature=signature_of([header for header, _field in columns]),
        columns={key: field if field in _FIELDS else KEEP_AS_NOTE for key, field in fields.items()},
        kind=kind,
        passed_over=frozenset(key for key, field in fields.items() if field and field not in _FIELDS),
    )
