"""The matters room."""

from importlib import import_module

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "huajie.matters"
    label = "matters"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, and listen for edits of the calendar, now that models can be loaded."""
        import_module("huajie.matters.navigation").register()
        when_calendar_changes = import_module("huajie.deadlines.services.recounting").when_calendar_changes
        when_calendar_changes(import_module("huajie.matters.services.clocks").count_again)
