"""Addresses of this room."""

from django.urls import path

from huajie.people.views import correcting, lists, records, revealing

app_name = "people"
urlpatterns = [
    path("", lists.index, name="index"),
    path("export/", lists.export, name="export"),
    path("households/", lists.households, name="households"),
    path("households/export/", lists.export_household_list, name="export_households"),
    path("households/<slug:reference>/", records.household, name="household"),
    path("households/<slug:reference>/facts/", correcting.add_household_fact, name="add_household_fact"),
    path("merges/<int:pk>/undo/", records.undo_merge, name="undo_merge"),
    path("reveal/<slug:kind>/<int:pk>/", revealing.reveal_value, name="reveal"),
    path("<slug:reference>/", records.person, name="person"),
    path("<slug:reference>/correct/", correcting.correct_person, name="correct"),
    path("<slug:reference>/facts/", correcting.add_person_fact, name="add_fact"),
]
