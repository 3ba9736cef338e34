"""The assistance room."""

from importlib import import_module

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "huajie.assistance"
    label = "assistance"

    def ready(self) -> None:
        """Put this room's pages into the side navigation."""
        import_module("huajie.assistance.navigation").register()
