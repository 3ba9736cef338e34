"""The room of the machines' door."""

from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "huajie.api"
    label = "api"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, and wait for steps, now that models can be loaded."""
        import_module("huajie.api.navigation").register()
        import_module("huajie.matters.events").when_moved(import_module("huajie.api.tasks").step_made)
