"""Addresses of this room."""

from django.urls import path

from huajie.reception.views import requests

app_name = "reception"
urlpatterns = [
    path("", requests.index, name="index"),
    path("new/", requests.new, name="new"),
    path("new/alike/", requests.alike, name="alike"),
    path("requests/<int:number>/", requests.receipt, name="receipt"),
]
