"""The room of the machines' door."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "huajie.api"
    label = "api"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.api.navigation").register()
