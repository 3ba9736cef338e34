"""The deadlines room."""

from importlib import import_module

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "huajie.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Put this room's page into the side navigation, now that permissions can be loaded."""
        import_module("huajie.deadlines.navigation").register()
