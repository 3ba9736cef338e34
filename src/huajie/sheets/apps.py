"""The room of department sheets."""

from importlib import import_module

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "huajie.sheets"
    label = "sheets"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.sheets.navigation").register()
