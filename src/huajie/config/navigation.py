"""The first entry of the side navigation: the desk, which belongs to no single room."""

from django.utils.translation import gettext_lazy as _

from huajie.ui.navigation import Entry, register_entry


def register() -> None:
    """Show the desk to everyone who has signed in."""
    register_entry(Entry(_("My desk"), "layout-dashboard", "desk", None, 0))
