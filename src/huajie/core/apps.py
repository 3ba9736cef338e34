"""The core room: clock, references, encryption, search, pages, exports."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "huajie.core"
    label = "core"
