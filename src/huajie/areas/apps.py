"""The areas room."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "huajie.areas"
    label = "areas"
