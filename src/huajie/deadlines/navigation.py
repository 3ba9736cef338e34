"""This room's entry in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.navigation import SETTINGS
from huajie.accounts.roles import Permission
from huajie.ui.navigation import Entry, register_entry


def register() -> None:
    """Show the entry to those who may go there."""
    register_entry(Entry(_("Working days"), "calendar", "deadlines:calendar", Permission.EDIT_CALENDAR, 925, group=SETTINGS))
