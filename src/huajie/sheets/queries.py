"""Reading forms, and the rows that fill them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.db.models import Count, QuerySet

from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.areas.models import LENGTHS
from huajie.matters.models import Matter
from huajie.matters.queries import MatterFilters, matters_list
from huajie.sheets.definitions import Definition, definition_of
from huajie.sheets.models import SheetLayout
from huajie.sheets.records import SheetRecord, records_of

_AT_ONCE = 1000


def layouts_in_use() -> QuerySet[SheetLayout]:
    """Every form that was not deleted, by name, each with the number of its columns."""
    return SheetLayout.objects.filter(deleted_at=None).select_related("area").annotate(width=Count("columns"))


def deleted_layouts(scope: Scope) -> list[SheetLayout]:
    """The forms that the reader may restore, the latest deleted first."""
    deleted = SheetLayout.objects.exclude(deleted_at=None).select_related("area").order_by("-deleted_at")
    return [layout for layout in deleted if may_edit(scope, layout)]


def may_edit(scope: Scope, layout: SheetLayout) -> bool:
    """True if and only if the reader edits sheets where the form belongs: in its area, or, for one of the whole district, there."""
    if layout.area_id:
        return scope.may_in(Permission.EDIT_SHEETS, layout.area_id)
    return any(len(prefix) <= LENGTHS["county"] for prefix in scope.prefixes.get(Permission.EDIT_SHEETS, ()))


def narrowed(definition: Definition, filters: MatterFilters) -> MatterFilters:
    """The reader's filters within what the form is made for."""
    return replace(filters, kind=definition.kind or filters.kind, channel=definition.channel or filters.channel)


def matters_for(scope: Scope, definition: Definition, filters: MatterFilters) -> QuerySet[Matter]:
    """The matters that fill the form, newest first: those on the reader's list that may be taken away."""
    rows = matters_list(scope, narrowed(definition, filters))
    if definition.led_only:
        rows = rows.filter(leader_node__isnull=False)
    return scope.narrow(rows, Permission.EXPORT_MATTERS, "area_id").order_by("-found_on", "-pk")


def records_in(scope: Scope, matters: QuerySet[Matter], *, in_full: bool) -> Iterator[SheetRecord]:
    """A record for each, a thousand at a time. Numbers are in full only where the reader may reveal values."""
    remaining = matters.iterator(chunk_size=_AT_ONCE)
    before = 0
    while chunk := list(islice(remaining, _AT_ONCE)):
        for record in records_of(chunk):
            reveals = in_full and scope.may_in(Permission.REVEAL_VALUES, record.matter.area_id)
            yield replace(record, number=before + record.number, in_full=reveals)
        before += len(chunk)


def forms_read() -> list[Definition]:
    """Every form in use, for the list reader. Two queries."""
    return [definition_of(layout) for layout in SheetLayout.objects.filter(deleted_at=None).prefetch_related("columns").order_by("pk")]
