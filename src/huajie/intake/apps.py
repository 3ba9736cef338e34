"""The intake room."""

from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "huajie.intake"
    label = "intake"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.intake.navigation").register()
