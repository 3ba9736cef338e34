"""This room's entry in the side navigation, its panel on the pages of the rooms beneath, and the names of its rows there."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.intake.sources import named_rows
from huajie.intake.waiting import questions_waiting
from huajie.people.sources import register_sources
from huajie.ui.navigation import Entry, Shortcut, register_entry, register_shortcut
from huajie.ui.panels import register_panel

_TOLD = _("Told by these lists")


def register() -> None:
    """Show the lists with the number of open questions, and on each record the rows that told of it."""
    register_entry(Entry(_("Lists"), "file-spreadsheet", "intake:index", Permission.SEE_LISTS, 300, count=questions_waiting))
    register_shortcut(Shortcut("l", _("Deliver lists"), "upload", "intake:deliver", Permission.DELIVER_LISTS))
    register_panel("person", "told", _TOLD, "intake:person_told", permission=Permission.SEE_LISTS)
    register_panel("household", "told", _TOLD, "intake:household_told", permission=Permission.SEE_LISTS)
    register_panel("matter", "told", _TOLD, "intake:matter_told", permission=Permission.SEE_LISTS)
    register_sources("row", named_rows)
