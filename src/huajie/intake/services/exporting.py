"""The rows of a delivery handed out as a workbook: where each stands, what became of it and why. No value of a row stands in it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from huajie.accounts.models import Staff
from huajie.accounts.roles import Permission
from huajie.accounts.scope import Scope
from huajie.audit.acts import Act
from huajie.audit.services import record
from huajie.core.layouts import Column, Layout
from huajie.intake.meaning.notes import sentence
from huajie.intake.models import Delivery, ListFile, ListRow
from huajie.intake.queries import rows_for

_AT_ONCE = 1000
LAYOUT = Layout[ListRow](
    columns=(
        Column("file", _("File"), lambda row: row.file.name, 30),
        Column("sheet", _("Table"), lambda row: row.sheet.name, 14),
        Column("number", _("Row"), lambda row: row.number, 8),
        Column("ticket", _("Number in the list"), lambda row: row.ticket, 16),
        Column("outcome", _("What became of it"), lambda row: row.get_outcome_display(), 14),
        Column("reasons", _("What to look at"), lambda row: " ".join(sentence(reason) for reason in row.reasons), 60),
        Column("person", _("Person"), lambda row: row.person.standing.ref if row.person else "", 14),
        Column("household", _("Household"), lambda row: row.household.standing.ref if row.household else "", 14),
        Column("matter", _("Matter"), lambda row: row.matter.standing.ref if row.matter else "", 17),
    )
)


def export_rows(scope: Scope, delivery: Delivery, *, outcome: str, file: ListFile | None, by: Staff) -> Iterator[ListRow]:
    """Every row that the list shows, as it stands in the files, a thousand at a time, and on record."""
    scope.demand(Permission.SEE_LISTS)
    rows = rows_for(scope, delivery, outcome=outcome, file=file).defer("content").order_by("pk")
    record(Act.ROWS_EXPORTED, by=by, subject=f"delivery:{delivery.pk}", detail={"rows": rows.count(), "outcome": outcome})
    return rows.iterator(chunk_size=_AT_ONCE)
