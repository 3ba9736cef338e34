"""The people room."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "huajie.people"
    label = "people"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, now that permissions can be loaded."""
        import_module("huajie.people.navigation").register()
