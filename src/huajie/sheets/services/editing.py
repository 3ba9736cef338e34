"""Making, changing, copying, deleting and restoring a form."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope, scope_of
from huajie.areas.models import LENGTHS
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.errors import NotPermitted, Refused
from huajie.sheets.definitions import MOST_COLUMNS, ColumnDefinition, Definition, definition_of
from huajie.sheets.fields import FIELDS
from huajie.sheets.models import Format, SheetColumn, SheetLayout
from huajie.sheets.queries import may_edit

_NAME_LENGTH = 60


class ChangedMeanwhile(Refused):
    """Somebody else saved the form after it was opened."""


@transaction.atomic
def make_layout(definition: Definition, *, by: Staff) -> SheetLayout:
    """A new form. It belongs to the area in which its maker edits sheets; to the district where that is the whole of it."""
    scope = scope_of(by)
    scope.demand(Permission.EDIT_SHEETS)
    check(definition)
    layout = SheetLayout(area_id=_area_of(scope), edited_by=by)
    _write(layout, definition)
    record(Act.SHEET_MADE, by=by, subject=f"sheet:{layout.pk}", detail={"columns": len(definition.columns)})
    return layout


@transaction.atomic
def change_layout(layout: SheetLayout, definition: Definition, *, version: int, by: Staff) -> SheetLayout:
    """The form as it is from now on. `version` is the one that was opened: whoever saves second is told."""
    held = _held(layout, by)
    check(definition)
    if held.version != version:
        who = held.edited_by or _("somebody")
        raise ChangedMeanwhile(_("%(who)s saved this sheet after you opened it. Look at it again, and repeat your change.") % {"who": who})
    held.version, held.edited_by = version + 1, by
    held.columns.all().delete()
    _write(held, definition)
    record(Act.SHEET_CHANGED, by=by, subject=f"sheet:{held.pk}", detail={"columns": len(definition.columns)})
    return held


@transaction.atomic
def copy_layout(layout: SheetLayout, *, by: Staff) -> SheetLayout:
    """A form of one's own that begins as another one."""
    definition = definition_of(layout)
    name = _("%(name)s (copy)") % {"name": layout.name[: _NAME_LENGTH - 10]}
    return make_layout(replace(definition, name=name), by=by)


@transaction.atomic
def delete_layout(layout: SheetLayout, *, by: Staff) -> None:
    """Take a form out of use. It can be restored."""
    held = _held(layout, by)
    held.deleted_at = timezone.now()
    held.save(update_fields=["deleted_at"])
    record(Act.SHEET_DELETED, by=by, subject=f"sheet:{held.pk}")


@transaction.atomic
def restore_layout(layout: SheetLayout, *, by: Staff) -> None:
    """Put a form back into use."""
    held = _held(layout, by)
    held.deleted_at = None
    held.save(update_fields=["deleted_at"])
    record(Act.SHEET_RESTORED, by=by, subject=f"sheet:{held.pk}")


def check(definition: Definition) -> None:
    """Refuse a form that could not be filled or read."""
    if not definition.name.strip():
        raise Refused(_("Give the sheet a name."))
    if not definition.columns:
        raise Refused(_("A sheet needs at least one column."))
    if len(definition.columns) > MOST_COLUMNS:
        raise Refused(_("A sheet has at most %(most)s columns.") % {"most": MOST_COLUMNS})
    for place, column in enumerate(definition.columns, start=1):
        _check_column(column, place)


def _check_column(column: ColumnDefinition, place: int) -> None:
    if not column.header.strip():
        raise Refused(_("Column %(place)s has no header.") % {"place": place})
    if column.field and column.field not in FIELDS:
        raise Refused(_("Column %(place)s holds nothing that is known here.") % {"place": place})
    if column.written_as == Format.TEN_THOUSAND_YUAN and "万元" not in column.joined:
        raise Refused(_("Column %(place)s is written in ten thousand yuan: say so in its header, with (万元).") % {"place": place})


def _held(layout: SheetLayout, by: Staff) -> SheetLayout:
    held = SheetLayout.objects.select_for_update(of=("self",)).select_related("edited_by").get(pk=layout.pk)
    if not may_edit(scope_of(by), held):
        raise NotPermitted(_("This sheet belongs to another area. Make a copy, and change that."))
    return held


def _area_of(scope: Scope) -> str | None:
    """None for the whole district; else the first of the areas in which sheets are edited."""
    prefixes = scope.prefixes[Permission.EDIT_SHEETS]
    return None if any(len(prefix) <= LENGTHS["county"] for prefix in prefixes) else prefixes[0]


def _write(layout: SheetLayout, definition: Definition) -> None:
    layout.name = definition.name.strip()[:_NAME_LENGTH]
    layout.kind, layout.channel, layout.led_only = definition.kind, definition.channel, definition.led_only
    layout.titles, layout.footers = list(definition.titles), list(definition.footers)
    layout.save()
    write_columns(layout, definition)


def write_columns(layout: SheetLayout, definition: Definition) -> None:
    """The columns of a form that has none yet."""
    SheetColumn.objects.bulk_create(
        SheetColumn(
            layout=layout,
            position=position,
            field=column.field,
            header=column.header.strip()[:40],
            group=column.group.strip()[:40],
            width=column.width,
            format=column.written_as,
        )
        for position, column in enumerate(definition.columns)
    )
