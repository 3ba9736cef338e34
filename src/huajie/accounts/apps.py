"""The accounts room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huajie.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, and listen to allauth, now that models can be loaded."""
        import_module("huajie.accounts.navigation").register()
        import_module("huajie.accounts.services.own_factors").listen()
