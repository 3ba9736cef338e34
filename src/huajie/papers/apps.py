"""The papers room: an office's own templates of documents."""

from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "huajie.papers"
    label = "papers"

    def ready(self) -> None:
        """Put this room's page into the side navigation."""
        import_module("huajie.papers.navigation").register()
