"""Addresses of this room."""

from django.urls import path

from huajie.deadlines import views

app_name = "deadlines"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("<int:year>/", views.calendar_year, name="year"),
    path("<int:year>/edit/", views.year_edit, name="year_edit"),
    path("<int:year>/<int:month>/<int:day>/", views.day_edit, name="day"),
]
