"""Addresses of this room."""

from django.urls.resolvers import URLPattern

app_name = "assistance"
urlpatterns: list[URLPattern] = []
