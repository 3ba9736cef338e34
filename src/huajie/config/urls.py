"""Every address of the house. Each route names its permission, or says that it is public."""

from django.urls import include, path

from huajie.config import navigation
from huajie.config.desk import desk

navigation.register()
handler400 = "huajie.config.refusals.bad_request"

urlpatterns = [
    path("", desk, name="desk"),
    path("", include("huajie.accounts.urls")),
    path("templates/", include("huajie.papers.urls")),
    path("calendar/", include("huajie.deadlines.urls")),
    path("people/", include("huajie.people.urls")),
    path("matters/", include("huajie.matters.urls")),
    path("sheets/", include("huajie.sheets.urls")),
    path("lists/", include("huajie.intake.urls")),
    path("", include("huajie.api.urls")),
    path("", include("huajie.assistance.urls")),
    path("", include("huajie.reception.urls")),
]
