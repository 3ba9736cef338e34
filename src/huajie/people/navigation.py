"""This room's entries in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.ui.navigation import Entry, register_entry


def register() -> None:
    """Show people and households."""
    register_entry(Entry(_("People"), "users", "people:index", Permission.SEE_PEOPLE, 200))
    register_entry(Entry(_("Households"), "home", "people:households", Permission.SEE_PEOPLE, 210))
