"""Addresses of the lists: handing in, deliveries, mapping, rows, questions, and what every record was told by."""

from django.urls import path

from huajie.intake.views import deliveries, empty_forms, joining, mapping, parting, questions, returned, rows, told

app_name = "intake"
urlpatterns = [
    path("", deliveries.index, name="index"),
    path("deliver/", deliveries.deliver, name="deliver"),
    path("<int:pk>/", deliveries.delivery, name="delivery"),
    path("<int:pk>/again/", deliveries.again, name="again"),
    path("<int:pk>/progress/", deliveries.progress, name="progress"),
    path("<int:pk>/withdraw/", deliveries.withdrawn, name="withdraw"),
    path("<int:pk>/mapping/", mapping.confirm, name="mapping"),
    path("<int:pk>/rows/export/", rows.export, name="rows_export"),
    path("<int:pk>/rows/", rows.rows, name="rows"),
    path("<int:pk>/returned/", returned.workbooks, name="returned_together"),
    path("rows/<int:pk>/", rows.row, name="row"),
    path("rows/<int:pk>/values/<int:position>/", rows.reveal_value, name="reveal"),
    path("rows/<int:pk>/part/person/<int:position>/", parting.person, name="part_person"),
    path("rows/<int:pk>/part/matter/", parting.matter, name="part_matter"),
    path("files/<int:pk>/returned/", returned.workbook, name="returned"),
    path("sheet-of-form/", empty_forms.sheet_of_form, name="sheet_of_form"),
    path("questions/", questions.questions, name="questions"),
    path("questions/answered/", questions.answered, name="answered"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/answer/", questions.answer, name="answer"),
    path("questions/<int:pk>/take-back/", questions.take_back, name="take_back"),
    path("join/<str:reference>/", joining.join, name="join"),
    path("told/person/<str:reference>/", told.told, {"page": "person"}, name="person_told"),
    path("told/household/<str:reference>/", told.told, {"page": "household"}, name="household_told"),
    path("told/matter/<str:reference>/", told.told, {"page": "matter"}, name="matter_told"),
]
