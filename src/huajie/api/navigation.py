"""This room's entry in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.navigation import SETTINGS
from huajie.accounts.roles import Permission
from huajie.ui.navigation import Entry, register_entry


def register() -> None:
    """Show it to those who may let other systems in."""
    register_entry(Entry(_("Other systems"), "plug-connected", "systems:index", Permission.EDIT_TOKENS, 925, group=SETTINGS))
