"""The assistance room."""

from importlib import import_module

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "huajie.assistance"
    label = "assistance"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, and listen for edits of the calendar."""
        import_module("huajie.assistance.navigation").register()
        when_calendar_changes = import_module("huajie.deadlines.services.recounting").when_calendar_changes
        when_calendar_changes(import_module("huajie.assistance.services.clocks").count_again)
        when_calendar_changes(import_module("huajie.assistance.services.relieving").count_again)
        when_calendar_changes(import_module("huajie.assistance.services.granting").count_again)
        when_calendar_changes(import_module("huajie.assistance.services.releasing").count_again)
