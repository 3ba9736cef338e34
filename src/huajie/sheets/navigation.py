"""This room's entry in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.matters.navigation import MATTERS
from huajie.ui.navigation import Entry, register_entry


def register() -> None:
    """Show the sheets beside the matters that fill them."""
    register_entry(Entry(_("Sheets"), "table", "sheets:index", Permission.EXPORT_MATTERS, 190, group=MATTERS))
