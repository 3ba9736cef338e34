"""This room's places in the side navigation."""

from django.utils.translation import pgettext_lazy

from huajie.ui.navigation import Group

AID = Group(pgettext_lazy("navigation", "Aid"), "heart-handshake", 45)


def register() -> None:
    """Show the room's pages to those who work with them."""
