"""What the columns of a delivery were taken for, told file by file: what is missing first, then what nobody has settled."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huajie.cli.terminal import remark, warn
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import Delivery, ListSheet
from huajie.intake.reading.columns import Certainty
from huajie.intake.reading.essentials import NAMES, TEXTS
from huajie.intake.reading.messages import TEXTS as TEXTS_OF_READING

_NOT_SETTLED = {Certainty.UNSURE.value, Certainty.UNKNOWN.value}
_MISSING = {"no_name_column", "no_text_column"}
_ESSENTIAL = {field.value for field in NAMES | TEXTS}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to say of the same column, or the same lack, on some sheets of a file."""

    file: str
    sheets: tuple[str, ...]
    column: str
    why: str
    is_dropped: bool = False
    is_essential: bool = False

    @property
    def place(self) -> str:
        """The file, and the sheets by name or number."""
        if len(self.sheets) > 1:
            sheets = ngettext("%(count)s sheet", "%(count)s sheets", len(self.sheets)) % {"count": len(self.sheets)}
            return f"{self.file} · {sheets}"
        return " · ".join(part for part in (self.file, *self.sheets) if part)


def tell_missing(delivery: Delivery) -> None:
    """The lists in which no column was recognised as the name, or as saying what happened, though one may be it."""
    for told in _grouped(_remarks(delivery, _MISSING)):
        said = {"place": told.place, "why": told.why}
        warn(_("Attention: %(place)s — %(why)s Its rows go on without; name the column with --mapping.") % said)


def tell_noticed(delivery: Delivery) -> None:
    """What else was noticed of a list: a second header, no rows, a hidden sheet."""
    for told in _grouped(_remarks(delivery, TEXTS_OF_READING.keys() - _MISSING)):
        remark(_("Noticed: %(place)s — %(why)s") % {"place": told.place, "why": told.why})


def tell_columns(delivery: Delivery) -> None:
    """The columns that wait for a --mapping, names and texts first, and those that were dropped."""
    told_of = _grouped(_unsettled(delivery))
    for told in sorted(told_of, key=lambda told: (told.file, not told.is_essential, told.is_dropped)):
        said = {"place": told.place, "column": told.column, "why": told.why}
        if told.is_dropped:
            remark(_("Dropped: %(place)s · %(column)s — %(why)s") % said)
        else:
            remark(_("Kept as a note: %(place)s · %(column)s — %(why)s") % said)


def _remarks(delivery: Delivery, codes: Collection[str]) -> Iterator[Told]:
    for sheet in _sheets(delivery):
        for found in sheet.remarks:
            if found["code"] in codes:
                yield Told(sheet.file.name, (sheet.name,), "", sentence(found))


def _unsettled(delivery: Delivery) -> Iterator[Told]:
    for sheet in _sheets(delivery):
        for column in sheet.columns:
            if column["certainty"] in {*_NOT_SETTLED, Certainty.DROPPED.value}:
                yield _told(sheet, column)


def _told(sheet: ListSheet, column: dict[str, Any]) -> Told:
    return Told(
        sheet.file.name,
        (sheet.name,),
        column["header"],
        sentence(column["because"]),
        is_dropped=column["certainty"] == Certainty.DROPPED.value,
        is_essential=bool(_ESSENTIAL.intersection(column["candidates"])),
    )


def _sheets(delivery: Delivery) -> Iterator[ListSheet]:
    return ListSheet.objects.filter(file__delivery=delivery).select_related("file").order_by("file__name", "position").iterator()


def _grouped(each_told: Iterator[Told]) -> list[Told]:
    """What is the same on several sheets of a file, once."""
    sheets: dict[Told, list[str]] = {}
    for told in each_told:
        sheets.setdefault(replace(told, sheets=()), []).extend(told.sheets)
    return [replace(told, sheets=tuple(names)) for told, names in sheets.items()]
