"""A form filled from the register and taken away: complete, masked unless asked for with a purpose, and on record."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import Refused
from huajie.core.layouts import Layout
from huajie.matters.queries import MatterFilters
from huajie.people.services.revealing import LONGEST_PURPOSE, SHORTEST_PURPOSE
from huajie.sheets.definitions import definition_of
from huajie.sheets.filling import Occasion, filled_layout
from huajie.sheets.models import SheetLayout
from huajie.sheets.queries import matters_for, narrowed, records_in
from huajie.sheets.records import SheetRecord


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A form and the records that fill it, read as they are written."""

    layout: Layout[SheetRecord]
    records: Iterator[SheetRecord]


def export_sheet(
    scope: Scope, layout: SheetLayout, filters: MatterFilters, *, by: Staff, in_full: bool = False, purpose: str = ""
) -> FilledSheet:
    """Every matter that the filters show within what the form is made for. Numbers in full need a purpose, which is recorded."""
    scope.demand(Permission.EXPORT_MATTERS)
    definition = definition_of(layout)
    said = " ".join(purpose.split())[:LONGEST_PURPOSE] if in_full else ""
    if in_full:
        scope.demand(Permission.REVEAL_VALUES)
        if len(said) < SHORTEST_PURPOSE:
            raise Refused(_("Say in at least four characters what the numbers are needed for. It goes into the record."))
    matters = matters_for(scope, definition, filters)
    detail = {"rows": matters.count(), "numbers": "in full" if in_full else "masked", "filters": _told(narrowed(definition, filters))}
    record(Act.SHEET_EXPORTED, by=by, subject=f"sheet:{layout.pk}", purpose=said, detail=detail)
    occasion = Occasion(unit_of(by), timezone.localdate(), filters.since, filters.until)
    return FilledSheet(filled_layout(definition, occasion), records_in(scope, matters, in_full=in_full))


def _told(filters: MatterFilters) -> dict[str, str | bool]:
    """Which matters they were, without what somebody searched for: that may be a name."""
    said = {name: getattr(filters, name) for name in ("kind", "area", "channel", "category")}
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(filters, name))}
    return {name: value for name, value in (said | days).items() if value} | ({"by_words": True} if filters.words else {})


def unit_of(staff: Staff) -> str:
    """The unit in whose name the sheet is handed out."""
    return next((posting.unit.name for posting in staff.postings.select_related("unit").order_by("pk") if posting.holds), "")
