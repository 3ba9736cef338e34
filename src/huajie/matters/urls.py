"""Addresses of this room."""

from django.urls import path

from huajie.matters.views import lists, records, revealing, searching, withholding

app_name = "matters"
urlpatterns = [
    path("", lists.index, name="index"),
    path("search/", searching.search, name="search"),
    path("export/", lists.export, name="export"),
    path("of-person/<slug:reference>/", records.of_person, name="of_person"),
    path("of-household/<slug:reference>/", records.of_household, name="of_household"),
    path("<slug:reference>/", records.matter, name="matter"),
    path("<slug:reference>/withhold/", withholding.withhold_matter, name="withhold"),
    path("<slug:reference>/withhold/lift/", withholding.lift, name="lift_withholding"),
    path("<slug:reference>/reveal/<slug:kind>/<int:pk>/", revealing.reveal_of_party, name="reveal"),
    path("<slug:reference>/merges/<int:pk>/undo/", records.undo_merge, name="undo_merge"),
]
