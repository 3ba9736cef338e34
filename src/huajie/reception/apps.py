"""The reception room."""

from importlib import import_module

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "huajie.reception"
    label = "reception"

    def ready(self) -> None:
        """Put this room's pages into the side navigation, and listen for edits of the calendar."""
        import_module("huajie.reception.navigation").register()
        when_calendar_changes = import_module("huajie.deadlines.services.recounting").when_calendar_changes
        when_calendar_changes(import_module("huajie.reception.services.legal_aid").count_again)
