"""This room's entry in the side navigation, its panels on the pages of people and households, and what it waits to hear of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huajie.accounts.navigation import SETTINGS
from huajie.accounts.roles import Permission
from huajie.matters.events import when_moved
from huajie.matters.services.indexing import reindex_of_people
from huajie.matters.tasks import learn_now_and_then
from huajie.matters.veiling import without_unseen
from huajie.people.events import when_names_change
from huajie.people.hidden import register_veil
from huajie.ui.navigation import Entry, Group, register_entry, register_search
from huajie.ui.panels import register_panel

MATTERS = Group(_("Matters"), "clipboard-list", 100)
_ENTRIES = (
    Entry(_("Worklists"), "clipboard-list", "matters:index", Permission.SEE_MATTERS, 100, group=MATTERS),
    Entry(_("My teams"), "users-group", "matters:my_teams", Permission.WORK_MATTERS, 105, group=MATTERS),
    Entry(_("Unit inbox"), "inbox", "matters:inbox", Permission.WORK_MATTERS, 110, group=MATTERS),
    Entry(_("Notices to serve"), "mail", "matters:notices", Permission.WORK_MATTERS, 115, group=MATTERS),
    Entry(_("Calls to residents"), "phone", "matters:call_backs", Permission.CONFIRM_CLOSING, 120, group=MATTERS),
    Entry(_("Follow-ups"), "history", "matters:follow_ups", Permission.WORK_MATTERS, 125, group=MATTERS),
    Entry(_("Responsible leaders"), "sitemap", "matters:leaders", Permission.SEE_MATTERS, 130, group=MATTERS),
    Entry(_("Categories and units"), "scale", "matters:category_routes", Permission.EDIT_ROUTES, 922, group=SETTINGS),
)


def register() -> None:
    """Show the register of matters, and on each person and household the matters that concern them."""
    for entry in _ENTRIES:
        register_entry(entry)
    register_search(Permission.SEE_MATTERS)
    register_search(Permission.SEE_PEOPLE)
    register_panel("matter", "deadlines", _("Deadlines"), "matters:deadlines", 5, Permission.SEE_MATTERS)
    register_panel("matter", "team", _("Team and leader"), "matters:team_panel", 10, Permission.SEE_MATTERS)
    register_panel("matter", "units", pgettext_lazy("matter", "Units"), "matters:units", 15, Permission.SEE_MATTERS)
    register_panel("matter", "closing", _("Closing"), "matters:closing", 30, Permission.SEE_MATTERS)
    register_panel("matter", "notices", _("Notices"), "matters:notices_of", 35, Permission.SEE_MATTERS)
    register_panel("matter", "work", _("Tasks and files"), "matters:work", 40, Permission.SEE_MATTERS)
    register_panel("person", "matters", _("Matters"), "matters:of_person", 10, Permission.SEE_MATTERS)
    register_panel("household", "matters", _("Matters"), "matters:of_household", 10, Permission.SEE_MATTERS)
    register_veil(without_unseen)
    when_names_change(reindex_of_people)
    when_moved(learn_now_and_then)
