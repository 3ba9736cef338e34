"""The accounts room."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huajie.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.accounts.navigation").register()
