"""This room's entry in the side navigation, the key that opens the form, and what its requests are called as sources."""

from django.utils.translation import gettext_lazy as _

from huajie.accounts.roles import Permission
from huajie.people.sources import register_sources
from huajie.reception.sources import named_requests
from huajie.ui.navigation import Entry, Group, Shortcut, register_entry, register_shortcut
from huajie.ui.panels import register_panel

RECEPTION = Group(_("Reception"), "message-circle", 50)


def register() -> None:
    """Show the reception to those who record requests."""
    register_entry(Entry(_("Requests"), "message-circle", "reception:index", Permission.OPEN_MATTERS, 50, group=RECEPTION))
    register_entry(Entry(_("Legal service"), "scale", "reception:legal", Permission.OPEN_MATTERS, 60, group=RECEPTION))
    register_shortcut(Shortcut("n", _("New request"), "plus", "reception:new", Permission.OPEN_MATTERS))
    register_panel("matter", "legal", _("Legal service"), "reception:legal_of_matter", 60, Permission.SEE_MATTERS)
    register_panel("matter", "joint", _("Joint reception"), "reception:joint_of_matter", 70, Permission.SEE_MATTERS)
    register_sources("request", named_requests)
