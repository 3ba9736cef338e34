"""This room's entries in the side navigation."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.ui.navigation import Entry, Group, register_entry

SETTINGS = Group(_("Settings"), "settings", 900)
ENTRIES = (
    Entry(_("Staff"), "users-group", "accounts:staff_list", Permission.SEE_STAFF, 900, group=SETTINGS),
    Entry(_("Units"), "building", "accounts:unit_list", Permission.SEE_STAFF, 910, group=SETTINGS),
    Entry(_("Areas"), "map-pin", "accounts:area_list", Permission.SEE_AREAS, 920, group=SETTINGS),
    Entry(_("Record of acts"), "history", "accounts:record_list", Permission.SEE_AUDIT, 930, group=SETTINGS),
)


def register() -> None:
    """Show the entries to those who may go there."""
    for entry in ENTRIES:
        register_entry(entry)
