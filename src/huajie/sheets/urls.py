"""Addresses of this room."""

from django.urls import path

from huajie.sheets.views import editing, pages

app_name = "sheets"
urlpatterns = [
    path("", pages.index, name="index"),
    path("new/", editing.make, name="make"),
    path("<int:pk>/", pages.sheet, name="sheet"),
    path("<int:pk>/export/", pages.export, name="export"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/copy/", editing.copy, name="copy"),
    path("<int:pk>/delete/", editing.delete, name="delete"),
    path("<int:pk>/restore/", editing.restore, name="restore"),
]
