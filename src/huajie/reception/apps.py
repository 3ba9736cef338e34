"""The reception room."""

from importlib import import_module

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "huajie.reception"
    label = "reception"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.reception.navigation").register()
