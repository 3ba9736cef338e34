"""The columns of the file that goes to the bank. It alone shows whole accounts."""

from django.utils.translation import gettext_lazy as _

from huajie.assistance.models import Payment
from huajie.core.layouts import Column, Layout


def _holder(row: Payment) -> str:
    return row.account_holder or row.grant.asked.application.applicant.standing.name


BANK_FILE: Layout[Payment] = Layout(
    (
        Column("number", _("Application"), lambda row: row.grant.asked.application.ref, 20),
        Column("holder", _("Account holder"), _holder, 16),
        Column("account", _("Bank account"), lambda row: row.account, 26),
        Column("amount", _("Amount (yuan)"), lambda row: row.amount_fen / 100, 14),
        Column("programme", _("Programme"), lambda row: row.grant.called, 24),
        Column("month", _("Month"), lambda row: row.month, 12, shown_as="yyyy-mm"),
    )
)
