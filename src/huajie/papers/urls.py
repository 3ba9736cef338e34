"""Addresses of this room: the templates, and each document's versions and previews."""

from django.urls import path, register_converter

from huajie.papers import views
from huajie.papers.converters import DocumentKindConverter

app_name = "papers"
register_converter(DocumentKindConverter, "document")
urlpatterns = [
    path("", views.index, name="index"),
    path("<document:kind>/", views.document_page, name="document"),
    path("<document:kind>/add/", views.template_add, name="template_add"),
    path("<document:kind>/built-in/", views.download_built_in, name="built_in"),
    path("<document:kind>/preview/<str:form>/", views.preview_built_in, name="preview_built_in"),
    path("own/<int:pk>/", views.download_own, name="own"),
    path("own/<int:pk>/preview/<str:form>/", views.preview_own, name="preview_own"),
    path("own/<int:pk>/withdraw/", views.template_withdraw, name="template_withdraw"),
]
