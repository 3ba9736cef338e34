"""This room's entries in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.ui.navigation import Entry, Group, register_entry

PEOPLE = Group(_("People"), "users", 200)


def register() -> None:
    """Show people and households."""
    register_entry(Entry(_("Residents"), "users", "people:index", Permission.SEE_PEOPLE, 200, group=PEOPLE))
    register_entry(Entry(_("Households"), "home", "people:households", Permission.SEE_PEOPLE, 210, group=PEOPLE))
