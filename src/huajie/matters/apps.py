"""The matters room."""

from importlib import import_module

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "huajie.matters"
    label = "matters"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.matters.navigation").register()
